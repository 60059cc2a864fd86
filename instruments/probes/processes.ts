import { redactPs } from '../evidence/redact.ts'
import { shortenLines, shortenProcfs, shortenPs, shortenStats } from '../evidence/shorten.ts'
import type { NamespaceType } from '../evidence/types.ts'
import { parseLines } from '../parsers/coreutils.ts'
import { parseMembers } from '../parsers/namespaces.ts'
import { parseNestedPids, parseSelfPid } from '../parsers/pids.ts'
import { parseKernelThreads, parseProcfs, parseStats } from '../parsers/procfs.ts'
import { parsePs } from '../parsers/ps.ts'
import { describeFailure, type Probe, ProbeError, probe } from '../probe.ts'
import { aboutProcess } from './namespaces.ts'

/**
 * `ps -ef` with full-width rows, as in the article; or `ps -f` of the given PIDs.
 * @see https://man7.org/linux/man-pages/man1/ps.1.html
 */
export const ps = (...pids: number[]): Probe<ReturnType<typeof parsePs>> => {
  const argv = pids.length === 0 ? ['ps', '-ww', '-ef'] : ['ps', '-ww', '-f', '-p', pids.join()]
  return {
    ...probe('ps', argv, parsePs, { shows: ['pid'] }),
    redact: (stdout, _outcome, own) => redactPs(stdout, argv, own),
    shorten: shortenPs,
  }
}

/**
 * All processes of the mounted procfs with their start times, read without ps, to check what ps shows. grep exits with
 * 2 if a process ends while it reads; the rest of its output is valid.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export const processes = (): Probe<ReturnType<typeof parseStats>> => ({
  name: 'processes',
  shows: ['pid'],
  argv: ['sh', '-c', "exec grep -ahsz '' /proc/[0-9]*/stat"],
  parse: (outcome) => parseStats(outcome.stdout),
  shorten: shortenStats,
})

/** The kernel's own threads among them. */
export const kernelThreads = (): Probe<ReturnType<typeof parseKernelThreads>> => ({
  ...processes(),
  name: 'kernel threads',
  parse: (outcome) => parseKernelThreads(outcome.stdout),
})

/**
 * Like `processes`, with uid and NSpid, which take twice the time.
 * @param pids empty for all processes
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
    shorten: shortenProcfs,
  }
}

/**
 * Start time of the probe's own process, in clock ticks since boot. Processes that started earlier existed before the
 * probe.
 */
export const moment = (): Probe<number> =>
  probe('moment', ['grep', '-ahsz', '', '/proc/self/stat'], (text) => Number(parseStats(text)[0]?.start))

/** Namespace of one type of each process, as device and inode. Processes that may not be read are left out. */
export const members = (type: NamespaceType): Probe<ReturnType<typeof parseMembers>> => ({
  name: `members of ${type} namespaces`,
  shows: [type, 'pid'],
  argv: ['sh', '-c', `exec find -L /proc/[0-9]*/ns/${type} -maxdepth 0 -printf '%h %D:%i\\n'`],
  parse: (outcome) => parseMembers(outcome.stdout),
  shorten: shortenLines,
})

/** The PIDs that a procfs lists: ps reads these first. They are those of the pid namespace that it was mounted for. */
export const listedPids = (path = '/proc'): Probe<number[]> => ({
  ...probe(`ls ${path}`, ['ls', '-A', path], numbersIn),
  shorten: shortenLines,
})

const numbersIn = (text: string): number[] =>
  parseLines(text)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** The shell's `$$`: its PID from getpid(2), independent of the procfs on /proc. */
export const ownPid = (): Probe<number> => probe('$$', ['sh', '-c', 'echo $$'], Number, { shows: ['pid'] })

/**
 * A process's `$$` and its `/proc/self`. They are equal if the mounted procfs belongs to the process's own pid
 * namespace.
 */
export const selfPid = (): Probe<ReturnType<typeof parseSelfPid>> =>
  probe('$$ and /proc/self', ['sh', '-c', 'echo $$; exec readlink /proc/self'], parseSelfPid, { shows: ['pid'] })

/** A process's `$$` and its NSpid: its PIDs from the procfs's pid namespace inwards. */
export const nestedPids = (): Probe<ReturnType<typeof parseNestedPids>> =>
  probe('$$ and NSpid', ['sh', '-c', 'echo $$; exec grep ^NSpid: /proc/self/status'], parseNestedPids, {
    shows: ['pid'],
  })

/**
 * `kill -0`: whether the process with this PID may be signalled from here, or the errno.
 * @see https://man7.org/linux/man-pages/man2/kill.2.html
 */
export const signalling = (pid: number): Probe<'permitted' | 'ESRCH' | 'EPERM'> => ({
  name: 'kill -0',
  shows: ['pid'],
  about: aboutProcess(pid),
  argv: ['sh', '-c', 'kill -0 "$1"', 'sh', String(pid)],
  parse(outcome) {
    if (outcome.exitCode === 0) return 'permitted'
    if (outcome.stderr.includes('No such process')) return 'ESRCH'
    if (outcome.stderr.includes('Operation not permitted')) return 'EPERM'
    throw new ProbeError(describeFailure(outcome))
  },
})
