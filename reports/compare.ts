import type { Text } from '../instruments/evidence/types.ts'
import type { ClaimEvidence, Evidence } from './schema.ts'
import { type ClaimResult, resultOf } from './words.ts'

/** One run: what it is called, and on what it ran. No two have the same name. */
export interface ComparedRun {
  /** The engine as `--engine` names it; with a number where several runs would have the same. */
  readonly name: string
  /** For example `docker 20.10.24`. */
  readonly engine: string
  /** For example `Linux 6.18.0`. */
  readonly kernel: string
  readonly os: string
  /** When it began: ISO 8601 in UTC. */
  readonly startedAt: string
}

export interface ComparedResult {
  readonly word: ClaimResult
  /** Why it is not as expected, or not applicable. */
  readonly reason?: string
  /** What was expected there: only where it is not the same in each run, since it is computed from the engine. */
  readonly expected?: Text
}

export interface ComparedClaim {
  readonly id: string
  readonly title: Text
  /** One a column; nothing where the claim was not run. */
  readonly cells: readonly (ComparedResult | undefined)[]
  readonly differs: boolean
}

export interface Comparison {
  readonly columns: readonly ComparedRun[]
  readonly rows: readonly ComparedClaim[]
}

/** Claims by runs, in the order in which the first run that has them tells them. Pure. */
export function compareEvidence(all: readonly Evidence[]): Comparison {
  const ids = [...new Set(all.flatMap(({ claims }) => claims.map(({ id }) => id)))].toSorted(byId)
  return { columns: columnsOf(all), rows: ids.map((id) => rowOf(id, all)) }
}

const rank = (id: string) => (id.startsWith('ART-') ? 0 : 1)

/** The article's first, then by topic and number. */
function byId(a: string, b: string): number {
  return rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true })
}

function columnsOf(all: readonly Evidence[]): ComparedRun[] {
  const named = new Map<string, number>()
  return all.map(({ engine: name, profile, startedAt }) => {
    const nth = (named.get(name) ?? 0) + 1
    named.set(name, nth)
    const { engine, kernel, os } = profile
    return {
      name: nth === 1 ? name : `${name} (${nth})`,
      engine: `${engine.name} ${engine.version}`,
      kernel: `Linux ${kernel.release}`,
      os,
      startedAt,
    }
  })
}

function rowOf(id: string, all: readonly Evidence[]): ComparedClaim {
  const found = all.map(({ claims }) => claims.find((claim) => claim.id === id))
  const told = found.filter((claim) => claim !== undefined)
  const computed = new Set(told.map(({ expectation }) => expectation.text.en)).size > 1
  return {
    id,
    title: told[0]?.title ?? { en: id, ja: id },
    cells: found.map((claim) => claim && cellOf(claim, computed)),
    differs: new Set(found.map((claim) => claim && resultOf(claim))).size > 1,
  }
}

function cellOf(claim: ClaimEvidence, computed: boolean): ComparedResult {
  const { reason, expectation } = claim
  return {
    word: resultOf(claim),
    ...(reason !== undefined && { reason }),
    ...(computed && claim.status !== 'not-applicable' && { expected: expectation.text }),
  }
}
