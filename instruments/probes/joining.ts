import { complaint, type Probe, ProbeError } from '../probe.ts'

const errnos = {
  'Operation not permitted': 'EPERM',
  'Invalid argument': 'EINVAL',
  'Permission denied': 'EACCES',
} as const

/**
 * Whether setns(2) lets the asker into the namespace that a file leads to, or its errno. nsenter ends with 1 for all of them,
 * so the errno is read from the C locale's words for it.
 * @param option with the file: `--net=/proc/PID/ns/net`
 * @see https://man7.org/linux/man-pages/man2/setns.2.html
 */
export const joining = (option: `--${string}=${string}`): Probe<'permitted' | 'EPERM' | 'EINVAL' | 'EACCES'> => ({
  name: 'setns',
  shows: ['user'],
  argv: ['nsenter', option, '--', 'echo', 'in'],
  parse(outcome) {
    if (outcome.exitCode === 0 && outcome.stdout === 'in\n') return 'permitted'
    const [, errno] = Object.entries(errnos).find(([words]) => outcome.stderr.trimEnd().endsWith(`: ${words}`)) ?? []
    if (errno === undefined) throw new ProbeError(complaint(outcome))
    return errno
  },
})
