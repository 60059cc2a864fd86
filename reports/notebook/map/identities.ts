import { z } from 'zod'
import { isHost } from '../../../instruments/evidence/steps.ts'
import type { NamespaceType, Observation } from '../../../instruments/evidence/types.ts'
import type { Evidence } from '../../evidence/schema.ts'

/** The order of the map: pid and net first, which the article is about. */
export const namespaceOrder: readonly NamespaceType[] = ['pid', 'net', 'mnt', 'uts', 'ipc', 'cgroup', 'user', 'time']

/** Device and inode of each measured namespace, for example `4:4026531836`. */
type Identities = Readonly<Partial<Record<NamespaceType, string>>>

/** The host or a container. */
export interface MapMember {
  readonly name: string
  readonly ids: Identities
}

/** The host first, then the containers in the order of the evidence. */
export type MapMembers = readonly [host: MapMember, ...containers: MapMember[]]

const measured = z.partialRecord(z.enum(namespaceOrder), z.string())
const known = (facts: unknown) =>
  measured.safeParse(
    Object.fromEntries(Object.entries(Object(facts)).filter(([key]) => namespaceOrder.some((type) => type === key))),
  ).data

/** The measured namespaces of the host and its containers. Undefined if the run did not measure both. */
export function measuredMembers({ claims, subjects }: Evidence): MapMembers | undefined {
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

/** The names of the members that are in this namespace. */
export const namesSharing = (members: MapMembers, type: NamespaceType, id: string): readonly string[] =>
  members.filter(({ ids }) => ids[type] === id).map(({ name }) => name)
