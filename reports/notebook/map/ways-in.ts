import type { NamespaceType, Observation, Text } from '../../../instruments/evidence/types.ts'
import type { Evidence } from '../../evidence/schema.ts'
import { psRows } from '../claim/process-owners.ts'
import { ui } from '../ui/ui.ts'
import { type MapMembers, namespaceOrder } from './identities.ts'

/** A way into the first container. */
interface DrawnWay {
  readonly command: string
  /** The namespaces that it enters; all of the container's if absent. */
  readonly enters?: readonly NamespaceType[]
  readonly says: Text
}

export const waysIn: readonly DrawnWay[] = [
  { command: 'docker exec', says: ui.enterAll },
  { command: 'nsenter --pid', enters: ['pid'], says: ui.enterPid },
  { command: 'ip netns exec', enters: ['net'], says: ui.enterNet },
]

/** The namespaces that a way changes: those that it enters and that are not the host's. */
export function changedBy({ enters = namespaceOrder }: DrawnWay, [host, first]: MapMembers): readonly NamespaceType[] {
  return enters.filter((type) => first !== undefined && first.ids[type] !== host.ids[type])
}

/** How many processes `ps` listed by this way in the run. Undefined if it did not look. */
export function listedBy({ command }: DrawnWay, { claims }: Evidence): number | undefined {
  const looks = claims
    .flatMap(({ tests }) => tests.filter(({ role }) => role === 'finding'))
    .flatMap(({ observations }) => observations)
  const look = looks.find((one) => psRows(one) !== undefined && commandOfWay(one) === command)
  return look && (psRows(look)?.length ?? 0) + (look.leftOut ?? 0)
}

function commandOfWay({ steps }: Observation): string | undefined {
  const [step, ...others] = steps.filter(({ kind }) => kind !== 'host' && kind !== 'program')
  if (step === undefined || others.length > 0) return undefined
  if (step.kind === 'exec') return step.of === 'nginx' ? 'docker exec' : undefined
  if (step.kind === 'netns') return step.of === 'nginx' ? 'ip netns exec' : undefined
  return step.kind === 'nsenter' && step.types.join() === 'pid' ? 'nsenter --pid' : undefined
}
