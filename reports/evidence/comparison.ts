import type { Text } from '../../instruments/evidence/types.ts'
import { type ClaimResult, resultOf } from './claim-result.ts'
import type { ClaimEvidence, Evidence } from './schema.ts'

/** One run with its engine and host. Names are unique. */
export interface ComparedRun {
  /** The engine as `--engine` names it, for example `podman`; a second run on it is `podman (2)`. */
  readonly name: string
  /** For example `docker 20.10.24`. */
  readonly engine: string
  /** For example `Linux 6.18.0`. */
  readonly kernel: string
  readonly os: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
}

export interface ComparedResult {
  readonly result: ClaimResult
  /** Why the claim is unexpected, broken or not applicable. */
  readonly reason?: string
  /** The expectation, if it differs between the runs: it may be computed from the engine. */
  readonly expected?: Text
}

export interface ComparedClaim {
  readonly id: string
  readonly title: Text
  /** One for each run; undefined if the run did not include the claim. */
  readonly cells: readonly (ComparedResult | undefined)[]
  readonly differs: boolean
}

export interface Comparison {
  readonly columns: readonly ComparedRun[]
  readonly rows: readonly ComparedClaim[]
}

/** One row for each claim of any run. Pure. */
export function compareEvidence(all: readonly Evidence[]): Comparison {
  const ids = [...new Set(all.flatMap(({ claims }) => claims.map(({ id }) => id)))].toSorted(compareClaimIds)
  return { columns: columnsOf(all), rows: ids.map((id) => rowOf(id, all)) }
}

const rank = (id: string) => (id.startsWith('ART-') ? 0 : 1)

/** ART first, then by topic and number. */
export function compareClaimIds(a: string, b: string): number {
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
  const present = found.filter((claim) => claim !== undefined)
  const isComputed = new Set(present.map(({ expectation }) => expectation.text.en)).size > 1
  return {
    id,
    title: present[0]?.title ?? { en: id, ja: id },
    cells: found.map((claim) => claim && cellOf(claim, isComputed)),
    differs: new Set(found.map((claim) => claim && resultOf(claim))).size > 1,
  }
}

function cellOf(claim: ClaimEvidence, isComputed: boolean): ComparedResult {
  const { reason, expectation } = claim
  return {
    result: resultOf(claim),
    ...(reason !== undefined && { reason }),
    ...(isComputed && claim.status !== 'not-applicable' && { expected: expectation.text }),
  }
}
