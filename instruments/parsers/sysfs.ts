import { matchGroups, splitLines, unexpected } from './reading.ts'

const attribute = 'an ifindex or address below /sys/class/net'

/**
 * Parses `grep . /sys/class/net/NAME/ifindex /sys/class/net/NAME/address …`.
 * @returns `NAME/ifindex:…` and `NAME/address:…` of each interface, in order
 * @throws Error if there is no interface: every network namespace has `lo`
 */
export function parseNetClass(text: string): string[] {
  const lines = splitLines(text)
  if (lines.length === 0) throw unexpected(attribute, text)
  return lines.map((line) =>
    matchGroups(line, /^\/sys\/class\/net\/([^/]+\/(?:ifindex:\d+|address:[\da-f:]+))$/, attribute).join(''),
  )
}
