import { api } from '../../fixtures/engine/api.ts'
import { listObjects } from '../../fixtures/engine/objects.ts'
import type { Lab } from '../../fixtures/lab.ts'
import { runLabel } from '../../fixtures/undo/labels.ts'

/** A container with the lab's label, as the engine tells of it. */
export interface LabelledContainer {
  readonly id: string
  /** 0 if it is not running. */
  readonly pid: number
  readonly running: boolean
  readonly exitCode: number
}

interface InspectAnswer {
  readonly State: { readonly Pid: number; readonly Running: boolean; readonly ExitCode: number }
}

/** Lists the containers with the lab's label, running or not. One that is removed meanwhile is left out. */
export async function labelledContainers(lab: Lab): Promise<LabelledContainer[]> {
  const listed = await listObjects(lab.engine.socket, 'containers', `${runLabel}=${lab.run}`)
  const found = await Promise.all(
    listed.map(async ({ id }) => {
      const answer = await api(lab.engine.socket, `/containers/${id}/json`).catch(() => undefined)
      if (answer === undefined) return []
      const { State } = answer as InspectAnswer
      return [{ id, pid: State.Pid, running: State.Running, exitCode: State.ExitCode }]
    }),
  )
  return found.flat()
}
