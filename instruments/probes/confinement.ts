import { parseLimits, parseSecurityLabel } from '../parsers/process-limits.ts'
import { type Probe, probe } from '../probe.ts'
import { aboutProcess, type Pid } from './namespaces.ts'

/** Resource limits of a process. @see https://man7.org/linux/man-pages/man2/getrlimit.2.html */
export const limits = (pid: Pid = 'self'): Probe<ReturnType<typeof parseLimits>> =>
  probe('limits', ['cat', `/proc/${pid}/limits`], parseLimits, { about: aboutProcess(pid) })

/**
 * The label of a security module, for example `docker-default (enforce)`. `none` if there is no module that labels
 * processes: the file is missing, or reading it fails with EINVAL.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_attr.5.html
 */
export const securityLabel = (pid: Pid = 'self'): Probe<string> => {
  const path = `/proc/${pid}/attr/current`
  const found = probe('security label', ['cat', path], parseSecurityLabel, { about: aboutProcess(pid) })
  const absent = ['Invalid argument', 'No such file or directory']
  return {
    ...found,
    parse: (outcome) => (absent.some((words) => outcome.stderr.includes(words)) ? 'none' : found.parse(outcome)),
  }
}
