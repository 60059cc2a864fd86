import { z } from 'zod'
import { textSchema } from '../../instruments/evidence/records.ts'
import { dimensions } from './machine-facts.ts'

const strings = z.array(z.string()).readonly()
const digests = z
  .array(z.string().regex(/^[0-9a-f]{12}$/, 'a digest is 12 hexadecimal digits'))
  .min(1)
  .readonly()
  .meta({
    id: 'Digests',
    description: 'The first 12 hexadecimal digits of the SHA-256 of each evidence file behind it.',
  })
const dimension = z.enum(dimensions)

const range = {
  version_added: z
    .string()
    .regex(/^(?:>\S+ )?≤\S+$/)
    .meta({
      description:
        '≤20.10.5: the oldest version tried; older ones are unknown. >20.10.5 ≤26.1.5: otherwise at the first, so at the second, nothing between them tried.',
    }),
  version_last: z.string().meta({ description: 'The newest version at which it was seen.' }),
  version_removed: z
    .string()
    .regex(/^>\S+ ≤\S+$/)
    .exactOptional(),
}
const rangeSchema = z.strictObject(range).meta({ id: 'Range' })
const outcomes = ['holds', 'otherwise', 'not-applicable'] as const

const statementSchema = z.union([
  z.strictObject({ outcome: z.literal('unknown') }),
  z.strictObject({
    outcome: z.enum(outcomes),
    ...range,
    runtime: z.record(z.string(), rangeSchema),
    kernel: rangeSchema,
    cgroup: strings,
    mode: strings,
    arch: strings,
    system: strings,
    title: textSchema,
    expectation: textSchema.exactOptional(),
    because: textSchema.exactOptional().meta({ description: 'The rule from which the expectation follows.' }),
    reason: z.string().exactOptional(),
    evidence: digests,
  }),
])

const conflictSchema = z.strictObject({
  facts: z.record(dimension, z.string()).readonly(),
  outcomes: z
    .array(
      z.strictObject({
        outcome: z.enum(outcomes),
        expectation: textSchema,
        reason: z.string().exactOptional(),
        evidence: digests,
      }),
    )
    .min(2)
    .readonly(),
})

/**
 * compat/ID.json: where one claim holds. Versions in the style of browser-compat-data; what nobody tried stays unknown.
 * @see https://github.com/mdn/browser-compat-data/blob/main/schemas/compat-data-schema.md
 * @public
 */
export const compatSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string(),
  topic: z.string(),
  revision: z.string().meta({ description: 'The revision of the suite that all the evidence is of.' }),
  title: textSchema,
  source: strings,
  differs: z.boolean(),
  causes: z.strictObject({ shown: z.array(dimension).readonly(), possible: z.array(dimension).readonly() }),
  support: z
    .record(z.string(), z.array(statementSchema).min(1).readonly())
    .meta({ description: 'One list of statements for each engine.' }),
  conflicts: z
    .array(conflictSchema)
    .readonly()
    .meta({ description: 'Runs with equal facts and different outcomes. No statement rests on them.' }),
})

/**
 * compat/runs.json: the runs behind the data, by the digests that its statements name.
 * @public
 */
export const runsSchema = z.strictObject({
  schema: z.literal(1),
  revision: z.string(),
  runs: z
    .array(
      z.strictObject({
        digest: z.string(),
        startedAt: z.iso.datetime(),
        facts: z.record(dimension, z.string()).readonly(),
      }),
    )
    .readonly(),
  leftOut: z
    .array(
      z.strictObject({ file: z.string(), outcome: z.enum(['apparatus broke', 'machine failed']), reasons: strings }),
    )
    .readonly()
    .meta({ description: 'Files that do not count, and why.' }),
})

export type CompatClaim = z.output<typeof compatSchema>
export type CompatStatement = z.output<typeof statementSchema>
export type KnownStatement = Exclude<CompatStatement, { outcome: 'unknown' }>
export type CompatConflict = z.output<typeof conflictSchema>
