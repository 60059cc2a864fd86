import { shortenLines } from '../evidence/shorten.ts'
import { parseLines } from '../parsers/coreutils.ts'
import { parseCgroupFile } from '../parsers/kernel.ts'
import { parseConfinement, parseStatus } from '../parsers/status.ts'
import { type Probe, probe } from '../probe.ts'
import { aboutProcess, type Pid } from './namespaces.ts'

/** The fields of /proc/PID/status. @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export const status = (pid: Pid = 'self'): Probe<ReturnType<typeof parseStatus>> =>
  probe('status', ['cat', `/proc/${pid}/status`], parseStatus, { shows: ['pid', 'user'], about: aboutProcess(pid) })

/**
 * Effective capabilities, seccomp mode and no_new_privs of a process.
 * @see https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
export const confinement = (pid: Pid = 'self'): Probe<ReturnType<typeof parseConfinement>> =>
  probe('confinement', ['cat', `/proc/${pid}/status`], parseConfinement, { about: aboutProcess(pid) })

/**
 * Cgroup of a process in each hierarchy, as the reader's cgroup namespace shows it.
 * @see https://man7.org/linux/man-pages/man7/cgroups.7.html
 */
export const cgroups = (pid: Pid = 'self'): Probe<ReturnType<typeof parseCgroupFile>> =>
  probe('cgroups', ['cat', `/proc/${pid}/cgroup`], parseCgroupFile, { shows: ['cgroup'], about: aboutProcess(pid) })

/**
 * The processes in a cgroup, by its folder in a mounted hierarchy: those that have a PID in the reader's pid namespace.
 * @see https://man7.org/linux/man-pages/man7/cgroups.7.html
 */
export const cgroupMembers = (folder: string): Probe<number[]> => ({
  ...probe('cgroup.procs', ['cat', `${folder}/cgroup.procs`], (text) => parseLines(text).map(Number)),
  shorten: shortenLines,
})
