import { z } from 'zod'
import { isHost } from '../../instruments/evidence/steps.ts'
import type { NamespaceType, Observation } from '../../instruments/evidence/types.ts'
import type { Evidence } from '../schema.ts'

/** In the order of the article's question: first what decides on processes and the network. */
export const types: readonly NamespaceType[] = ['pid', 'net', 'mnt', 'uts', 'ipc', 'cgroup', 'user', 'time']

/** Device and inode of each namespace that was measured, as `4:4026531836`. */
type Identities = Readonly<Partial<Record<NamespaceType, string>>>

export interface Member {
  readonly name: string
  readonly ids: Identities
}

/** The host first, then the containers in the order of the evidence. */
export type Members = readonly [host: Member, ...containers: Member[]]

const measured = z.partialRecord(z.enum(types), z.string())
const known = (facts: unknown) =>
  measured.safeParse(
    Object.fromEntries(Object.entries(Object(facts)).filter(([key]) => types.some((type) => type === key))),
  ).data

/** What the run measured of the host's and its containers' namespaces; undefined where it did not look at both. */
export function membersOf({ claims, subjects }: Evidence): Members | undefined {
  const looks = claims
    .flatMap(({ tests }) => tests.flatMap(({ observations }) => observations))
    .filter(({ probe }) => probe === 'namespaces')
  const of = (isMeant: (look: Observation) => boolean) => {
    const look = looks.find(isMeant)
    return look && known(look.facts)
  }
  const host = of(({ about, steps }) => about.length === 0 && isHost(steps))
  const containers = subjects.flatMap(({ name, pid }) => {
    const ids = of(({ about }) => about.includes(pid))
    return ids === undefined ? [] : [{ name, ids }]
  })
  return host === undefined || containers.length === 0 ? undefined : [{ name: 'host', ids: host }, ...containers]
}

/** Who is in a namespace. */
export const sharing = (members: Members, type: NamespaceType, id: string): readonly string[] =>
  members.filter(({ ids }) => ids[type] === id).map(({ name }) => name)
