import { groups, linesOf, recordOf } from './reading.ts'

/** Parses a number of seconds, with or without a fraction. */
export function parseSeconds(text: string): number {
  return Number(groups(text, /^(\d+(?:\.\d+)?)\n?$/, 'seconds').join(''))
}

/**
 * Parses /proc/PID/timens_offsets.
 * @returns clock (`monotonic`, `boottime`) to its offset in whole seconds
 * @throws Error on an offset with nanoseconds: no experiment sets one
 * @see https://man7.org/linux/man-pages/man7/time_namespaces.7.html
 */
export function parseTimeOffsets(text: string): Record<string, number> {
  const pairs = linesOf(text).map((line): [string, number] => {
    const [clock = '', seconds] = groups(line, /^([a-z]+) +(-?\d+) +0$/, 'CLOCK SECONDS 0 of timens_offsets')
    return [clock, Number(seconds)]
  })
  if (pairs.length === 0) groups(text, /^([a-z]+)/, 'the clocks of timens_offsets')
  return recordOf(pairs, 'clocks of timens_offsets')
}
