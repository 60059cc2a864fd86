import { stripVTControlCharacters } from 'node:util'
import type { TestCase, TestModule, TestSuite } from 'vitest/node'
import type { TestRecord } from '../instruments/evidence/types.ts'

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

/** `expect` throws an AssertionError; node:assert does too, with a code, but it speaks for fixtures. */
const refutes = (error: Failure) => error.name === 'AssertionError' && error.code !== 'ERR_ASSERTION'

function hookErrors(parent: TestSuite | TestModule): readonly Failure[] {
  const own = parent.errors()
  return parent.type === 'module' || own.length > 0 ? own : hookErrors(parent.parent)
}

/** The engine or the three containers have ended (fixtures/lab-running.ts). */
const isLabLost = (error: Failure) => error.name === 'LabLost'

/** What the first error says decides, and before it that the ground was lost; those after it, of clean-ups, are told too. */
function failed(all: readonly Failure[]): Outcome {
  const errors = all.toSorted((a, b) => Number(isLabLost(b)) - Number(isLabLost(a)))
  const [first] = errors
  const error = errors.map(words).join('\n') || 'failed without an error'
  const heldBack = first?.name === 'HeldBack' ? { heldBack: true as const } : {} // instruments/probe.ts
  return { status: first !== undefined && refutes(first) ? 'failed' : 'broken', error, ...heldBack }
}

/** A test under a hook that threw never ran, which vitest calls skipped. */
function skipped(test: TestCase, note: string | undefined): Outcome {
  const errors = hookErrors(test.parent)
  if (errors.length > 0) return { status: 'broken', error: errors.map(words).join('\n') }
  return { status: 'skipped', ...(note === undefined ? {} : { error: note }) }
}

/** `failed`: an expectation was refuted; `broken`: anything else went wrong, so nothing was shown. */
export function outcome(test: TestCase): Outcome {
  const result = test.result()
  if (result.state === 'pending') return { status: 'broken', error: 'the run ended before this test did' }
  if (result.state === 'failed') return failed(result.errors)
  return result.state === 'skipped' ? skipped(test, result.note) : { status: 'passed' }
}
