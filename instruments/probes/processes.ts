import { publishPs } from '../evidence/publish.ts'
import { publishProcfs } from '../evidence/publish-procfs.ts'
import type { NamespaceType } from '../evidence/types.ts'
import { parseMembers } from '../parsers/namespaces.ts'
import { parseNestedPids, parseSelfNumber } from '../parsers/pids.ts'
import { parseProcfs } from '../parsers/procfs.ts'
import { parsePs } from '../parsers/ps.ts'
import { complaint, type Probe, ProbeError, probe } from '../probe.ts'

/** `ps -ef`, uncut: the article's own question. @see https://man7.org/linux/man-pages/man1/ps.1.html */
export const ps = (): Probe<ReturnType<typeof parsePs>> => {
  const argv = ['ps', '-ww', '-ef']
  return probe('ps', argv, parsePs, (stdout) => publishPs(stdout, argv))
}

/**
 * Every process of the mounted procfs with start time and NSpid, without ps: the second route to the same facts.
 * grep ends with 2 where a process ended while it read: the rest stands.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export const procfs = (): Probe<ReturnType<typeof parseProcfs>> => ({
  ...probe('procfs', ['sh', '-c', "exec grep -aszHZ '' /proc/[0-9]*/stat /proc/[0-9]*/status"], parseProcfs),
  parse: (outcome) => parseProcfs(outcome.stdout),
  publish: publishProcfs,
})

/** Which process is in which namespace of one type, by device and inode. Processes that may not be asked are left out. */
export const members = (type: NamespaceType): Probe<ReturnType<typeof parseMembers>> => ({
  name: `members of ${type} namespaces`,
  argv: ['sh', '-c', `exec find -L /proc/[0-9]*/ns/${type} -maxdepth 0 -printf '%h %D:%i\\n'`],
  parse: (outcome) => parseMembers(outcome.stdout),
})

/** The shell's own `$$`: its PID as the kernel gives it, whatever is mounted on /proc. */
export const ownPid = (): Probe<number> => probe('$$', ['sh', '-c', 'echo $$'], Number)

/** One process's `$$` and its `/proc/self`: equal exactly where the mounted procfs is that of its own pid namespace. */
export const selfNumber = (): Probe<ReturnType<typeof parseSelfNumber>> =>
  probe('$$ and /proc/self', ['sh', '-c', 'echo $$; exec readlink /proc/self'], parseSelfNumber)

/** One process's `$$` and its PIDs from the procfs's pid namespace down to its own. */
export const nestedPids = (): Probe<ReturnType<typeof parseNestedPids>> =>
  probe('$$ and NSpid', ['sh', '-c', 'echo $$; exec grep ^NSpid: /proc/self/status'], parseNestedPids)

/** `kill -0`: whether a process of that number can be signalled from here, or the errno. @see https://man7.org/linux/man-pages/man2/kill.2.html */
export const signalling = (pid: number): Probe<'permitted' | 'ESRCH' | 'EPERM'> => ({
  name: 'kill -0',
  argv: ['sh', '-c', 'kill -0 "$1"', 'sh', String(pid)],
  parse(outcome) {
    if (outcome.exitCode === 0) return 'permitted'
    if (outcome.stderr.includes('No such process')) return 'ESRCH'
    if (outcome.stderr.includes('Operation not permitted')) return 'EPERM'
    throw new ProbeError(complaint(outcome))
  },
})
