import { groups, linesOf, recordOf, unexpected } from './reading.ts'

const attribute = 'an ifindex or address below /sys/class/net'

/** Splits a text into lines and drops the empty ones. */
export function parseLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

/** Parses `stat --format=%d:%i` of one file: `device:inode`, both decimal. */
export function parseDevIno(text: string): string {
  return groups(text, /^(\d+:\d+)\n?$/, 'device:inode').join('')
}

/** Parses /proc/uptime into seconds since boot. @see https://man7.org/linux/man-pages/man5/proc_uptime.5.html */
export function parseUptime(text: string): number {
  return Number(groups(text, /^(\d+\.\d+) \d+\.\d+\n?$/, 'two times of /proc/uptime').join(''))
}

/**
 * Parses /etc/os-release: key to value, without quotes and escapes.
 * @see https://man7.org/linux/man-pages/man5/os-release.5.html
 */
export function parseOsRelease(text: string): Record<string, string> {
  const lines = linesOf(text).filter((line) => !/^\s*(?:#.*)?$/.test(line))
  if (lines.length === 0) throw unexpected('the assignments of os-release', text)
  const assignment = /^([A-Za-z_]\w*)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']*))\s*$/
  const pairs = lines.map((line): [string, string] => {
    const [key = '', double = '', single = '', bare = ''] = groups(line, assignment, 'KEY=VALUE of os-release')
    return [key, double.replaceAll(/\\(.)/g, '$1') || single || bare]
  })
  return recordOf(pairs, 'keys of os-release')
}

/** Parses `stat --file-system --format=%T` of one file: the type of its file system, for example `nsfs`. */
export function parseFileSystem(text: string): string {
  return groups(text, /^([\w/.-]+)\n?$/, 'the type of a file system').join('')
}

/** Parses `sha256sum` of one file: 64 hexadecimal digits. */
export function parseSha256(text: string): string {
  return groups(text, /^([0-9a-f]{64}) [ *].+\n?$/, 'the line of sha256sum').join('')
}

/** Parses `uname -n`: the host name of the uts namespace. @see https://man7.org/linux/man-pages/man2/uname.2.html */
export function parseNodename(text: string): string {
  return groups(text, /^([!-~]+)\n?$/, 'one name').join('')
}

/**
 * Parses `grep . /sys/class/net/NAME/ifindex /sys/class/net/NAME/address …`.
 * @returns `NAME/ifindex:…` and `NAME/address:…` of each interface, in order
 * @throws Error if there is no interface: every network namespace has `lo`
 */
export function parseNetClass(text: string): string[] {
  const lines = linesOf(text)
  if (lines.length === 0) throw unexpected(attribute, text)
  return lines.map((line) =>
    groups(line, /^\/sys\/class\/net\/([^/]+\/(?:ifindex:\d+|address:[\da-f:]+))$/, attribute).join(''),
  )
}
