import { stripVTControlCharacters } from 'node:util'
import type { TestCase, TestModule, TestSuite } from 'vitest/node'
import type { TestRecord } from '../../instruments/evidence/types.ts'

export interface Failure {
  readonly name?: string
  readonly message: string
  readonly code?: unknown
  readonly diff?: string
}
type Outcome = Pick<TestRecord, 'status' | 'error' | 'heldBack'>

/** An error as text, with vitest's comparison of expected and received where there is one; no colours. */
export function words({ name = 'Error', message, diff }: Failure): string {
  return stripVTControlCharacters([`${name}: ${message}`, diff].filter(Boolean).join('\n'))
}

/** True for an error of `expect`. An AssertionError with this code comes from node:assert, which fixtures use. */
const refutes = (error: Failure) => error.name === 'AssertionError' && error.code !== 'ERR_ASSERTION'

function hookErrors(parent: TestSuite | TestModule): readonly Failure[] {
  const own = parent.errors()
  return parent.type === 'module' || own.length > 0 ? own : hookErrors(parent.parent)
}

/** The engine or the three containers have ended (fixtures/lab-running.ts). */
const isLabLost = (error: Failure) => error.name === 'LabLost'

/** The first error decides, or a GroundLost if there is one. All errors are in the text; later ones come from clean-ups. */
function failed(all: readonly Failure[]): Outcome {
  const errors = all.toSorted((a, b) => Number(isLabLost(b)) - Number(isLabLost(a)))
  const [first] = errors
  const error = errors.map(words).join('\n') || 'failed without an error'
  const heldBack = first?.name === 'HeldBack' ? { heldBack: true as const } : {} // instruments/probe.ts
  return { status: first !== undefined && refutes(first) ? 'failed' : 'broken', error, ...heldBack }
}

/** vitest also reports a test as skipped if a hook threw and the test never ran. */
function skipped(test: TestCase, note: string | undefined): Outcome {
  const errors = hookErrors(test.parent)
  if (errors.length > 0) return { status: 'broken', error: errors.map(words).join('\n') }
  return { status: 'skipped', ...(note === undefined ? {} : { error: note }) }
}

/** `failed`: an assertion of the test failed. `broken`: anything else went wrong, so nothing was shown. */
export function outcome(test: TestCase): Outcome {
  const result = test.result()
  if (result.state === 'pending') return { status: 'broken', error: 'the run ended before this test did' }
  if (result.state === 'failed') return failed(result.errors)
  return result.state === 'skipped' ? skipped(test, result.note) : { status: 'passed' }
}
