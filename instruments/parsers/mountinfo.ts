import { matchGroups, splitLines } from './reading.ts'

export interface Mount {
  readonly mountPoint: string
  /** The directory or file of the file system that is mounted there. */
  readonly root: string
  /** `proc`, `tmpfs` and so on. */
  readonly fileSystem: string
  readonly readOnly: boolean
}

/**
 * Parses lines of /proc/PID/mountinfo. Empty if there are none.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export function parseMounts(text: string): Mount[] {
  return splitLines(text).map((line) => {
    const pattern = /^\d+ \d+ \d+:\d+ (\S+) (\S+) (r[ow])\S*(?: \S+:\S+)* - (\S+) \S* \S+$/
    const [root = '', mountPoint = '', access, fileSystem = ''] = matchGroups(line, pattern, 'a mount of mountinfo')
    return { mountPoint, root, fileSystem, readOnly: access === 'ro' }
  })
}
