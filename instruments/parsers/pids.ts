import { matchGroups, splitLines } from './reading.ts'

export interface SelfPid {
  /** The process's PID from getpid(2). */
  readonly pid: number
  /** Target of `/proc/self`: the process's PID in the pid namespace of the mounted procfs. */
  readonly self: number
}

export interface NestedPids {
  readonly pid: number
  /** The process's PIDs, from the pid namespace of the mounted procfs inwards. */
  readonly nspid: number[]
}

/** Parses `echo $$; exec readlink /proc/self`. @see https://man7.org/linux/man-pages/man5/proc_pid.5.html */
export function parseSelfPid(text: string): SelfPid {
  const [pid, self] = matchGroups(text, /^(\d+)\n(\d+)\n?$/, 'a PID and the number of /proc/self')
  return { pid: Number(pid), self: Number(self) }
}

/** Parses `ip netns pids NAME`: one PID on each line, none if no process is in the namespace. */
export function parsePidList(text: string): number[] {
  const [lines = ''] = matchGroups(text, /^((?:\d+\n)*)$/, 'a PID on each line')
  return splitLines(lines).map(Number)
}

/**
 * Parses `echo $$; exec grep ^NSpid: /proc/self/status`.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export function parseNestedPids(text: string): NestedPids {
  const [pid, nspid = ''] = matchGroups(text, /^(\d+)\nNSpid:((?:\t\d+)+)\n?$/, 'a PID and its NSpid')
  return { pid: Number(pid), nspid: nspid.trim().split('\t').map(Number) }
}
