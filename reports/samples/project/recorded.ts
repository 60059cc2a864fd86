import { test as base } from 'vitest'
import { recordInAllure } from '../../../instruments/evidence/allure.ts'
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
