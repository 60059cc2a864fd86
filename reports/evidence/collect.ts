import { join } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type {
  ClaimRecord,
  GridCell,
  Observation,
  SubjectRecord,
  TestMeta,
  TestRecord,
} from '../../instruments/evidence/types.ts'
import { runLanguage, runVariable, showsProgress } from '../../instruments/run-environment.ts'
import { toJson, writeWhole } from '../output/files.ts'
import { type Failure, outcome, words } from './outcome.ts'
import { progressLines } from './progress.ts'
import { parseMeta } from './schema.ts'

declare module 'vitest' {
  interface TaskMeta {
    claim?: ClaimRecord
    observations?: readonly Observation[]
    containers?: readonly SubjectRecord[]
    cells?: readonly GridCell[]
    test?: TestMeta
  }
}

interface Read {
  readonly record?: TestRecord
  readonly cells?: readonly GridCell[]
  readonly error?: string
}

const howTo = 'an experiment registers its tests with control(…) and finding(…)'

/** The project's own suites run with the collector too: their tests belong to no claim. An experiment's must. */
function assertNoExperiment({ project }: TestCase): void {
  if (project.name === 'experiments') throw new Error(`it belongs to no claim: ${howTo}`)
}

function roleAndTitle({ role, step, title }: TestMeta): Pick<TestRecord, 'role' | 'step' | 'title' | 'titleJa'> {
  return { role, ...(step !== undefined && { step }), title: title.en, titleJa: title.ja }
}

/** A test of a claim that was registered by vitest's own `test`. */
function withoutRole({ name }: TestCase): Pick<TestRecord, 'role' | 'title' | 'status' | 'error'> {
  return { role: 'finding', title: name, status: 'broken', error: `it is neither a control nor a finding: ${howTo}` }
}

function recorded(test: TestCase): Read {
  const { claim, test: said, observations = [], containers = [], cells = [] } = parseMeta(test.meta())
  if (claim === undefined) {
    assertNoExperiment(test)
    return {}
  }
  const record: TestRecord = {
    claim,
    ...(said === undefined ? withoutRole(test) : { ...roleAndTitle(said), ...outcome(test) }),
    durationMs: test.diagnostic()?.duration ?? 0,
    observations,
    ...(containers.length > 0 && { containers }),
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
 * Writes what a run found to `results.json` in the run's folder (resultsSchema), and if progress is wanted
 * one line to stderr as each claim ends. A test belongs to a claim by `meta.claim`, a ClaimRecord;
 * its role and its title are in `meta.test`, and what its probes saw in `meta.observations`.
 * @see https://vitest.dev/api/advanced/reporters
 */
export default class Collector implements Reporter {
  #startedAt = performance.now()

  onTestRunStart(): void {
    this.#startedAt = performance.now()
  }

  onTestModuleEnd(module: TestModule): void {
    if (!showsProgress()) return
    for (const line of progressLines(recordsOf(readAll(module)), runLanguage())) process.stderr.write(`${line}\n`)
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly Failure[]): Promise<void> {
    const folder = runVariable('folder')
    if (folder === undefined) return
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
