import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const rooms = '{commands,fixtures,instruments,reports}'
const run = process.env['NSPROOF_RUN_DIR'] || undefined
const counts = process.env['NSPROOF_COUNTS']

/** In a run the collector and Allure record what the tests saw; without one there is nothing to record into. */
const recording =
  run === undefined
    ? []
    : [
        './reports/collect.ts',
        ['allure-vitest/reporter', { resultsDir: join(run, 'allure-results'), reportMatchers: false }],
      ]
const shown = process.env['NSPROOF_PROGRESS'] === '1' ? [] : ['default']
const counting = counts === undefined ? [] : [['json', { outputFile: counts }]]

/** In the order of their names, and so of the article, on every run. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId, 'en'))
  }
}

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    retry: 0,
    // npm run mutate runs the findings alone (commands/mutate-wave.ts).
    tags: [{ name: 'control' }, { name: 'finding' }],
    sequence: { sequencer: InOrder },
    reporters: [...shown, ...counting, ...recording] as never,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${rooms}/**/*.test.ts`],
          // Some start a command in a process of its own; in an emulated machine that takes 20 s instead of 1 s.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'experiments',
          include: [`${process.env['NSPROOF_EXPERIMENTS'] ?? 'experiments'}/**/*.ts`],
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
          // They live for seconds, and on two processors V8's compiling and collecting threads are in the way of what is tested.
          // Each command is a fork(2), which copies the page tables of what V8 has touched: a small new space makes it cheaper.
          execArgv: ['--no-opt', '--no-maglev', '--single-threaded-gc', '--max-semi-space-size=1'],
          // The first tests wait for the three containers, official nextcloud among them (fixtures/subjects/ready.ts).
          testTimeout: 180_000,
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
