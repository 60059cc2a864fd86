import { matchGroups, splitLines, unexpected } from './reading.ts'

export type Signalled = 'permitted' | 'ESRCH' | 'EPERM'

export interface Reachable {
  /** The process with the PID that was given. */
  readonly one: Signalled
  /** Any process except PID 1 and the sender. */
  readonly anybody: Signalled
}

const words: Readonly<Record<string, Signalled>> = {
  permitted: 'permitted',
  'No such process': 'ESRCH',
  'Operation not permitted': 'EPERM',
}

/**
 * Parses a shell's output for `kill -0 PID` and `kill -0 -1`, in that order.
 * @see https://man7.org/linux/man-pages/man2/kill.2.html
 */
export function parseReachable(text: string): Reachable {
  const lines = splitLines(text).filter((line) => line !== '')
  const [one, anybody, ...more] = lines.map((line) => {
    const [said = ''] = matchGroups(
      line,
      /(^permitted|No such process|Operation not permitted)$/,
      'an answer to kill -0',
    )
    return words[said]
  })
  if (one === undefined || anybody === undefined || more.length > 0)
    throw unexpected('the answers to two kill -0', text)
  return { one, anybody }
}
