import { matchGroups, recordOf, splitLines, unexpected } from './reading.ts'

export interface Limit {
  readonly soft: string
  readonly hard: string
}

/**
 * Parses /proc/PID/limits: name of a resource to its two limits, each a number or `unlimited`.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html
 */
export function parseLimits(text: string): Record<string, Limit> {
  const [first = '', ...rest] = splitLines(text)
  if (!/^Limit +Soft Limit +Hard Limit +Units *$/.test(first)) throw unexpected('the header of /proc/PID/limits', text)
  if (rest.length === 0) throw unexpected('at least one resource of /proc/PID/limits', text)
  const pairs = rest.map((line): [string, Limit] => {
    const pattern = /^(Max [a-z ]*[a-z]) {2,}(\d+|unlimited) +(\d+|unlimited) +[a-z]* *$/
    const [name = '', soft = '', hard = ''] = matchGroups(line, pattern, 'a resource of /proc/PID/limits')
    return [name, { soft, hard }]
  })
  return recordOf(pairs, 'resources of /proc/PID/limits')
}

/**
 * Parses /proc/PID/attr/current: the label that AppArmor or SELinux has given the process.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_attr.5.html
 */
export function parseSecurityLabel(text: string): string {
  const [label = ''] = matchGroups(text, /^([!-~][ -~]*)\0?\n?$/, 'a label of /proc/PID/attr/current')
  return label
}
