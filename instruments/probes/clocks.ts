import { parseLocalTimes, parseSeconds, parseTimeOffsets, parseUptime } from '../parsers/clocks.ts'
import { type Probe, probe } from '../probe.ts'
import { aboutProcess, type Pid } from './namespaces.ts'

/**
 * Seconds since boot (CLOCK_BOOTTIME), as procfs shows them to the reader.
 * @see https://man7.org/linux/man-pages/man5/proc_uptime.5.html
 */
export const uptime = (): Probe<number> =>
  probe('/proc/uptime', ['cat', '/proc/uptime'], parseUptime, { shows: ['time'] })

/**
 * Seconds of CLOCK_MONOTONIC, printed by Node because no common tool does.
 * @see https://man7.org/linux/man-pages/man2/clock_gettime.2.html
 */
export const monotonic = (): Probe<number> =>
  probe('CLOCK_MONOTONIC', [process.execPath, '--print', 'Number(process.hrtime.bigint()) / 1e9'], parseSeconds, {
    shows: ['time'],
  })

/** Seconds since 1970 (CLOCK_REALTIME). @see https://man7.org/linux/man-pages/man1/date.1.html */
export const wallClock = (): Probe<number> => probe('CLOCK_REALTIME', ['date', '+%s.%N'], parseSeconds)

/**
 * The wall clock, the time zone, and the local time when a process started, to the second. The column STIME of `ps -ef`
 * is a part of that.
 */
export const localTimes = (pid: number): Probe<ReturnType<typeof parseLocalTimes>> =>
  probe(
    'date and ps lstart',
    ['sh', '-c', 'date "+%s %z"; exec ps -o lstart= -p "$1"', 'sh', String(pid)],
    parseLocalTimes,
    { shows: ['pid'], about: aboutProcess(pid) },
  )

/**
 * Clock offsets of the time namespace for a process's children, in whole seconds.
 * @see https://man7.org/linux/man-pages/man7/time_namespaces.7.html
 */
export const timeOffsets = (pid: Pid = 'self'): Probe<ReturnType<typeof parseTimeOffsets>> =>
  probe('timens_offsets', ['cat', `/proc/${pid}/timens_offsets`], parseTimeOffsets, {
    shows: ['time'],
    about: aboutProcess(pid),
  })
