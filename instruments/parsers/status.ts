import { matchGroups, recordOf, splitLines, unexpected } from './reading.ts'

export interface Confinement {
  /** Effective capabilities as a bit mask of 16 hexadecimal digits. */
  readonly capEff: string
  /** 0: off, 1: strict, 2: filter. */
  readonly seccomp: number
  readonly noNewPrivs: number
}

/**
 * Parses /proc/PID/status: key to value, both trimmed. The kernel escapes newlines in Name.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export function parseStatus(text: string): Record<string, string> {
  const lines = splitLines(text)
  if (lines.length === 0) throw unexpected('the lines of /proc/PID/status', text)
  const pairs = lines.map((line): [string, string] => {
    const [key = '', value = ''] = matchGroups(line, /^(\w+):\s*(.*?)\s*$/s, 'KEY: VALUE of /proc/PID/status')
    return [key, value]
  })
  return recordOf(pairs, 'keys of /proc/PID/status')
}

/** Reads capabilities, seccomp mode and no_new_privs from /proc/PID/status. */
export function parseConfinement(text: string): Confinement {
  const status = parseStatus(text)
  const [capEff = ''] = matchGroups(status['CapEff'] ?? '', /^([0-9a-f]{16})$/, 'CapEff, 16 hexadecimal digits')
  const [seccomp] = matchGroups(status['Seccomp'] ?? '', /^([012])$/, 'Seccomp, 0 to 2')
  const [noNewPrivs] = matchGroups(status['NoNewPrivs'] ?? '', /^([01])$/, 'NoNewPrivs, 0 or 1')
  return { capEff, seccomp: Number(seccomp), noNewPrivs: Number(noNewPrivs) }
}
