import { isDeepStrictEqual } from 'node:util'
import { commandOf, isHost } from '../../instruments/evidence/steps.ts'
import type { Look, Observation, SubjectRecord } from '../../instruments/evidence/types.ts'
import type { ClaimEvidence, Evidence, TestEvidence } from './schema.ts'

/** An observation with the claim and the test that made it. */
export interface FoundLook {
  readonly claim: string
  readonly test: TestEvidence
  readonly observation: Observation
}

/** The part of the evidence in which is searched. */
export type SearchedRun = Pick<Evidence, 'claims' | 'subjects'>

/** All observations that match, in the order of the evidence. `nth` is not applied. */
function matchesOf(look: Look, own: ClaimEvidence, { claims, subjects }: SearchedRun): FoundLook[] {
  const claim = look.claim === undefined ? own : claims.find(({ id }) => id === look.claim)
  if (claim === undefined) return []
  return claim.tests
    .filter(({ role }) => role === (look.role ?? 'finding'))
    .flatMap((test) => test.observations.map((observation) => ({ claim: claim.id, test, observation })))
    .filter(({ observation }) => isMeant(look, observation, subjects))
}

/** The observation that a look chooses. Undefined if the evidence does not have it. */
export const findLook = (look: Look, own: ClaimEvidence, run: SearchedRun): FoundLook | undefined =>
  matchesOf(look, own, run).at(look.nth ?? 0)

function isMeant(look: Look, observation: Observation, subjects: readonly SubjectRecord[]): boolean {
  const command = commandOf(observation)
  const { probe, from, command: first = [], word, aboutOther, about } = look
  return (
    observation.probe === probe &&
    (from === undefined || isFrom(from, observation)) &&
    isDeepStrictEqual(command.slice(0, first.length), first) &&
    (word === undefined || command.includes(word)) &&
    (aboutOther === undefined || observation.about.length > 0 === aboutOther) &&
    (about === undefined || isAbout(observation, about, subjects))
  )
}

function isFrom(from: NonNullable<Look['from']>, { steps }: Observation): boolean {
  if (from === 'host') return isHost(steps)
  const last = steps.at(-1)
  if (last?.kind !== from.kind) return false
  if (from.name !== undefined && (!('name' in last) || last.name !== from.name)) return false
  if (from.of !== undefined && (!('of' in last) || last.of !== from.of)) return false
  return last.kind !== 'exec' || from.of === undefined || (last.name !== last.of) === (from.own ?? false)
}

export function isAbout({ about }: Observation, name: string, subjects: readonly SubjectRecord[]): boolean {
  const subject = subjects.find((each) => each.name === name)
  return subject !== undefined && about.some((handle) => handle === subject.pid || handle === subject.id)
}
