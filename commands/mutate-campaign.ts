import { applicable } from '../fixtures/mutation/applicable.ts'
import type { Effect } from '../fixtures/mutation/effects.ts'
import type { Names } from '../fixtures/mutation/groups.ts'
import type { Mutation, Operator } from '../fixtures/mutation.ts'
import type { TestRecord } from '../instruments/evidence/types.ts'
import { counting, type Fate, fateOf } from './mutate-verdict.ts'
import { mutationLine } from './mutate-words.ts'

/** One run of all findings, each claim's in a world of its own. */
interface Wave {
  readonly tests: readonly TestRecord[]
  readonly effects: ReadonlyMap<string, Effect>
}

/** @param mutations by claim id; a claim without one runs in the world as it is */
export type RunWave = (mutations: Readonly<Record<string, Mutation>>) => Promise<Wave>

export interface Ground {
  readonly run: RunWave
  /** Of the trio, once a wave has run. */
  readonly names: () => Names
  readonly tell: (line: string) => void
}

export interface Attacked {
  readonly mutation: Mutation
  readonly fate: Fate
  /** The first line of the error, where there was one. */
  readonly error?: string
}

export interface Campaign {
  /** By claim id, in the order in which they were attacked. */
  readonly attacks: ReadonlyMap<string, readonly Attacked[]>
  /** Claims whose findings did not pass in the world as it is, before or after: no attack on them says anything. */
  readonly unsound: readonly string[]
}

export const wantedOperators = 3
const enough = 6
const most = 12

/** From the most telling to the crudest. */
const order: readonly Operator[] = [
  'share',
  'skip',
  'other',
  'host',
  'without',
  'declare',
  'same',
  'stale',
  'hide',
  'code',
  'mute',
  'differ',
  'swap',
  'flip',
  'empty',
]

/** Attacks every claim with what applies to it, one mutation of each claim a wave. */
export async function campaign({ run, names, tell }: Ground): Promise<Campaign> {
  const baseline = await run({})
  const queues = new Map([...passed(baseline)].map(([id, tests]) => [id, queueOf(tests, names())]))
  const attacks = new Map([...queues.keys()].map((id): [string, Attacked[]] => [id, []]))
  for (let wave = 1; ; wave++) {
    const mutations = next(queues, attacks)
    const ids = Object.keys(mutations)
    if (ids.length === 0) break
    tell(`wave ${wave}: ${ids.length} ${ids.length === 1 ? 'claim' : 'claims'}`)
    const found = await run(mutations)
    for (const [id, mutation] of Object.entries(mutations)) {
      const one = attacked(id, mutation, found)
      attacks.get(id)?.push(one)
      if (one.fate === 'survived' || one.fate === 'astray') tell(`${id} ${one.fate}: ${mutationLine(mutation)}`)
    }
  }
  const sound = passed(await run({}))
  const ran = new Set(baseline.tests.filter(({ status }) => status !== 'skipped').map(({ claim }) => claim.id))
  return { attacks, unsound: [...ran].filter((id) => !queues.has(id) || !sound.has(id)) }
}

/** The findings that ran, by claim, of the claims of which all passed. */
function passed({ tests }: Wave): Map<string, TestRecord[]> {
  const findings = tests.filter(({ role, status }) => role === 'finding' && status !== 'skipped')
  const byClaim = Map.groupBy(findings, ({ claim }) => claim.id)
  return new Map([...byClaim].filter(([, all]) => all.every(({ status }) => status === 'passed')))
}

/** One of each operator, then the second of each, and so on. */
function queueOf(tests: readonly TestRecord[], names: Names): Mutation[] {
  const all = tests.flatMap(({ observations }) => applicable(observations, names))
  const once = [...new Map(all.map((mutation) => [JSON.stringify(mutation), mutation])).values()]
  const byOperator = order.map((operator) => once.filter((mutation) => mutation.operator === operator))
  const longest = Math.max(...byOperator.map(({ length }) => length))
  return Array.from({ length: longest }, (_, round) => byOperator.flatMap((group) => group[round] ?? [])).flat()
}

function next(
  queues: ReadonlyMap<string, Mutation[]>,
  attacks: ReadonlyMap<string, readonly Attacked[]>,
): Record<string, Mutation> {
  const wanted = [...queues].filter(([id]) => {
    const all = attacks.get(id) ?? []
    const told = all.filter(({ fate }) => counting.includes(fate))
    return all.length < most && (told.length < enough || operatorsIn(told).size < wantedOperators)
  })
  return Object.fromEntries(
    wanted.flatMap(([id, queue]) => {
      const mutation = queue.shift()
      return mutation === undefined ? [] : [[id, mutation] as const]
    }),
  )
}

export function operatorsIn(attacks: readonly Attacked[]): Set<Operator> {
  return new Set(attacks.filter(({ fate }) => counting.includes(fate)).map(({ mutation }) => mutation.operator))
}

function attacked(id: string, mutation: Mutation, { tests, effects }: Wave): Attacked {
  const findings = tests.filter(
    ({ claim, role, status }) => claim.id === id && role === 'finding' && status !== 'skipped',
  )
  const error = findings.find((test) => test.error !== undefined)?.error?.split('\n')[0]
  return { mutation, fate: fateOf(mutation, findings, effects.get(id)), ...(error !== undefined && { error }) }
}
