import { readFileSync } from 'node:fs'
import type { Evidence } from '../../reports/evidence/schema.ts'
import type { Moment } from '../support/moments.ts'

/** Milliseconds since the epoch at which `npm start` was called and at which it returned. */
export interface Called {
  readonly from: number
  readonly to: number
}

export type Phases = Readonly<Record<string, number>>

/** @param file written by `npm start` (writeMoments) */
export function readMoments(file: string): Readonly<Record<Moment, number>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<Moment, number>
}

/** Where the time of one `npm start` went: seconds by phase, in their order; together they are the whole of it. */
export function phasesOf(evidence: Evidence, moments: Readonly<Record<Moment, number>>, { from, to }: Called): Phases {
  const looks = evidence.claims.flatMap(({ tests }) => tests.flatMap(({ observations }) => observations))
  const first = Math.min(...looks.map(({ startedAt }) => Date.parse(startedAt)))
  const last = Math.max(...looks.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs))
  const ends: readonly (readonly [phase: string, at: number])[] = [
    ['npm, Node and modules', Date.parse(evidence.startedAt)],
    ['engine, images and profile', moments['lab opened']],
    ['vitest begins', first],
    ['experiments', last],
    ['vitest ends', moments['tests ended']],
    ['put back', moments['put back']],
    ['reports', moments['reports written']],
    ['exit', to],
  ]
  return Object.fromEntries(ends.map(([phase, at], index) => [phase, (at - (ends[index - 1]?.[1] ?? from)) / 1000]))
}
