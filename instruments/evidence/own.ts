import { readdirSync } from 'node:fs'
import { isHidden, processFiles, readProc as readProcFile } from '../proc-files.ts'

/** By full id, the host's PID of the first process of each container that this run made. */
const ownContainers = new Map<string, number>()

/** @param pid 0 where the container does not run */
export function publishContainer({ id, pid }: { readonly id: string; readonly pid: number }): void {
  ownContainers.set(id, pid)
}

/** Whether a process of the host is of this run: in one of its containers, or started by it. */
export function ownsProcess(pid: number): boolean {
  try {
    return ownedByCgroup(readProc(pid, 'cgroup')) || ownedByMark(pid)
  } catch {
    return false // it is gone
  }
}

/**
 * The PIDs that can be of this run: the descendants of its supervisor and of whatever started its containers. It spares reading
 * everybody else on the machine, and proves nothing: `ownsProcess` does.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_task.5.html for `children`
 */
export function ownFamily(): Set<number> {
  const firsts = [...ownContainers].filter(([id, pid]) => isIn(id, pid)).map(([, pid]) => parentOf(pid))
  const children = isHidden() ? childrenByStat() : childrenOf
  const family = new Set([supervisor(), ...firsts].flatMap((pid) => children(pid)))
  for (const pid of family) for (const child of children(pid)) family.add(child)
  return family
}

/** @throws Error where the process is gone, or another user's and the file not for everybody */
export function readProc(pid: number, file: string): string {
  const content = readProcFile(`/proc/${pid}/${file}`)
  if (content === undefined) throw new Error(`/proc/${pid}/${file} cannot be read`)
  return content
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_cgroup.5.html */
function ownedByCgroup(cgroup: string): boolean {
  return (cgroup.match(/[0-9a-f]{64}/g) ?? []).some((id) => ownContainers.has(id))
}

function ownedByMark(pid: number): boolean {
  const run = process.env['NSPROOF_RUN']
  if (run === undefined) return false
  try {
    return readProc(pid, 'environ').split('\0').includes(`NSPROOF_RUN=${run}`)
  } catch {
    return false // another user's: not shown to be ours
  }
}

/** The nearest process above this one that was not started by the run. */
function supervisor(): number {
  let pid = process.pid
  while (pid > 0 && ownedByMark(pid)) pid = parentOf(pid)
  return pid
}

/** A container that ended may have left its PID to somebody else. */
function isIn(id: string, pid: number): boolean {
  try {
    return readProc(pid, 'cgroup').includes(id)
  } catch {
    return false
  }
}

/** Field 4 of /proc/PID/stat, the second after the last `)`. @returns 0 where there is none */
function parentOf(pid: number): number {
  try {
    return parentIn(readProc(pid, 'stat'))
  } catch {
    return 0
  }
}

function parentIn(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** From one reading of everybody's stat, for a user from whom /proc hides the folders of others. */
function childrenByStat(): (pid: number) => number[] {
  const { pids, read } = processFiles(['stat'])
  const byParent = Map.groupBy(pids, (pid) => parentIn(read(pid, 'stat')))
  return (pid) => byParent.get(pid) ?? []
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.flatMap((thread) => (readProc(pid, `task/${thread}/children`).match(/\d+/g) ?? []).map(Number))
  } catch {
    return [] // it ended while we looked
  }
}
