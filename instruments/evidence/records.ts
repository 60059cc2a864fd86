import { z } from 'zod'
import { namespaceTypes } from '../../instruments/evidence/types.ts'

// The shapes of instruments/evidence/types.ts. schema.test.ts does not compile if the two differ.

const text = z.strictObject({ en: z.string(), ja: z.string() }).meta({ id: 'Text' })
const strings = z.array(z.string()).readonly()
const milliseconds = z.number().nonnegative()

export const verdictSchema = z.enum(['confirmed', 'refined', 'refuted', 'answered', 'new'])
export const roleSchema = z.enum(['control', 'finding'])
export const stepSchema = z.number().int().positive()

export const testMetaSchema = z.strictObject({ role: roleSchema, step: stepSchema.exactOptional(), title: text })

const namespaceType = z.enum(namespaceTypes).meta({ id: 'NamespaceType' })
const types = z.array(namespaceType).readonly()

const stepping = { label: z.string(), words: z.number().int().nonnegative() }
const target = {
  target: z.number().int().exactOptional(),
  name: z.string().exactOptional(),
  of: z.string().exactOptional(),
}

const vantageStepSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal(['host', 'docker']), ...stepping }),
    z.strictObject({ kind: z.literal('program'), ...stepping, program: z.string() }),
    z.strictObject({ kind: z.literal('exec'), ...stepping, container: z.string(), name: z.string(), of: z.string() }),
    z.strictObject({ kind: z.literal('netns'), ...stepping, ...target, name: z.string() }),
    z.strictObject({
      kind: z.literal('nsenter'),
      ...stepping,
      ...target,
      types,
      file: z.string().exactOptional(),
      all: z.literal(true).exactOptional(),
      further: strings.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('unshare'), ...stepping, types, options: strings }),
  ])
  .meta({ id: 'Step' })

export const observationSchema = z
  .strictObject({
    probe: z.string(),
    kind: z.enum(['probe', 'command', 'background']),
    acts: z.boolean(),
    shows: types,
    about: z.array(z.union([z.string(), z.number().int()])).readonly(),
    vantage: z.string(),
    steps: z.array(vantageStepSchema).readonly(),
    argv: strings,
    exitCode: z.number().int(),
    stdout: z.string(),
    stderr: z.string(),
    startedAt: z.iso.datetime(),
    durationMs: milliseconds,
    facts: z.unknown(),
    leftOut: z.number().int().positive().exactOptional(),
  })
  .meta({ id: 'Observation' })

export const gridCellSchema = z.strictObject({
  row: z.string(),
  column: z.string(),
  class: z.string(),
  expected: z.string(),
  observation: observationSchema,
})

export const claimRecordSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]+-\d+$/, 'a claim id looks like ART-12'),
  topic: z.string(),
  title: text,
  why: text,
  lesson: text,
  source: strings,
  passage: z.string().exactOptional(),
  expectation: z.strictObject({ text, because: text }),
  verdict: verdictSchema,
  notApplicable: z.string().exactOptional(),
})

export const subjectSchema = z.strictObject({
  name: z.string(),
  id: z.string(),
  pid: z.number().int(),
  image: z.string(),
  digest: z.string(),
  source: z.enum(['official', 'stand-in']),
  options: z
    .strictObject({
      labels: z.record(z.string(), z.string()),
      command: strings.exactOptional(),
      entrypoint: strings.exactOptional(),
      hostname: z.string().exactOptional(),
      network: z.string().exactOptional(),
      stopSignal: z.string().exactOptional(),
      hostConfig: z.record(z.string(), z.unknown()).exactOptional(),
    })
    .exactOptional(),
})

const engine = z.strictObject({
  name: z.enum(['docker', 'podman']),
  version: z.string(),
  apiVersion: z.string(),
  kind: z.enum(['reached', 'private']),
  daemon: z.strictObject({ socket: z.string(), pid: z.number().int(), pidfile: z.string() }).exactOptional(),
  runtime: z.string(),
  runtimeVersion: z.string(),
  containerd: z.string(),
  storageDriver: z.string(),
  cgroupDriver: z.string(),
  cgroupVersion: z.literal([1, 2]),
  cgroupnsDefault: z.enum(['host', 'private']),
  usernsRemap: z.boolean(),
  rootless: z.boolean(),
  timeNamespaces: z.boolean(),
  pidsLimit: z.boolean().exactOptional(),
  seccomp: z.boolean(),
  apparmor: z.boolean(),
})

export const profileSchema = z.strictObject({
  engine,
  kernel: z.strictObject({
    release: z.string(),
    namespaces: types,
    arch: z.string(),
  }),
  os: z.string(),
  tools: z.record(z.string(), z.string().nullable()),
  user: z.strictObject({ uid: z.number().int(), sudo: z.boolean() }),
})
