import { describeFailure, type Probe, ProbeError } from '../probe.ts'

const errnos = {
  'Operation not permitted': 'EPERM',
  'Invalid argument': 'EINVAL',
  'Permission denied': 'EACCES',
} as const

/**
 * Whether setns(2) may join the namespace of a file, or its errno. nsenter exits with 1 for every error, so the errno
 * is read from its message in the C locale.
 * @param option nsenter's option with the file, for example `--net=/proc/PID/ns/net`
 * @see https://man7.org/linux/man-pages/man2/setns.2.html
 */
export const joining = (option: `--${string}=${string}`): Probe<'permitted' | 'EPERM' | 'EINVAL' | 'EACCES'> => ({
  name: 'setns',
  shows: ['user'],
  argv: ['nsenter', option, '--', 'echo', 'in'],
  parse(outcome) {
    if (outcome.exitCode === 0 && outcome.stdout === 'in\n') return 'permitted'
    const [, errno] = Object.entries(errnos).find(([words]) => outcome.stderr.trimEnd().endsWith(`: ${words}`)) ?? []
    if (errno === undefined) throw new ProbeError(describeFailure(outcome))
    return errno
  },
})
