import { matchGroups, recordOf, splitLines, unexpected } from './reading.ts'

/**
 * Parses /etc/os-release: key to value, without quotes and escapes.
 * @see https://man7.org/linux/man-pages/man5/os-release.5.html
 */
export function parseOsRelease(text: string): Record<string, string> {
  const lines = splitLines(text).filter((line) => !/^\s*(?:#.*)?$/.test(line))
  if (lines.length === 0) throw unexpected('the assignments of os-release', text)
  const assignment = /^([A-Za-z_]\w*)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']*))\s*$/
  const pairs = lines.map((line): [string, string] => {
    const [key = '', double = '', single = '', bare = ''] = matchGroups(line, assignment, 'KEY=VALUE of os-release')
    return [key, double.replaceAll(/\\(.)/g, '$1') || single || bare]
  })
  return recordOf(pairs, 'keys of os-release')
}
