import { parseLoadAverages, parseMachine, parseMemoryLimit } from '../parsers/machine.ts'
import { type Probe, probe } from '../probe.ts'

/** RAM and processors as /proc tells them. `free`, `top` and `lscpu` read these files. */
export const machine = (): Probe<ReturnType<typeof parseMachine>> =>
  probe('machine', ['grep', '-hE', '^(MemTotal|processor)', '/proc/meminfo', '/proc/cpuinfo'], parseMachine)

/** The averages that `uptime` prints. @see https://man7.org/linux/man-pages/man5/proc_loadavg.5.html */
export const loadAverages = (): Probe<number[]> => probe('load averages', ['cat', '/proc/loadavg'], parseLoadAverages)

/** The memory limit of the cgroup that is mounted in a container. null: none. */
export const memoryLimit = (cgroupVersion: 1 | 2): Probe<number | null> => {
  const file = cgroupVersion === 2 ? 'memory.max' : 'memory/memory.limit_in_bytes'
  return probe('memory limit', ['cat', `/sys/fs/cgroup/${file}`], parseMemoryLimit)
}
