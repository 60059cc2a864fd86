import { test as base, type TestOptions } from 'vitest'
import { recordInAllure } from '../../../instruments/evidence/record-in-allure.ts'
import { testName } from '../../../instruments/evidence/test-name.ts'
import type { Role } from '../../../instruments/evidence/types.ts'
import { hostileText, sampleObservation } from '../synthetic.ts'

/** Like the real fixture: after the test's body it puts the observations into the meta, then into Allure. */
export const recordedTest = base.extend('recorded', { auto: true }, async ({ task }, { onCleanup }) => {
  const seen = [
    sampleObservation(),
    sampleObservation({ argv: ['echo', hostileText], stdout: hostileText, stderr: '永続\n', exitCode: 3 }),
  ]
  onCleanup(async () => {
    Object.assign(task.meta, { observations: seen })
    await recordInAllure(task.meta.claim, seen)
  })
})

/** Name and options of a test, as fixtures/claim.ts makes them. */
const named =
  (role: Role) =>
  (title: string, ja = title, step?: number): [name: string, options: TestOptions] => {
    const known = { role, ...(step !== undefined && { step }) }
    return [testName({ ...known, title }), { meta: { test: { ...known, title: { en: title, ja } } } }]
  }
export const controlArgs = named('control')
export const findingArgs = named('finding')
