import { coerce, satisfies, validRange } from 'semver'
import { z } from 'zod'
import type { Profile } from '../../instruments/evidence/types.ts'
import type { EvidenceOutcomes } from '../evidence/schema.ts'

const range = z.string().refine((text) => validRange(text) !== null, 'a range of versions looks like <28 or >=6.12')

/** The machines for which an entry was written. What is not named may be anything. */
const conditionSchema = z.strictObject({
  engine: z.enum(['docker', 'podman']).exactOptional(),
  version: range.exactOptional(),
  runtime: z.string().exactOptional(),
  kernel: range.exactOptional(),
  cgroup: z.literal([1, 2]).exactOptional(),
  arch: z.string().exactOptional(),
  rootless: z.boolean().exactOptional(),
  usernsRemap: z.boolean().exactOptional(),
})

const entrySchema = z.strictObject({
  claim: z.string().regex(/^[A-Z]+-\d+$/, 'a claim id looks like ART-12'),
  when: conditionSchema.default({}),
  reason: z.string().min(1),
  /** Where it is worked on. */
  issue: z.url(),
  /** The last day on which it is accepted, in UTC. */
  until: z.iso.date(),
})

/**
 * baseline.json: claims that are known to come out otherwise on some machines.
 * @public
 */
export const baselineSchema = z.array(entrySchema).readonly()

export type Baseline = z.output<typeof baselineSchema>
export type BaselineEntry = Baseline[number]

/** @throws Error of one line that names the first field which is wrong */
export function parseBaseline(json: unknown): Baseline {
  const parsed = baselineSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  throw new Error(`the baseline is not valid at ${first?.path.join('.') || 'the top'}: ${first?.message ?? 'unknown'}`)
}

/** Whether this is a machine for which the entry was written. Versions are compared by their first three numbers. */
export function applies({ when }: BaselineEntry, { engine, kernel }: Profile): boolean {
  const equals: readonly (readonly [unknown, unknown])[] = [
    [when.engine, engine.name],
    [when.runtime, engine.runtime],
    [when.cgroup, engine.cgroupVersion],
    [when.arch, kernel.arch],
    [when.rootless, engine.rootless],
    [when.usernsRemap, engine.usernsRemap],
  ]
  return (
    equals.every(([wanted, found]) => wanted === undefined || wanted === found) &&
    inRange(engine.version, when.version) &&
    inRange(kernel.release, when.kernel)
  )
}

const inRange = (version: string, wanted: string | undefined): boolean =>
  wanted === undefined || satisfies(coerce(version) ?? '0.0.0', wanted)

/** A run beside its baseline. */
export interface Judged {
  /** Came out otherwise, and no entry says so. */
  readonly unexpected: readonly string[]
  /** Came out otherwise, as an entry says. */
  readonly known: readonly BaselineEntry[]
  /** Entries for this machine whose claim came out as expected: they no longer apply. */
  readonly fixed: readonly BaselineEntry[]
  /** Entries whose day has passed, for whatever machine. */
  readonly expired: readonly BaselineEntry[]
  /** Nothing was shown of these. */
  readonly broken: readonly string[]
}

/** @param today ISO 8601, for example `2026-11-27` */
export function judgeByBaseline({ claims, profile }: EvidenceOutcomes, baseline: Baseline, today: string): Judged {
  const idsWith = (...statuses: readonly string[]) =>
    claims.filter(({ status }) => statuses.includes(status)).map(({ id }) => id)
  const [otherwise, asExpected] = [idsWith('unexpected'), idsWith('as-expected')]
  const here = baseline.filter((entry) => applies(entry, profile))
  const expired = baseline.filter(({ until }) => until < today)
  const accepted = here.filter((entry) => !expired.includes(entry))
  return {
    unexpected: otherwise.filter((id) => !accepted.some(({ claim }) => claim === id)),
    known: accepted.filter(({ claim }) => otherwise.includes(claim)),
    fixed: here.filter(({ claim }) => asExpected.includes(claim)),
    expired,
    broken: idsWith('broken'),
  }
}
