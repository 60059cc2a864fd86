import { basename } from 'node:path'
import { readProc } from './proc-files.ts'

/** The programs that stay as parents of a container's processes, and get its full id as an argument. */
const keepers = new Set(['containerd-shim', 'containerd-shim-runc-v2', 'containerd-shim-runsc-v1', 'conmon'])

/**
 * The container that a process is in: the one whose id is in the path of its cgroup, or the one for which its nearest
 * shim or conmon was started. A rootless engine may put its containers into no cgroups of their own.
 * @param pid on the host
 * @param isContainer whether a full id is that of a container that is meant
 * @returns its full id; undefined if it is in none of these, or has ended
 */
export function findContainer(pid: number, isContainer: (id: string) => boolean): string | undefined {
  const byCgroup = fullIds(readProc(`/proc/${pid}/cgroup`) ?? '').find(isContainer)
  return byCgroup ?? startedFor(pid).find(isContainer)
}

/** Full ids in the arguments of the nearest ancestor that keeps a container. */
function startedFor(pid: number): readonly string[] {
  for (let up = parentOf(pid); up > 1; up = parentOf(up)) {
    const argv = readProc(`/proc/${up}/cmdline`)?.split('\0') ?? []
    if (keepers.has(basename(argv[0] ?? ''))) return argv.flatMap(fullIds)
  }
  return []
}

const fullIds = (text: string): string[] => text.match(/\b[0-9a-f]{64}\b/g) ?? []

/** Field 4 of /proc/PID/stat. @returns 0 if the process has ended */
export function parentOf(pid: number): number {
  const stat = readProc(`/proc/${pid}/stat`)
  return stat === undefined ? 0 : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}
