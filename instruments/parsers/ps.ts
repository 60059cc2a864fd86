import { groups, linesOf, unexpected } from './reading.ts'

export interface PsRow {
  readonly user: string
  readonly pid: number
  readonly ppid: number
  /** `15:25`, `Apr15` or `2025`, by age; `-` where it was redacted. */
  readonly stime: string
  readonly tty: string
  /** CPU time, `[DD-]hh:mm:ss`; `-` where it was redacted. */
  readonly time: string
  readonly args: string
}

const header = /^UID +PID +PPID +C +STIME +TTY +TIME +CMD$/
const row =
  /^ *(\S+) +(\d+) +(\d+) +(?:\d+|-) +(\d\d:\d\d|[A-Z][a-z]{2}\d\d|\d{4}|-) +(\S+) +((?:\d+-)?\d\d+:\d\d:\d\d|-)(?: (.*))?$/s

/**
 * `ps -ww -ef`: one row for each line under the header, in its order. Spaces in front of the arguments are kept.
 * @throws Error without the header or without any row: ps sees at least itself
 * @see https://man7.org/linux/man-pages/man1/ps.1.html
 */
export function parsePs(text: string): PsRow[] {
  const [first = '', ...rest] = linesOf(text)
  if (!header.test(first)) throw unexpected('the header of ps -ef', text)
  if (rest.length === 0) throw unexpected('at least one process under the header of ps -ef', text)
  return rest.map((line) => {
    const [user = '', pid, ppid, stime = '', tty = '', time = '', args = ''] = groups(line, row, 'a row of ps -ef')
    return { user, pid: Number(pid), ppid: Number(ppid), stime, tty, time, args }
  })
}
