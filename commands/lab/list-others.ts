import { listObjects } from '../../fixtures/engine/objects.ts'
import { readText } from '../../fixtures/engine/record.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import { readJournal } from '../../fixtures/undo/journal.ts'
import { runLabel } from '../../fixtures/undo/labels.ts'
import { startedFrom, startedInside } from '../../fixtures/undo/shells.ts'
import { visible } from '../../instruments/evidence/visible.ts'

/** The containers and networks of an engine that was running before the lab, without any run's. */
export async function listOthersObjects({ reached }: OpenLab): Promise<ReadonlyMap<string, string>> {
  if (reached === undefined) return new Map()
  const docker = reached.cli.join(' ')
  const lists = await Promise.all(
    (['containers', 'networks'] as const).map(async (kind) => {
      const remove = kind === 'containers' ? 'rm --force --volumes' : 'network rm'
      const found = (await listObjects(reached.socket, kind)).filter(({ labels }) => labels[runLabel] === undefined)
      return found.map(({ id }) => {
        const short = id.slice(0, 12)
        return [id, `${kind.slice(0, -1)} ${short}: ${docker} ${remove} ${short}`] as const
      })
    }),
  )
  return new Map(lists.flat())
}

/** What was started from the lab's shell and is in no namespace of the lab, a line for each process. */
export async function listOthersProcesses(lab: OpenLab, socket: string, shell: number | undefined): Promise<string[]> {
  const inside = new Set(await startedInside(socket, readJournal(lab.folder)))
  const others = (await startedFrom(socket)).filter((pid) => pid !== shell && !inside.has(pid))
  return others.flatMap((pid) => {
    const comm = readText(`/proc/${pid}/comm`)?.trim()
    return comm === undefined ? [] : [`process ${visible(comm)}: kill ${pid}`]
  })
}
