import { matchGroups, recordOf, splitLines } from './reading.ts'

/** Parses a number of seconds, with or without a fraction. */
export function parseSeconds(text: string): number {
  return Number(matchGroups(text, /^(\d+(?:\.\d+)?)\n?$/, 'seconds').join(''))
}

/** Parses /proc/uptime into seconds since boot. @see https://man7.org/linux/man-pages/man5/proc_uptime.5.html */
export function parseUptime(text: string): number {
  return Number(matchGroups(text, /^(\d+\.\d+) \d+\.\d+\n?$/, 'two times of /proc/uptime').join(''))
}

export interface LocalTimes {
  /** Now, in seconds since 1970. */
  readonly now: number
  /** Seconds by which the time zone is ahead of UTC. */
  readonly zone: number
  /** When the process started: seconds since 1970 of the same time of day in UTC. */
  readonly started: number
}

/** Parses `date '+%s %z'; ps -o lstart= -p PID`. @see https://man7.org/linux/man-pages/man1/ps.1.html */
export function parseLocalTimes(text: string): LocalTimes {
  const lines = /^(\d+) ([+-])(\d\d)(\d\d)\n *[A-Z][a-z]{2} ([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\n?$/
  const [now, sign, hours, minutes, start] = matchGroups(text, lines, 'SECONDS ZONE and the time of a start')
  return {
    now: Number(now),
    zone: Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60,
    started: Date.parse(`${start} UTC`) / 1000,
  }
}

/**
 * Parses /proc/PID/timens_offsets.
 * @returns clock (`monotonic`, `boottime`) to its offset in whole seconds
 * @throws Error on an offset with nanoseconds: no experiment sets one
 * @see https://man7.org/linux/man-pages/man7/time_namespaces.7.html
 */
export function parseTimeOffsets(text: string): Record<string, number> {
  const pairs = splitLines(text).map((line): [string, number] => {
    const [clock = '', seconds] = matchGroups(line, /^([a-z]+) +(-?\d+) +0$/, 'CLOCK SECONDS 0 of timens_offsets')
    return [clock, Number(seconds)]
  })
  if (pairs.length === 0) matchGroups(text, /^([a-z]+)/, 'the clocks of timens_offsets')
  return recordOf(pairs, 'clocks of timens_offsets')
}
