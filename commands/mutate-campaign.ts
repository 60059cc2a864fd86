import { applicable } from '../fixtures/mutation/applicable.ts'
import type { Effect } from '../fixtures/mutation/effects.ts'
import type { Names } from '../fixtures/mutation/groups.ts'
import type { Mutation, Operator } from '../fixtures/mutation.ts'
import type { TestRecord } from '../instruments/evidence/types.ts'
import { conclusiveFates, type Fate, fateOf } from './mutate-verdict.ts'
import { mutationLine } from './mutate-words.ts'

/** The results of one run of all findings, in which each claim has a mutation of its own. */
interface Wave {
  readonly tests: readonly TestRecord[]
  readonly effects: ReadonlyMap<string, Effect>
}

/** @param mutations by claim id; a claim without one is not mutated */
export type RunWave = (mutations: Readonly<Record<string, Mutation>>) => Promise<Wave>

export interface CampaignIo {
  readonly run: RunWave
  /** The trio's names; known once a wave has run. */
  readonly names: () => Names
  readonly log: (line: string) => void
}

export interface Attacked {
  readonly mutation: Mutation
  readonly fate: Fate
  /** The first line of the error, where there was one. */
  readonly error?: string
}

export interface Campaign {
  /** By claim id, in the order in which they ran. */
  readonly attacks: ReadonlyMap<string, readonly Attacked[]>
  /** Claims whose findings did not pass without a mutation, before or after: no mutation of them says anything. */
  readonly unsound: readonly string[]
}

export const wantedOperators = 3
const enoughConclusive = 6
const maxMutations = 12

/** The most informative first. */
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

/** Runs every claim with the mutations that apply to it, one mutation of each claim in a wave. */
export async function campaign({ run, names, log }: CampaignIo): Promise<Campaign> {
  const baseline = await run({})
  const queues = new Map([...passed(baseline)].map(([id, tests]) => [id, queueOf(tests, names())]))
  const attacks = new Map([...queues.keys()].map((id): [string, Attacked[]] => [id, []]))
  for (let wave = 1; ; wave++) {
    const mutations = next(queues, attacks)
    const ids = Object.keys(mutations)
    if (ids.length === 0) break
    log(`wave ${wave}: ${ids.length} ${ids.length === 1 ? 'claim' : 'claims'}`)
    const found = await run(mutations)
    for (const [id, mutation] of Object.entries(mutations)) {
      const one = attacked(id, mutation, found)
      attacks.get(id)?.push(one)
      if (one.fate === 'survived' || one.fate === 'errored') log(`${id} ${one.fate}: ${mutationLine(mutation)}`)
    }
  }
  const sound = passed(await run({}))
  const ran = new Set(baseline.tests.filter(({ status }) => status !== 'skipped').map(({ claim }) => claim.id))
  return { attacks, unsound: [...ran].filter((id) => !queues.has(id) || !sound.has(id)) }
}

/** The findings that ran, by claim; only claims of which all findings passed. */
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
    const conclusive = all.filter(({ fate }) => conclusiveFates.includes(fate))
    return (
      all.length < maxMutations &&
      (conclusive.length < enoughConclusive || operatorsIn(conclusive).size < wantedOperators)
    )
  })
  return Object.fromEntries(
    wanted.flatMap(([id, queue]) => {
      const mutation = queue.shift()
      return mutation === undefined ? [] : [[id, mutation] as const]
    }),
  )
}

export function operatorsIn(attacks: readonly Attacked[]): Set<Operator> {
  return new Set(attacks.filter(({ fate }) => conclusiveFates.includes(fate)).map(({ mutation }) => mutation.operator))
}

function attacked(id: string, mutation: Mutation, { tests, effects }: Wave): Attacked {
  const findings = tests.filter(
    ({ claim, role, status }) => claim.id === id && role === 'finding' && status !== 'skipped',
  )
  const error = findings.find((test) => test.error !== undefined)?.error?.split('\n')[0]
  return { mutation, fate: fateOf(mutation, findings, effects.get(id)), ...(error !== undefined && { error }) }
}
