import { z } from 'zod'
import {
  claimRecordSchema,
  gridCellSchema,
  observationSchema,
  profileSchema,
  subjectSchema,
  testMetaSchema,
  testRecordSchema,
  testSchema,
  verdictSchema,
} from '../../instruments/evidence/records.ts'

/** What reads evidence reads this version alone. */
const schemaVersion = 2

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()

const claimSchema = claimRecordSchema.omit({ verdict: true, notApplicable: true }).extend({
  status: z.enum(['as-expected', 'unexpected', 'broken', 'not-applicable']),
  reason: z.string().exactOptional(),
  verdict: verdictSchema.nullable(),
  tests: list(testSchema),
})

const gridSchema = z.strictObject({
  rows: list(z.string()),
  columns: list(z.string()),
  cells: list(gridCellSchema),
})

const censusSchema = z.strictObject({
  before: list(z.string()),
  after: list(z.string()),
  same: z.boolean(),
  differences: list(z.string()),
})

/** What tells a whole file of this suite from a part of one, or from one of another suite. */
const runSchema = z.strictObject({
  /** The suite that ran: the first 12 hexadecimal digits of a SHA-256 of its files (commands/support/revision.ts). */
  revision: z.string().regex(/^[0-9a-f]{12}$/, 'a revision is 12 hexadecimal digits'),
  /** Ids of the claims that were asked for. */
  asked: list(claimRecordSchema.shape.id),
  /** Errors that belong to no claim, one line each. */
  troubles: list(z.string()),
})

/**
 * evidence.json: everything that the pages show. Times are ISO 8601 in UTC, durations are milliseconds.
 * @public
 */
export const evidenceSchema = z.strictObject({
  schema: z.literal(schemaVersion),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  version: z.string(),
  /** The engine's variant, as `--engine` names it. */
  engine: z.string().default('default'),
  /** Absent in evidence that older versions wrote. */
  run: runSchema.exactOptional(),
  profile: profileSchema,
  subjects: list(subjectSchema),
  claims: list(claimSchema),
  grid: gridSchema.exactOptional(),
  census: censusSchema.exactOptional(),
})

/** The same without a look at the observations, which are most of a file: only how many there are. */
const outcomesSchema = evidenceSchema.omit({ grid: true, claims: true }).extend({
  claims: list(claimSchema.extend({ tests: list(testSchema.extend({ observations: list(z.unknown()) })) })),
  grid: z.unknown().exactOptional(),
})

/** results.json: the collector's output, from which the evidence is made. */
const resultsSchema = z.strictObject({
  tests: list(testRecordSchema),
  cells: list(gridCellSchema).exactOptional(),
  moduleErrors: list(z.string()),
  durationMs: z.number().nonnegative(),
})

const metaSchema = z.object({
  test: testMetaSchema.exactOptional(),
  claim: claimRecordSchema.exactOptional(),
  observations: list(observationSchema).exactOptional(),
  containers: list(subjectSchema).exactOptional(),
  cells: list(gridCellSchema).exactOptional(),
})

const versionSchema = z.looseObject({ schema: z.number() })

export type Evidence = z.output<typeof evidenceSchema>
/** Evidence whose observations were not looked at. All evidence is one, too. */
export type EvidenceOutcomes = z.output<typeof outcomesSchema>
export type ClaimOutcome = EvidenceOutcomes['claims'][number]
export type ClaimEvidence = Evidence['claims'][number]
export type TestEvidence = ClaimEvidence['tests'][number]
export type Grid = NonNullable<Evidence['grid']>
export type RunRecord = NonNullable<Evidence['run']>
export type Census = NonNullable<Evidence['census']>
export type Results = z.output<typeof resultsSchema>

function parse<T extends z.ZodType>(schema: T, what: string, json: unknown): z.output<T> {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const [first, ...others] = parsed.error.issues
  const where = first?.path.join('.') || 'the top'
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  throw new Error(`${what} is not valid at ${where}: ${first?.message ?? 'unknown'}${more}`)
}

/** @throws Error of one line that says of which other version it is, or names the first field which is wrong. */
export function parseEvidence(json: unknown): Evidence {
  assertVersion(json)
  return parse(evidenceSchema, 'the evidence', json)
}

/** As `parseEvidence`, in a fraction of the time. */
export function parseOutcomes(json: unknown): EvidenceOutcomes {
  assertVersion(json)
  return parse(outcomesSchema, 'the evidence', json)
}

function assertVersion(json: unknown): void {
  const version = versionSchema.safeParse(json).data?.schema
  if (version !== undefined && version !== schemaVersion)
    throw new Error(
      `it is of schema ${version} and this nsproof reads schema ${schemaVersion}: run \`npm start\` again, or read it with the nsproof that wrote it`,
    )
}

/** @throws Error of one line that names the first field which is wrong. */
export function parseResults(json: unknown): Results {
  return parse(resultsSchema, 'results.json', json)
}

/**
 * An experiment's own keys in vitest's `meta`; the keys of other libraries are dropped.
 * @throws Error of one line that names the first field which is wrong.
 */
export function parseMeta(json: unknown): z.output<typeof metaSchema> {
  return parse(metaSchema, "a test's meta", json)
}
