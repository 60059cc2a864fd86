import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { namespaceTypes } from '../../instruments/evidence/namespace-types.ts'
import type { NamespaceType, Observation, Sign, SubjectRecord } from '../../instruments/evidence/types.ts'
import { findLook, isAbout, type SearchedRun } from './find-look.ts'
import type { ClaimEvidence } from './schema.ts'

/** What the evidence says to the predictions of a claim's question. */
export interface QuestionAnswer {
  /** Indexes of the predictions that hold. */
  readonly held: readonly number[]
  /** No prediction holds, and of one at least the evidence does not say whether it does. */
  readonly undecided: boolean
}

/** What is read for one sign: the observation, and what it is compared with. */
interface Reading {
  readonly observation: Observation
  readonly own: ClaimEvidence
  readonly run: SearchedRun
}

/** @returns undefined where the evidence does not say */
type Read<Wanted> = (wanted: Wanted, reading: Reading) => boolean | undefined
type SignField = Exclude<keyof Sign, 'look'>

/** Judges the predictions by what was observed. Undefined for a claim without a question. */
export function answerOf(claim: ClaimEvidence, run: SearchedRun): QuestionAnswer | undefined {
  const { question } = claim
  if (question === undefined) return undefined
  const outcomes = question.predictions.map(({ when }) =>
    allOf(when.map((sign) => outcomeOf({ look: question.look, ...sign }, claim, run))),
  )
  const held = outcomes.flatMap((outcome, index) => (outcome === true ? [index] : []))
  return { held, undecided: held.length === 0 && outcomes.includes(undefined) }
}

/** False if one is false, else undefined if one is undefined. */
const allOf = (outcomes: readonly (boolean | undefined)[]): boolean | undefined =>
  outcomes.includes(false) ? false : outcomes.includes(undefined) ? undefined : true

function outcomeOf(sign: Sign, own: ClaimEvidence, run: SearchedRun): boolean | undefined {
  const found = sign.look && findLook(sign.look, own, run)
  if (found === undefined || (found.test.status !== 'passed' && found.test.status !== 'failed')) return undefined
  const reading = { observation: found.observation, own, run }
  return allOf(Object.keys(readers).map((field) => readField(field as SignField, sign, reading)))
}

function readField(field: SignField, sign: Sign, reading: Reading): boolean | undefined {
  const wanted = sign[field]
  return wanted === undefined ? true : (readers[field] as Read<typeof wanted>)(wanted, reading)
}

const readers: { readonly [Field in SignField]: Read<NonNullable<Sign[Field]>> } = {
  succeeds: (wanted, { observation }) => (observation.exitCode === 0) === wanted,
  prints: (text, { observation }) => observation.stdout.includes(text),
  lacks: (text, { observation }) => !observation.stdout.includes(text),
  rows: (wanted, { observation: { facts } }) => {
    if (typeof facts !== 'object' || facts === null) return undefined
    const rows = Object.keys(facts).length
    return wanted === (rows === 0 ? 'none' : rows === 1 ? 'one' : 'several')
  },
  fact: ({ at, value, is }, { observation }) => {
    const found = partOf(observation.facts, at)
    return found === undefined ? undefined : (found === value) === is
  },
  lists: (wanted, { observation, run }) => agrees(wanted, listedIn(observation, run.subjects)),
  named: (wanted, { observation, run }) => {
    const names = z.array(z.object({ id: z.string() })).safeParse(observation.facts).data
    const own = run.subjects.map((subject) => networkOf(subject, run))
    if (names === undefined || own.includes(undefined)) return undefined
    return own.filter((id) => names.some((name) => name.id === id)).length === wanted
  },
  addresses: (wanted, reading) => agrees(wanted, addressesIn(reading)),
  shares: (wanted, { observation, own, run }) => {
    const host = findLook({ probe: 'namespaces', from: 'host', aboutOther: false }, own, run)
    return host && agrees(wanted, sharedTypes(observation.facts, host.observation.facts))
  },
  same: ({ as, part, within, is }, { observation, own, run }) => {
    const other = findLook(as, own, run)
    if (other === undefined) return undefined
    const [one, two] = [observation.facts, other.observation.facts].map((facts) => partOf(facts, part))
    if (one === undefined || two === undefined) return undefined
    return areEqual(one, two, within) === is
  },
}

