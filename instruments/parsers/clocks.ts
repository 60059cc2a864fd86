import { matchGroups, recordOf, splitLines } from './reading.ts'

/** Parses a number of seconds, with or without a fraction. */
export function parseSeconds(text: string): number {
  return Number(matchGroups(text, /^(\d+(?:\.\d+)?)\n?$/, 'seconds').join(''))
}

/** Parses /proc/uptime into seconds since boot. @see https://man7.org/linux/man-pages/man5/proc_uptime.5.html */
export function parseUptime(text: string): number {
  return Number(matchGroups(text, /^(\d+\.\d+) \d+\.\d+\n?$/, 'two times of /proc/uptime').join(''))
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
