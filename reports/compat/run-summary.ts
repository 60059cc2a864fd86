import type { Text } from '../../instruments/evidence/types.ts'
import type { ClaimOutcome, EvidenceOutcomes } from '../evidence/schema.ts'
import { factsOf, type MachineFacts, type Versions, versionsOf } from './machine-facts.ts'

/**
 * How a claim came out. `holds`: its control and its finding came out as expected. `otherwise`: it was tested, and came out
 * otherwise. `not-applicable`: this host cannot test it.
 */
type CompatOutcome = 'holds' | 'otherwise' | 'not-applicable'

/** One way in which a claim came out. The expectation is computed, so a claim can hold in several forms. */
export interface OutcomeForm {
  readonly id: string
  readonly topic: string
  readonly outcome: CompatOutcome
  readonly title: Text
  readonly expectation: Text
  /** The rule from which the expectation follows. */
  readonly because: Text
  readonly source: readonly string[]
  /** Why it came out otherwise or is not applicable. Of a claim that came out otherwise, the reason of the first run. */
  readonly reason?: string
}

/** What the merge keeps of one evidence file. */
export interface RunSummary {
  /** The first 12 hexadecimal digits of the SHA-256 of the file. */
  readonly digest: string
  readonly revision: string
  readonly startedAt: string
  readonly versions: Versions
  readonly facts: MachineFacts
  /** Keys of the forms, one for each claim of which something was shown. */
  readonly forms: readonly string[]
}

/** The forms of all runs by their keys. A text is kept once, however many runs have it. */
export type Forms = Map<string, OutcomeForm>

/** Reduces evidence to what the merge needs. New forms are added to `forms`. */
export function summarize(evidence: EvidenceOutcomes, digest: string, forms: Forms): RunSummary {
  const shown = evidence.claims.filter(({ status }) => status !== 'broken')
  return {
    digest,
    revision: evidence.run?.revision ?? '',
    startedAt: evidence.startedAt,
    versions: versionsOf(evidence.profile),
    facts: factsOf(evidence),
    forms: shown.map((claim) => keyOf(claim, forms)),
  }
}

function keyOf(claim: ClaimOutcome, forms: Forms): string {
  const key = formKeyOf(claim)
  if (!forms.has(key)) forms.set(key, formOf(claim))
  return key
}

/** Two runs with the same key show the same of a claim. */
export function formKeyOf({ id, status, title, expectation, reason }: ClaimOutcome): string {
  const which = status === 'not-applicable' ? [reason] : [title.en, expectation.text.en]
  return [id, status, ...which].join('\n')
}

function formOf({ id, topic, status, title, expectation, source, reason }: ClaimOutcome): OutcomeForm {
  const outcomes = { 'as-expected': 'holds', unexpected: 'otherwise', 'not-applicable': 'not-applicable' } as const
  if (status === 'broken') throw new Error(`${id} is broken, so it has no outcome`)
  return {
    id,
    topic,
    outcome: outcomes[status],
    title,
    expectation: expectation.text,
    because: expectation.because,
    source,
    ...(reason !== undefined && { reason }),
  }
}
