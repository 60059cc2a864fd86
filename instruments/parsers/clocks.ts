import { matchGroups, recordOf, splitLines } from './reading.ts'

/** Parses a number of seconds, with or without a fraction. */
export function parseSeconds(text: string): number {
  return Number(matchGroups(text, /^(\d+(?:\.\d+)?)\n?$/, 'seconds').join(''))
}

/** Parses /proc/uptime into seconds since boot. @see https://man7.org/linux/man-pages/man5/proc_uptime.5.html */
export function parseUptime(text: string): number {
  return Number(matchGroups(text, /^(\d+\.\d+) \d+\.\d+\n?$/, 'two times of /proc/uptime').join(''))
}

export interface LocalTime {
  /** Seconds since 1970. */
  readonly seconds: number
  /** Minutes by which the time zone is ahead of UTC. */
  readonly zone: number
}

/** Parses `date '+%s %z'`. @see https://man7.org/linux/man-pages/man1/date.1.html */
export function parseLocalTime(text: string): LocalTime {
  const [seconds, sign, hours, minutes] = matchGroups(text, /^(\d+) ([+-])(\d\d)(\d\d)\n?$/, 'SECONDS ZONE of date')
  return { seconds: Number(seconds), zone: Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) }
}

/**
 * Parses `ps -o lstart=` of one process: the local time when it started.
 * @returns seconds since 1970 of the same time of day in UTC
 */
export function parseStarted(text: string): number {
  const line = /^ *[A-Z][a-z]{2} ([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\n?$/
  return Date.parse(`${matchGroups(text, line, 'the time when a process started').join('')} UTC`) / 1000
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
