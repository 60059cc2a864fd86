import { matchGroups } from './reading.ts'

export interface PsRow {
  readonly user: string
  readonly pid: number
  readonly ppid: number
  /** `15:25`, `Apr15` or `2025`, depending on age; `-` if redacted. */
  readonly stime: string
  readonly tty: string
  /** CPU time, `[DD-]hh:mm:ss`; `-` if redacted. */
  readonly time: string
  readonly args: string
}

/** Header of `ps -ef`. */
export const psHeader = /^UID +PID +PPID +C +STIME +TTY +TIME +CMD$/

const row =
  /^ *(\S+) +(\d+) +(\d+) +(?:\d+|-) +(\d\d:\d\d|[A-Z][a-z]{2}\d\d|\d{4}|-) +(\S+) +((?:\d+-)?\d\d+:\d\d:\d\d|-)(?: (.*))?$/s

/** Parses a row of `ps -ef`. Spaces before the arguments are kept. */
export function parsePsRow(line: string): PsRow {
  const [user = '', pid, ppid, stime = '', tty = '', time = '', args = ''] = matchGroups(line, row, 'a row of ps -ef')
  return { user, pid: Number(pid), ppid: Number(ppid), stime, tty, time, args }
}
