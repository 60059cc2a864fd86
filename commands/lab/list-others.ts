import { statSync } from 'node:fs'
import { listObjects } from '../../fixtures/engine/objects.ts'
import { readText } from '../../fixtures/engine/record.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import { runLabel } from '../../fixtures/undo/labels.ts'
import { startedFrom } from '../../fixtures/undo/shells.ts'
import { visible } from '../../instruments/evidence/visible.ts'

/** Something that is not the lab's, and the command that removes it. */
export interface OthersThing {
  readonly kind: 'container' | 'network' | 'namespaceName' | 'hostName' | 'process'
  readonly name: string
  readonly remove: string
}

/**
 * The containers and networks without any run's label, by id.
 * @throws the errors of `api` where the engine has ended, and they with it
 */
export async function listOthersObjects({ engine }: OpenLab): Promise<ReadonlyMap<string, OthersThing>> {
  const lists = await Promise.all(
    (['containers', 'networks'] as const).map(async (kind) => {
      const found = (await listObjects(engine.socket, kind)).filter(({ labels }) => labels[runLabel] === undefined)
      const command = kind === 'containers' ? ['rm', '--force', '--volumes'] : ['network', 'rm']
      return found.map(({ id }): [string, OthersThing] => {
        const name = id.slice(0, 12)
        const remove = [...engine.cli, ...command, name].join(' ')
        return [id, { kind: kind === 'containers' ? 'container' : 'network', name, remove }]
      })
    }),
  )
  return new Map(lists.flat())
}

/** What was started from the lab's shell and still runs. */
export async function listOthersProcesses({ engine }: OpenLab, socket: string): Promise<OthersThing[]> {
  const pids = await startedFrom(socket)
  return pids.flatMap((pid) => {
    const comm = readText(`/proc/${pid}/comm`)?.trim()
    const owner = statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid
    if (comm === undefined || owner === undefined) return []
    const sudo = engine.sudo.length > 0 && owner !== process.getuid?.() ? 'sudo ' : ''
    return [{ kind: 'process', name: visible(comm), remove: `${sudo}kill ${pid}` }]
  })
}
