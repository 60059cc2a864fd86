import AllureReporter from 'allure-vitest/reporter'
import { defineConfig } from 'vitest/config'
import Collector from '../../evidence/collect.ts'

const resultsDir = process.env['SAMPLE_ALLURE_RESULTS']
const allure = resultsDir === undefined ? [] : [new AllureReporter({ resultsDir, reportMatchers: false })]

export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: 'experiments',
    include: ['*.sample.ts'],
    testTimeout: 200,
    expect: { requireAssertions: true },
    reporters: [new Collector(), ...allure],
  },
})
