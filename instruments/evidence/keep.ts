import { linesOf } from '../parsers/reading.ts'
import type { Kept } from '../probe.ts'
import { ownFamily } from './own.ts'

/** Processes of other users that a list in the evidence keeps, in addition to those of this run. */
export const mostOthers = 20

/** Shortens a redacted `ps -ef`: drops the rows that have no command. */
export function keepPs(stdout: string): Kept {
  const [header, ...rows] = linesOf(stdout)
  const kept = rows.filter((row) => !/^\? \d+ \d+ - - - - -$/.test(row))
  if (kept.length === rows.length) return { stdout, leftOut: 0 }
  return { stdout: [header, ...kept, ''].join('\n'), leftOut: rows.length - kept.length }
}

/** Shortens lines that begin with a PID or with /proc/PID. Other lines stay. */
export function keepLines(stdout: string): Kept {
  const { entries, leftOut } = keepEntries(linesOf(stdout), (line) => Number(/^(?:\/proc\/)?(\d+)\b/.exec(line)?.[1]))
  return { stdout: [...entries, ''].join('\n'), leftOut }
}

/** Shortens the /proc/PID/stat of all processes, each ended by NUL. */
export function keepStats(stdout: string): Kept {
  const { entries, leftOut } = keepEntries(contents(stdout), (stat) => Number.parseInt(stat, 10))
  return { stdout: entries.map((stat) => `${reducedStat(stat)}\0`).join(''), leftOut }
}

/** Shortens the /proc/PID/stat and /proc/PID/status of all processes: file name, NUL, content, NUL for each file. */
export function keepProcfs(stdout: string): Kept {
  const parts = contents(stdout)
  const files = Map.groupBy(
    parts.flatMap((name, index) => (index % 2 === 0 ? { name, content: parts[index + 1] ?? '' } : [])),
    ({ name }) => Number(name.split('/')[2]),
  )
  const { entries, leftOut } = keepEntries([...files], ([pid]) => pid)
  const kept = entries.flatMap(([, of]) => of).map(({ name, content }) => `${name}\0${reduced(name, content)}\0`)
  return { stdout: kept.join(''), leftOut }
}

const contents = (text: string): string[] => (text === '' ? [] : text.replace(/\0$/, '').split('\0'))

/** Keeps the order. Keeps all entries that can belong to this run, and others up to the limit. */
function keepEntries<Entry>(
  all: readonly Entry[],
  pidOf: (entry: Entry) => number,
): { readonly entries: readonly Entry[]; readonly leftOut: number } {
  if (all.length <= mostOthers) return { entries: all, leftOut: 0 }
  const own = ownFamily()
  let room = mostOthers
  const entries = all.filter((entry) => {
    const pid = pidOf(entry)
    return Number.isNaN(pid) || own.has(pid) || room-- > 0
  })
  return { entries, leftOut: all.length - entries.length }
}

const statusLines = /^(?:Name|State|Pid|PPid|Uid|NSpid):/

/**
 * Keeps the fields that may be published (PID, parent PID, uid, comm) and those that identify a process (start time,
 * inner PIDs). The other fields of stat become 0, so that its layout stays valid.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function reduced(name: string, content: string): string {
  if (name.endsWith('/stat')) return reducedStat(content)
  const lines = content.split('\n').filter((line) => statusLines.test(line))
  return `${lines.join('\n')}\n`
}

/** The fields begin after the last `)`, because a comm may hold any byte. Field 4 is ppid, field 22 the start time. */
function reducedStat(content: string): string {
  const end = content.lastIndexOf(')') + 1
  const [, state, ppid, ...rest] = content.slice(end).split(' ')
  return `${content.slice(0, end)} ${state} ${ppid}${' 0'.repeat(17)} ${rest[17]} 0\n`
}
