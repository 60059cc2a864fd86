import { parseCgroupFile } from '../parsers/kernel.ts'
import { parseConfinement, parseStatus } from '../parsers/status.ts'
import { type Probe, probe } from '../probe.ts'
import type { Pid } from './namespaces.ts'

/** The fields of /proc/PID/status. @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export const status = (pid: Pid = 'self'): Probe<ReturnType<typeof parseStatus>> =>
  probe('status', ['cat', `/proc/${pid}/status`], parseStatus)

/**
 * Effective capabilities, seccomp mode and no_new_privs of a process.
 * @see https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
export const confinement = (pid: Pid = 'self'): Probe<ReturnType<typeof parseConfinement>> =>
  probe('confinement', ['cat', `/proc/${pid}/status`], parseConfinement)

/**
 * Cgroup of a process in each hierarchy, as the reader's cgroup namespace shows it.
 * @see https://man7.org/linux/man-pages/man7/cgroups.7.html
 */
export const cgroups = (pid: Pid = 'self'): Probe<ReturnType<typeof parseCgroupFile>> =>
  probe('cgroups', ['cat', `/proc/${pid}/cgroup`], parseCgroupFile)
