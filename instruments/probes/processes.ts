import { keepLines, keepProcfs, keepPs, keepStats } from '../evidence/keep.ts'
import { publishPs } from '../evidence/publish.ts'
import type { NamespaceType } from '../evidence/types.ts'
import { parseMembers } from '../parsers/namespaces.ts'
import { parseNestedPids, parseSelfNumber } from '../parsers/pids.ts'
import { parseProcfs, parseStats } from '../parsers/procfs.ts'
import { parsePs } from '../parsers/ps.ts'
import { parseLines } from '../parsers/small.ts'
import { complaint, type Probe, ProbeError, probe } from '../probe.ts'
import { aboutProcess } from './namespaces.ts'

/**
 * `ps -ef`, uncut: the article's own question; or `ps -f` of some processes.
 * @see https://man7.org/linux/man-pages/man1/ps.1.html
 */
export const ps = (...pids: number[]): Probe<ReturnType<typeof parsePs>> => {
  const argv = pids.length === 0 ? ['ps', '-ww', '-ef'] : ['ps', '-ww', '-f', '-p', pids.join()]
  return {
    ...probe('ps', argv, parsePs, { shows: ['pid'] }),
    publish: (stdout) => publishPs(stdout, argv),
    keep: keepPs,
  }
}

/**
 * Every process of the mounted procfs with its start time, without ps: the second route to the same facts. grep ends with 2
 * where a process ended while it read: the rest stands.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export const processes = (): Probe<ReturnType<typeof parseStats>> => ({
  name: 'processes',
  shows: ['pid'],
  argv: ['sh', '-c', "exec grep -ahsz '' /proc/[0-9]*/stat"],
  parse: (outcome) => parseStats(outcome.stdout),
  keep: keepStats,
})

/**
 * The same with uid and NSpid, which cost as much again: of everybody, or of some processes.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export const procfs = (...pids: number[]): Probe<ReturnType<typeof parseProcfs>> => {
  const files = pids.flatMap((pid) => [`/proc/${pid}/stat`, `/proc/${pid}/status`])
  const all = ['sh', '-c', "exec grep -aszHZ '' /proc/[0-9]*/stat /proc/[0-9]*/status"]
  return {
    name: 'procfs',
    shows: ['pid'],
    about: aboutProcess(...pids),
    argv: pids.length === 0 ? all : ['grep', '-aszHZ', '', ...files],
    parse: (outcome) => parseProcfs(outcome.stdout),
    keep: keepProcfs,
  }
}

/** The moment at which the asking process started, in clock ticks since boot: whoever started before it was there already. */
export const moment = (): Probe<number> =>
  probe('moment', ['grep', '-ahsz', '', '/proc/self/stat'], (text) => Number(parseStats(text)[0]?.start))

/** Which process is in which namespace of one type, by device and inode. Processes that may not be asked are left out. */
export const members = (type: NamespaceType): Probe<ReturnType<typeof parseMembers>> => ({
  name: `members of ${type} namespaces`,
  shows: [type, 'pid'],
  argv: ['sh', '-c', `exec find -L /proc/[0-9]*/ns/${type} -maxdepth 0 -printf '%h %D:%i\\n'`],
  parse: (outcome) => parseMembers(outcome.stdout),
  keep: keepLines,
})

/** The numbers of the processes that a procfs shows: what ps reads first. They are those of whoever mounted it. */
export const listed = (path = '/proc'): Probe<number[]> => ({
  ...probe(`ls ${path}`, ['ls', '-A', path], numbersIn),
  keep: keepLines,
})

const numbersIn = (text: string): number[] =>
  parseLines(text)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** The shell's own `$$`: its PID as the kernel gives it, whatever is mounted on /proc. */
export const ownPid = (): Probe<number> => probe('$$', ['sh', '-c', 'echo $$'], Number, { shows: ['pid'] })

/** One process's `$$` and its `/proc/self`: equal exactly where the mounted procfs is that of its own pid namespace. */
export const selfNumber = (): Probe<ReturnType<typeof parseSelfNumber>> =>
  probe('$$ and /proc/self', ['sh', '-c', 'echo $$; exec readlink /proc/self'], parseSelfNumber, {
    shows: ['pid'],
  })

/** One process's `$$` and its PIDs from the procfs's pid namespace down to its own. */
export const nestedPids = (): Probe<ReturnType<typeof parseNestedPids>> =>
  probe('$$ and NSpid', ['sh', '-c', 'echo $$; exec grep ^NSpid: /proc/self/status'], parseNestedPids, {
    shows: ['pid'],
  })

/** `kill -0`: whether a process of that number can be signalled from here, or the errno. @see https://man7.org/linux/man-pages/man2/kill.2.html */
export const signalling = (pid: number): Probe<'permitted' | 'ESRCH' | 'EPERM'> => ({
  name: 'kill -0',
  shows: ['pid'],
  about: aboutProcess(pid),
  argv: ['sh', '-c', 'kill -0 "$1"', 'sh', String(pid)],
  parse(outcome) {
    if (outcome.exitCode === 0) return 'permitted'
    if (outcome.stderr.includes('No such process')) return 'ESRCH'
    if (outcome.stderr.includes('Operation not permitted')) return 'EPERM'
    throw new ProbeError(complaint(outcome))
  },
})
