import { test as base } from 'vitest'
import { recordInAllure } from '../../../instruments/evidence/record-in-allure.ts'
import { hostile, observation } from '../synthetic.ts'

/** As the real fixture does: observations into the meta, then Allure, after the body and before the test ends. */
export const test = base.extend('recorded', { auto: true }, async ({ task }, { onCleanup }) => {
  const seen = [observation(), observation({ argv: ['echo', hostile], stdout: hostile, stderr: '永続\n', exitCode: 3 })]
  onCleanup(async () => {
    Object.assign(task.meta, { observations: seen })
    await recordInAllure(task.meta.claim, seen)
  })
})
