import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { experimentsFolder, runVariable, showsProgress } from './instruments/run-environment.ts'

const rooms = '{commands,fixtures,instruments,reports}'
const run = runVariable('folder')
const counts = runVariable('counts')

/** The collector and Allure write to the folder of a run. Without a run there is none. */
const recording =
  run === undefined
    ? []
    : [
        './reports/evidence/collect.ts',
        ['allure-vitest/reporter', { resultsDir: join(run, 'allure-results'), reportMatchers: false }],
      ]
const terminal = showsProgress() ? [] : ['default']
const counter = counts === undefined ? [] : [['json', { outputFile: counts }]]

/** Runs the files in the order of their names, which is that of the article. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId, 'en'))
  }
}

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    retry: 0,
    // Only warns of workers that take longer to end, which takes more than the usual 10 s on an emulated processor.
    teardownTimeout: 120_000,
    // npm run mutate runs the findings alone (commands/mutation/wave.ts).
    tags: [{ name: 'control' }, { name: 'finding' }],
    sequence: { sequencer: ByName },
    reporters: [...terminal, ...counter, ...recording] as never,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${rooms}/**/*.test.ts`],
          // Some tests start a command as a process, which takes 20 s instead of 1 s on an emulated processor.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'experiments',
          include: [`${experimentsFolder()}/**/*.ts`],
          // Tasks of `npm run lab`.
          exclude: [`${experimentsFolder()}/tasks/**`],
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
          // A worker lives for seconds. On two processors V8's threads for compiling and garbage collection slow the tests down.
          // Each command is a fork(2), which copies the page tables of V8's heap: a small new space makes it cheaper.
          execArgv: ['--no-opt', '--no-maglev', '--single-threaded-gc', '--max-semi-space-size=1'],
          // The first tests wait for the three containers; official nextcloud is slow (fixtures/subjects/ready.ts). Tests
          // that took 1 s took almost 3 minutes on a busy emulated processor.
          testTimeout: 600_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'suite',
          include: [`${rooms}/**/*.suite.ts`],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
