import { matchGroups, unexpected } from './reading.ts'

export interface ProcRow {
  readonly pid: number
  readonly ppid: number
  /** Start time in clock ticks since boot, decimal. PID and start time together identify a process. */
  readonly start: string
  readonly state: string
  /** Unescaped: it may contain any byte, also `)` and newlines. */
  readonly comm: string
  /** Effective user id. */
  readonly uid: number
  /** PIDs in each pid namespace, from that of the reader's procfs inwards. */
  readonly nspid: number[]
}

/** The facts of /proc/PID/stat. */
type Stat = Pick<ProcRow, 'pid' | 'ppid' | 'start' | 'state' | 'comm'>
type Status = Pick<ProcRow, 'uid' | 'nspid'>

/**
 * Parses `grep -ahsz '' /proc/PID/stat …` of all PIDs: content, NUL for each.
 * @throws Error if the text is empty: a mounted procfs shows at least the reader
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function parseStats(text: string): Stat[] {
  if (!text.endsWith('\0')) throw unexpected('stat NUL, of each process', text)
  const stats = text.slice(0, -1).split('\0').map(parseStat)
  if (new Set(stats.map(({ pid }) => pid)).size < stats.length) throw unexpected('the stat of each process once', text)
  return stats
}

/**
 * The kernel's own threads among the processes of `parseStats`.
 * @throws Error as `parseStats` does
 */
export function parseKernelThreads(text: string): Stat[] {
  const stats = parseStats(text)
  const flags = new Map(text.split('\0').map((content) => [Number.parseInt(content, 10), flagsIn(content)]))
  return stats.filter(({ pid }) => ((flags.get(pid) ?? 0) & kernelThread) !== 0)
}

/** PF_KTHREAD of linux/sched.h. */
const kernelThread = 0x00200000

/** The seventh field after the last `)`. */
const flagsIn = (content: string): number => Number(content.slice(content.lastIndexOf(')') + 2).split(' ')[6])

/**
 * Parses `grep -aszHZ '' /proc/PID/stat … /proc/PID/status …` of all PIDs: file name, NUL, content, NUL for each file.
 * Leaves out a process that ended between the readings of its two files.
 * @throws Error if the text is empty: a mounted procfs shows at least the reader
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export function parseProcfs(text: string): ProcRow[] {
  const stats = new Map<string, Stat>()
  const statuses = new Map<string, Status>()
  for (const [name, content] of files(text)) {
    const [pid = '', file] = matchGroups(name, /^\/proc\/(\d+)\/(stat|status)$/, '/proc/PID/stat or /proc/PID/status')
    if ((file === 'stat' ? stats : statuses).has(pid)) throw unexpected('each file of a process once', name)
    if (file === 'stat') stats.set(pid, statOf(pid, content))
    else statuses.set(pid, parseIds(content))
  }
  return [...stats].flatMap(([pid, stat]) => {
    const status = statuses.get(pid)
    return status === undefined ? [] : [{ ...stat, ...status }]
  })
}

function files(text: string): [string, string][] {
  const parts = text.split('\0')
  if (parts.length < 3 || parts.length % 2 === 0 || parts.at(-1) !== '')
    throw unexpected('pairs of name NUL content NUL', text)
  return Array.from({ length: (parts.length - 1) / 2 }, (_, at) => [parts[2 * at] ?? '', parts[2 * at + 1] ?? ''])
}

function statOf(pid: string, content: string): Stat {
  const stat = parseStat(content)
  if (String(stat.pid) !== pid) throw unexpected(`the stat of process ${pid}`, content)
  return stat
}

/**
 * The greedy group ends at the last `)`. A comm can contain text that looks like the fields after it, but those fields
 * contain no `)`.
 */
function parseStat(content: string): Stat {
  const pattern = /^(\d+) \((.*)\) ([A-Za-z]) (\d+)(?: -?\d+){17} (\d+)(?: -?\d+)+\n?$/s
  const [pid, comm = '', state = '', ppid, start = ''] = matchGroups(content, pattern, '/proc/PID/stat')
  return { pid: Number(pid), ppid: Number(ppid), start, state, comm }
}

/**
 * Matches `\n` and not `^` with the flag m: the kernel escapes a newline in Name but not a carriage return, which `^`
 * would take for the end of a line.
 */
function parseIds(content: string): Status {
  const [uid] = matchGroups(content, /\nUid:\t\d+\t(\d+)\t/, 'Uid in /proc/PID/status')
  const [nspid = ''] = matchGroups(content, /\nNSpid:((?:\t\d+)+)\n/, 'NSpid in /proc/PID/status')
  return { uid: Number(uid), nspid: nspid.trim().split('\t').map(Number) }
}
