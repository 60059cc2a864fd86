import { splitLines } from '../parsers/reading.ts'
import type { Shortened } from '../probe.ts'
import { type OwnContainers, possibleOwnPids } from './own-processes.ts'

/** Processes of other users that a list in the evidence keeps, in addition to those of this run. */
export const maxOthers = 20

/** Shortens a redacted `ps -ef`: drops the rows that have no command. */
export function shortenPs(stdout: string): Shortened {
  const [header, ...rows] = splitLines(stdout)
  const kept = rows.filter((row) => !/^\? \d+ \d+ - - - - -$/.test(row))
  if (kept.length === rows.length) return { stdout, leftOut: 0 }
  return { stdout: [header, ...kept, ''].join('\n'), leftOut: rows.length - kept.length }
}

/** Shortens lines that begin with a PID or with /proc/PID. Other lines stay. */
export function shortenLines(stdout: string, own: OwnContainers): Shortened {
  const { entries, leftOut } = shortenEntries(splitLines(stdout), own, (line) =>
    Number(/^(?:\/proc\/)?(\d+)\b/.exec(line)?.[1]),
  )
  return { stdout: [...entries, ''].join('\n'), leftOut }
}

/** Shortens the /proc/PID/stat of all processes, each ended by NUL. */
export function shortenStats(stdout: string, own: OwnContainers): Shortened {
  const { entries, leftOut } = shortenEntries(splitContents(stdout), own, (stat) => Number.parseInt(stat, 10))
  return { stdout: entries.map((stat) => `${reduceStat(stat)}\0`).join(''), leftOut }
}

/** Shortens the /proc/PID/stat and /proc/PID/status of all processes: file name, NUL, content, NUL for each file. */
export function shortenProcfs(stdout: string, own: OwnContainers): Shortened {
  const parts = splitContents(stdout)
  const files = Map.groupBy(
    parts.flatMap((name, index) => (index % 2 === 0 ? { name, content: parts[index + 1] ?? '' } : [])),
    ({ name }) => Number(name.split('/')[2]),
  )
  const { entries, leftOut } = shortenEntries([...files], own, ([pid]) => pid)
  const kept = entries.flatMap(([, of]) => of).map(({ name, content }) => `${name}\0${reduceFile(name, content)}\0`)
  return { stdout: kept.join(''), leftOut }
}

const splitContents = (text: string): string[] => (text === '' ? [] : text.replace(/\0$/, '').split('\0'))

/** Keeps the order. Keeps all entries that can belong to this run, and others up to the limit. */
function shortenEntries<Entry>(
  all: readonly Entry[],
  containers: OwnContainers,
  pidOf: (entry: Entry) => number,
): { readonly entries: readonly Entry[]; readonly leftOut: number } {
  if (all.length <= maxOthers) return { entries: all, leftOut: 0 }
  const own = possibleOwnPids(containers)
  let room = maxOthers
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
function reduceFile(name: string, content: string): string {
  if (name.endsWith('/stat')) return reduceStat(content)
  const lines = content.split('\n').filter((line) => statusLines.test(line))
  return `${lines.join('\n')}\n`
}

/** The fields begin after the last `)`, because a comm may hold any byte. Field 4 is ppid, field 22 the start time. */
function reduceStat(content: string): string {
  const end = content.lastIndexOf(')') + 1
  const [, state, ppid, ...rest] = content.slice(end).split(' ')
  return `${content.slice(0, end)} ${state} ${ppid}${' 0'.repeat(17)} ${rest[17]} 0\n`
}
