import { matchGroups, recordOf, splitLines, unexpected } from './reading.ts'

export interface NamespaceLink {
  readonly type: string
  readonly inode: number
}

export interface NamespaceMember {
  readonly pid: number
  /** Namespace as `device:inode`. */
  readonly id: string
}

export interface NamespaceOwner {
  readonly inode: number
  /** Inode of the user namespace that owns it; undefined if that is above the reader's. Of a user namespace: its parent. */
  readonly owner?: number
  /** Inode of the parent of a pid or user namespace; undefined if it has none, or the reader may not see it. */
  readonly parent?: number
}

/**
 * Parses `stat -L --format='%n %d:%i' /proc/P/ns/…` of one process.
 * @returns entry (`net`, `pid_for_children`, …) to `device:inode`
 * @throws Error if there is no line, or an entry occurs twice
 * @see https://man7.org/linux/man-pages/man7/namespaces.7.html
 */
export function parseNamespaceIds(text: string): Record<string, string> {
  const pairs = nonEmpty(splitLines(text), text, 'a line for each entry of /proc/PID/ns').map(
    (line): [string, string] => {
      const [entry = '', id = ''] = matchGroups(
        line,
        /^\/proc\/\S+\/ns\/([a-z_]+) (\d+:\d+)$/,
        '/proc/PID/ns/ENTRY device:inode',
      )
      return [entry, id]
    },
  )
  return recordOf(pairs, 'entries of /proc/PID/ns')
}

/**
 * Parses `ls -l /proc/PID/ns/`, with or without ls's quotes.
 * @returns entry to the type and inode in the link's text
 * @throws Error if there is no entry, or one occurs twice
 */
export function parseNamespaceListing(text: string): Record<string, NamespaceLink> {
  const [first = '', ...rest] = splitLines(text)
  matchGroups(first, /^total (\d+)$/, 'total, as the first line of ls -l')
  const pairs = nonEmpty(rest, text, 'a link for each namespace').map((line): [string, NamespaceLink] => {
    const link = /^l\S+ +\d+ +\S+ +\S+ +\d+ .* ([a-z_]+) -> (['"]?)([a-z]+):\[(\d+)\]\2$/
    const [entry = '', , type = '', inode] = matchGroups(line, link, 'ENTRY -> TYPE:[INODE], as ls -l shows it')
    return [entry, { type, inode: Number(inode) }]
  })
  return recordOf(pairs, 'entries of /proc/PID/ns')
}

/**
 * Parses `/proc/PID/ns/ENTRY INODE OWNER PARENT` of each namespace of a process. In place of an inode stands the error
 * of the ioctl: EPERM, or EINVAL for the parent of a namespace of a type without a hierarchy.
 * @returns entry (`net`, `pid_for_children`, …) to its namespace
 * @throws Error if there is no line, or an entry occurs twice
 * @see https://man7.org/linux/man-pages/man2/ioctl_nsfs.2.html
 */
export function parseNamespaceOwners(text: string): Record<string, NamespaceOwner> {
  const lines = nonEmpty(splitLines(text), text, 'a line for each entry of /proc/PID/ns')
  const pairs = lines.map((line): [string, NamespaceOwner] => {
    const pattern = /^\/proc\/\S+\/ns\/([a-z_]+) (\d+) (?:(\d+)|EPERM) (?:(\d+)|EPERM|EINVAL)$/
    const [entry = '', inode, owner, parent] = matchGroups(line, pattern, '/proc/PID/ns/ENTRY INODE OWNER PARENT')
    return [entry, { inode: Number(inode), ...numbered({ owner, parent }) }]
  })
  return recordOf(pairs, 'entries of /proc/PID/ns')
}

function numbered(texts: Readonly<Record<string, string | undefined>>): Record<string, number> {
  return Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => (text ? [[key, Number(text)]] : [])))
}

/**
 * Parses `find -L /proc/PID/ns/TYPE … -maxdepth 0 -printf '%h %D:%i\n'` of all PIDs.
 * @throws Error if there is no line: the reader itself is in a namespace of each type
 */
export function parseMembers(text: string): NamespaceMember[] {
  return nonEmpty(splitLines(text), text, 'at least one member of a namespace').map((line) => {
    const [pid, id = ''] = matchGroups(line, /^\/proc\/(\d+)\/ns (\d+:\d+)$/, '/proc/PID/ns device:inode')
    return { pid: Number(pid), id }
  })
}

function nonEmpty(lines: string[], text: string, expected: string): string[] {
  if (lines.length === 0) throw unexpected(expected, text)
  return lines
}
