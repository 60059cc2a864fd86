import { test as base } from 'vitest'
import { recordInAllure } from '../../../instruments/evidence/allure.ts'
import { hostileText, sampleObservation } from '../synthetic.ts'

/** As the real fixture does: observations into the meta, then Allure, after the body and before the test ends. */
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
