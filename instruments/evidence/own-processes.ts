import { readdirSync } from 'node:fs'
import { findContainer, parentOf } from '../in-container.ts'
import { isHidden, processFiles, readProc, readTogether } from '../proc-files.ts'
import { markOf, runVariable } from '../run-environment.ts'

/**
 * The containers of this run, whose processes' arguments may be published: full id to the host PID of the first process
 * (0 if it is not running).
 */
export type OwnContainers = ReadonlyMap<string, number>

/**
 * Whether a process belongs to this run: it is in one of the run's containers, or carries its mark.
 * @param pid on the host
 */
export function isOwnProcess(pid: number, own: OwnContainers): boolean {
  return ownedByMark(pid) || findContainer(pid, (id) => own.has(id)) !== undefined
}

/**
 * PIDs that can belong to this run: the descendants of its supervisor and of the parents of its containers. This
 * narrows the search, so that not every process on the machine must be read. `isOwnProcess` decides.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_task.5.html for `children`
 */
export function possibleOwnPids(own: OwnContainers): Set<number> {
  return readTogether(['stat', 'cgroup', 'cmdline', 'environ'], () => findFamily(own))
}

function findFamily(own: OwnContainers): Set<number> {
  // The PID of a container that ended can be reused.
  const living = [...own].filter(([id, pid]) => findContainer(pid, (one) => one === id) !== undefined)
  const parents = living.map(([, pid]) => parentOf(pid))
  const children = isHidden() ? childrenByStat() : childrenOf
  const family = new Set([findSupervisor(), ...parents].flatMap((pid) => children(pid)))
  for (const pid of family) for (const child of children(pid)) family.add(child)
  return family
}

/**
 * Reads a file of a process.
 * @throws Error if the process has ended or the file may not be read
 */
export function readProcessFile(pid: number, file: string): string {
  const content = readProc(`/proc/${pid}/${file}`)
  if (content === undefined) throw new Error(`/proc/${pid}/${file} cannot be read`)
  return content
}

function ownedByMark(pid: number): boolean {
  const run = runVariable('run')
  if (run === undefined) return false
  try {
    return readProcessFile(pid, 'environ').split('\0').includes(markOf(run))
  } catch {
    return false // the process belongs to another user, so it is not known to be ours
  }
}

/** The nearest ancestor that does not carry this run's mark. */
function findSupervisor(): number {
  let pid = process.pid
  while (pid > 0 && ownedByMark(pid)) pid = parentOf(pid)
  return pid
}

function parseParent(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** Reads the stat of all processes at once, for a user from whom hidepid hides /proc/PID of others. */
function childrenByStat(): (pid: number) => number[] {
  const { pids, read } = processFiles(['stat'])
  const byParent = Map.groupBy(pids, (pid) => parseParent(read(pid, 'stat')))
  return (pid) => byParent.get(pid) ?? []
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.flatMap((thread) =>
      (readProcessFile(pid, `task/${thread}/children`).match(/\d+/g) ?? []).map(Number),
    )
  } catch {
    return [] // the process ended during the reading
  }
}
