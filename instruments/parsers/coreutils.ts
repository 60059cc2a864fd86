import { matchGroups } from './reading.ts'

/** Splits a text into lines and drops the empty ones. */
export function parseLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

/** Parses `stat --format=%d:%i` of one file: `device:inode`, both decimal. */
export function parseDevIno(text: string): string {
  return matchGroups(text, /^(\d+:\d+)\n?$/, 'device:inode').join('')
}

/** Parses `stat --file-system --format=%T` of one file: the type of its file system, for example `nsfs`. */
export function parseFileSystem(text: string): string {
  return matchGroups(text, /^([\w/.-]+)\n?$/, 'the type of a file system').join('')
}

/** Parses `sha256sum` of one file: 64 hexadecimal digits. */
export function parseSha256(text: string): string {
  return matchGroups(text, /^([0-9a-f]{64}) [ *].+\n?$/, 'the line of sha256sum').join('')
}

/** Parses `uname -n`: the host name of the uts namespace. @see https://man7.org/linux/man-pages/man2/uname.2.html */
export function parseNodename(text: string): string {
  return matchGroups(text, /^([!-~]+)\n?$/, 'one name').join('')
}
