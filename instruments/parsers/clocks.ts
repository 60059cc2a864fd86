import { groups, linesOf, recordOf } from './reading.ts'

/** A time in seconds with a fraction, alone on its line. */
export function parseSeconds(text: string): number {
  return Number(groups(text, /^(\d+(?:\.\d+)?)\n?$/, 'seconds').join(''))
}

/**
 * /proc/PID/timens_offsets: clock (`monotonic`, `boottime`) to its shift in whole seconds.
 * @throws Error on a shift with nanoseconds, which nobody here makes
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
