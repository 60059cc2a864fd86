import type { Effect } from '../fixtures/mutation/effects.ts'
import type { Mutation, Operator } from '../fixtures/mutation.ts'
import type { TestRecord } from '../instruments/evidence/types.ts'

/**
 * The outcome of a mutation. `killed`: an expectation was refuted. `broken`: the test broke, as it was meant to. `survived`: the
 * findings passed. `errored`: the test broke although every probe returned valid data. Inconclusive: `unchanged`, no fact
 * differed; `unanswered`, the probe had no answer; `notPossible`, the mutation cannot be made, or not safely.
 */
export type Fate = 'killed' | 'broken' | 'survived' | 'errored' | 'unchanged' | 'unanswered' | 'notPossible'

/** The rest says nothing about the claim. */
export const conclusiveFates: readonly Fate[] = ['killed', 'broken', 'survived', 'errored']

/** Operators that break a test on purpose: they take away an answer or a command, or make an error unknown. */
const breaking: readonly Operator[] = ['code', 'empty', 'flip', 'hide', 'mute', 'skip']

/** @param findings the tests of one claim that ran with the mutation */
export function fateOf(
  mutation: Mutation,
  findings: readonly Pick<TestRecord, 'status' | 'heldBack' | 'observations'>[],
  effect: Effect | undefined,
): Fate {
  const ended = (status: TestRecord['status']): boolean => findings.some((test) => test.status === status)
  if (effect?.heldBack !== undefined || findings.some(refused)) return 'notPossible'
  if (effect === undefined || effect.changed === 0) return 'unchanged'
  if (ended('failed')) return 'killed'
  if (!ended('broken')) return 'survived'
  if (breaking.includes(mutation.operator)) return 'broken'
  const silent = effect.silenced > 0 || (mutation.operator === 'share' && findings.some(unanswered))
  return silent ? 'unanswered' : 'errored'
}

/** A guard stopped the test, which believed a false answer, before it could reach the host. */
const refused = ({ status, heldBack }: Pick<TestRecord, 'status' | 'heldBack'>): boolean =>
  status === 'broken' && heldBack === true

const unanswered = ({ status, observations }: Pick<TestRecord, 'status' | 'observations'>): boolean =>
  status === 'broken' && observations.at(-1)?.facts === null
