import type { Effect } from '../fixtures/mutation/effects.ts'
import type { Mutation, Operator } from '../fixtures/mutation.ts'
import type { TestRecord } from '../instruments/evidence/types.ts'

/**
 * What a mutated world did to a claim. `killed`: an expectation was refuted. `broken`: the apparatus failed, as it was meant to.
 * `survived`: nothing was noticed. `astray`: it broke although the probes gave answers. Not an attack at all: `unchanged`, no
 * fact came out otherwise; `unanswered`, the probe had no answer there; `unmade`, such a world cannot be made, or not safely.
 */
export type Fate = 'killed' | 'broken' | 'survived' | 'astray' | 'unchanged' | 'unanswered' | 'unmade'

/** What counts: the rest says nothing of the claim. */
export const counting: readonly Fate[] = ['killed', 'broken', 'survived', 'astray']

/** Those that break the apparatus on purpose: an answer or an act is taken away, or an error is one that nobody knows. */
const breaking: readonly Operator[] = ['code', 'empty', 'flip', 'hide', 'mute', 'skip']

/** @param findings the tests of one claim that ran in the mutated world */
export function fateOf(
  mutation: Mutation,
  findings: readonly Pick<TestRecord, 'status' | 'heldBack' | 'observations'>[],
  effect: Effect | undefined,
): Fate {
  const ended = (status: TestRecord['status']): boolean => findings.some((test) => test.status === status)
  if (effect?.heldBack !== undefined || findings.some(refused)) return 'unmade'
  if (effect === undefined || effect.changed === 0) return 'unchanged'
  if (ended('failed')) return 'killed'
  if (!ended('broken')) return 'survived'
  if (breaking.includes(mutation.operator)) return 'broken'
  const silent = effect.silenced > 0 || (mutation.operator === 'share' && findings.some(unanswered))
  return silent ? 'unanswered' : 'astray'
}

/** A guard stopped the test, which believed a false answer, before it could reach the host. */
const refused = ({ status, heldBack }: Pick<TestRecord, 'status' | 'heldBack'>): boolean =>
  status === 'broken' && heldBack === true

const unanswered = ({ status, observations }: Pick<TestRecord, 'status' | 'observations'>): boolean =>
  status === 'broken' && observations.at(-1)?.facts === null
