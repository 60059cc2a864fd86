import { join } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { ClaimRecord, GridCell, Observation, TestRecord } from '../instruments/evidence/types.ts'
import { toJson, writeWhole } from './files.ts'
import { type Failure, outcome, words } from './outcome.ts'
import { progressLines } from './progress.ts'
import { parseMeta } from './schema.ts'

declare module 'vitest' {
  interface TaskMeta {
    claim?: ClaimRecord
    observations?: readonly Observation[]
    cells?: readonly GridCell[]
    /** The test's title in Japanese. */
    ja?: string
  }
}

interface Read {
  readonly record?: TestRecord
  readonly cells?: readonly GridCell[]
  readonly error?: string
}

function recorded(test: TestCase): Read {
  const { claim, ja, observations = [], cells = [] } = parseMeta(test.meta())
  if (claim === undefined) return {}
  const record: TestRecord = {
    claim,
    role: test.name.startsWith('control: ') ? 'control' : 'finding',
    title: test.name,
    ...(ja !== undefined && { titleJa: ja }),
    ...outcome(test),
    durationMs: test.diagnostic()?.duration ?? 0,
    observations,
  }
  return { record, cells }
}

function read(test: TestCase): Read {
  try {
    return recorded(test)
  } catch (error) {
    return { error: `${test.module.relativeModuleId} > ${test.fullName}: ${String(error)}` }
  }
}

const readAll = (module: TestModule) => [...module.children.allTests()].map(read)
const recordsOf = (found: ReturnType<typeof readAll>) => found.flatMap(({ record: one }) => one ?? [])

function errorsOf(module: TestModule): string[] {
  const holders = [module, ...module.children.allSuites()]
  return holders.flatMap((holder) => holder.errors().map((error) => `${module.relativeModuleId}: ${words(error)}`))
}

/**
 * Writes what a run found to `results.json` in the folder that NSPROOF_RUN_DIR names (resultsSchema), and with
 * NSPROOF_PROGRESS=1 one line to stderr as each claim ends. A test belongs to a claim by `meta.claim`, a ClaimRecord;
 * what its probes saw is in `meta.observations`.
 * @see https://vitest.dev/api/advanced/reporters
 */
export default class Collector implements Reporter {
  #startedAt = performance.now()

  onTestRunStart(): void {
    this.#startedAt = performance.now()
  }

  onTestModuleEnd(module: TestModule): void {
    if (process.env['NSPROOF_PROGRESS'] !== '1') return
    const lang = process.env['NSPROOF_LANG'] === 'ja' ? 'ja' : 'en'
    for (const line of progressLines(recordsOf(readAll(module)), lang)) process.stderr.write(`${line}\n`)
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly Failure[]): Promise<void> {
    const folder = process.env['NSPROOF_RUN_DIR']
    if (folder === undefined || folder === '') return
    const found = modules.flatMap(readAll)
    const outside = unhandled.map((error) => `outside of a test: ${words(error)}`)
    const results = {
      tests: recordsOf(found),
      cells: found.flatMap(({ cells }) => cells ?? []),
      moduleErrors: [...modules.flatMap(errorsOf), ...outside, ...found.flatMap(({ error }) => error ?? [])],
      durationMs: performance.now() - this.#startedAt,
    }
    await writeWhole(join(folder, 'results.json'), toJson(results)).catch((error: unknown) => {
      // The supervisor reports that there are no results. If this threw, vitest would print its stack.
      process.stderr.write(`nsproof: what was found could not be written to ${folder}: ${String(error)}\n`)
    })
  }
}