/** False if one differs, else undefined if one is unknown. */
function agrees<Key extends string>(
  wanted: Readonly<Partial<Record<Key, boolean>>>,
  found: Readonly<Partial<Record<Key, boolean>>>,
): boolean | undefined {
  return allOf(
    Object.entries(wanted).map(([key, value]) =>
      found[key as Key] === undefined ? undefined : found[key as Key] === value,
    ),
  )
}

const processRows = z.array(z.object({ pid: z.number(), ppid: z.number(), args: z.string() }))
const pidRows = z.array(z.number()).transform((pids) => pids.map((pid) => ({ pid, ppid: 1, args: '' })))

/** How each of the article's servers calls its processes. */
const programs = { nginx: /^nginx: /, httpd: /^httpd /, nextcloud: /^apache2 / } as const

/**
 * Whose processes a list holds. A container's are known by their PID on the host or, inside, by their command. It is the
 * whole host's if the first processes of all containers are in it by their PIDs on the host, and have a parent.
 */
function listedIn({ facts }: Observation, subjects: readonly SubjectRecord[]) {
  const rows = z.union([processRows, pidRows]).safeParse(facts).data
  if (rows === undefined) return {}
  const hasPid = (name: string): boolean =>
    rows.some(({ pid, ppid }) => ppid !== 0 && subjects.some((subject) => subject.name === name && subject.pid === pid))
  const has = (name: keyof typeof programs): boolean =>
    hasPid(name) || rows.some(({ args }) => programs[name].test(args))
  return {
    host: subjects.length > 0 && subjects.every(({ name }) => hasPid(name)),
    nginx: has('nginx'),
    httpd: has('httpd'),
    nextcloud: has('nextcloud'),
  }
}

/** The identity of a container's network namespace, measured anywhere in the run. */
function networkOf(subject: SubjectRecord, { claims, subjects }: SearchedRun): string | undefined {
  const looks = claims.flatMap(({ tests }) => tests.flatMap(({ observations }) => observations))
  const found = looks.find(({ probe, about }) => probe === 'net namespace' && about.includes(subject.pid))
  if (typeof found?.facts === 'string') return found.facts
  const all = looks.find((look) => look.probe === 'namespaces' && isAbout(look, subject.name, subjects))
  const { net } = Object(all?.facts) as { readonly net?: unknown }
  return typeof net === 'string' ? net : undefined
}

const interfaces = z.array(z.object({ name: z.string(), addresses: z.array(z.string()) }))
const inspected = z.object({ ipAddresses: z.record(z.string(), z.string()) })

/** Whether addresses of the host and of nginx are among those of an observation. */
function addressesIn({ observation, own, run }: Reading): Partial<Record<'host' | 'nginx', boolean>> {
  const here = addressesOf(observation.facts)
  const host = findLook({ probe: 'ip address', from: 'host' }, own, run)
  const nginx = findLook({ probe: 'docker inspect', about: 'nginx' }, own, run)
  const declared = inspected.safeParse(nginx?.observation.facts).data
  const hosts = host && addressesOf(host.observation.facts)
  return {
    ...(hosts !== undefined && { host: hosts.some((each) => here.includes(each)) }),
    ...(declared !== undefined && {
      nginx: Object.values(declared.ipAddresses).some((each) => here.includes(each)),
    }),
  }
}

/** Without the length of the prefix. The loopback interface's are left out, because every namespace has them. */
const addressesOf = (facts: unknown): string[] =>
  (interfaces.safeParse(facts).data ?? [])
    .filter(({ name }) => name !== 'lo')
    .flatMap(({ addresses }) => addresses.map((address) => address.replace(/\/\d+$/, '')))

function sharedTypes(one: unknown, other: unknown): Partial<Record<NamespaceType, boolean>> {
  const [mine, hosts] = [one, other].map((facts) => Object(facts) as Readonly<Record<string, unknown>>)
  const measured = namespaceTypes.filter((type) => mine?.[type] !== undefined && hosts?.[type] !== undefined)
  return Object.fromEntries(measured.map((type) => [type, mine?.[type] === hosts?.[type]]))
}

/** @param path names of fields and indexes, with dots between */
const partOf = (facts: unknown, path?: string): unknown =>
  path === undefined
    ? facts
    : path.split('.').reduce((part, key) => (Object(part) as Readonly<Record<string, unknown>>)[key], facts)

function areEqual(one: unknown, two: unknown, within = 0): boolean {
  if (typeof one === 'number' && typeof two === 'number') return Math.abs(one - two) <= within
  return isDeepStrictEqual(one, two)
}
