import { matchGroups, splitLines, unexpected } from './reading.ts'

export interface Machine {
  /** Usable RAM, in KiB. */
  readonly memory: number
  /** The number of each processor that is online. */
  readonly processors: number[]
}

/**
 * Parses `grep -hE '^(MemTotal|processor)' /proc/meminfo /proc/cpuinfo`.
 * @see https://man7.org/linux/man-pages/man5/proc_meminfo.5.html
 * @see https://man7.org/linux/man-pages/man5/proc_cpuinfo.5.html
 */
export function parseMachine(text: string): Machine {
  const [first = '', ...rest] = splitLines(text)
  const [memory] = matchGroups(first, /^MemTotal: +(\d+) kB$/, 'MemTotal: NUMBER kB of /proc/meminfo')
  if (rest.length === 0) throw unexpected('at least one processor of /proc/cpuinfo', text)
  const processors = rest.map((line) => {
    const [number] = matchGroups(line, /^processor\t: (\d+)$/, 'processor: NUMBER of /proc/cpuinfo')
    return Number(number)
  })
  return { memory: Number(memory), processors }
}

/**
 * Parses the three load averages of /proc/loadavg. The fields after them change from one reading to the next, and the
 * last is of the reader's pid namespace.
 * @see https://man7.org/linux/man-pages/man5/proc_loadavg.5.html
 */
export function parseLoadAverages(text: string): number[] {
  const pattern = /^(\d+\.\d\d) (\d+\.\d\d) (\d+\.\d\d) \d+\/\d+ \d+\n?$/
  return matchGroups(text, pattern, 'three averages, RUNNABLE/ALL and a PID of /proc/loadavg').map(Number)
}

/** Larger than any limit that is set: the kernel rounds the greatest number down to a page. */
const unlimited = 2 ** 62

/**
 * Parses memory.max of cgroup v2 or memory.limit_in_bytes of v1.
 * @returns bytes; null if there is no limit
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html
 */
export function parseMemoryLimit(text: string): number | null {
  const [limit = ''] = matchGroups(text, /^(max|\d+)\n?$/, '`max` or a number of bytes')
  return limit === 'max' || Number(limit) > unlimited ? null : Number(limit)
}
