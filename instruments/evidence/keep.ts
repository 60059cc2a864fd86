import { linesOf } from '../parsers/reading.ts'
import type { Kept } from '../probe.ts'
import { ownFamily } from './own.ts'

/** How many of other people's processes a list keeps in the evidence, beside this run's own. */
export const mostOthers = 20

/** Of a published process list: whoever has a command in it. */
export function keepPs(stdout: string): Kept {
  const [header, ...rows] = linesOf(stdout)
  const kept = rows.filter((row) => !/^\? \d+ \d+ - - - - -$/.test(row))
  if (kept.length === rows.length) return { stdout, leftOut: 0 }
  return { stdout: [header, ...kept, ''].join('\n'), leftOut: rows.length - kept.length }
}

/** Of lines that begin with a process's number, or with its folder in /proc; other lines stay. */
export function keepLines(stdout: string): Kept {
  const { entries, leftOut } = keepEntries(linesOf(stdout), (line) => Number(/^(?:\/proc\/)?(\d+)\b/.exec(line)?.[1]))
  return { stdout: [...entries, ''].join('\n'), leftOut }
}

/** Of everybody's /proc/PID/stat, each ended by NUL. */
export function keepStats(stdout: string): Kept {
  const { entries, leftOut } = keepEntries(contents(stdout), (stat) => Number.parseInt(stat, 10))
  return { stdout: entries.map((stat) => `${reducedStat(stat)}\0`).join(''), leftOut }
}

/** Of file names and contents, each ended by NUL: /proc/PID/stat and /proc/PID/status of everybody. */
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

/** In their order: all that can be of this run, and as many others as there is room for. */
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
 * Of everybody's /proc/PID/stat and status, what may be told: pid, ppid, uid and comm, and with them the start time and the
 * PIDs further in, without which a process could not be told from another. The layout stays; what is left out is 0.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function reduced(name: string, content: string): string {
  if (name.endsWith('/stat')) return reducedStat(content)
  const lines = content.split('\n').filter((line) => statusLines.test(line))
  return `${lines.join('\n')}\n`
}

/** After the last `)`: a comm may hold anything (ppid is field 4, the start time field 22). */
function reducedStat(content: string): string {
  const end = content.lastIndexOf(')') + 1
  const [, state, ppid, ...rest] = content.slice(end).split(' ')
  return `${content.slice(0, end)} ${state} ${ppid}${' 0'.repeat(17)} ${rest[17]} 0\n`
}
