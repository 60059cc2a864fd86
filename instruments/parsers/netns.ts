import { count, list, parseJson, record, string } from './json.ts'
import { matchGroups, splitLines } from './reading.ts'

export interface NamedNetns {
  readonly name: string
  /** nsid in the reader's network namespace; absent if none is assigned. */
  readonly id?: number
}

/**
 * Parses `ip -json netns list`. It prints nothing if /var/run/netns does not exist, and `[ ]` if it is empty; both give
 * no names.
 * @see https://man7.org/linux/man-pages/man8/ip-netns.8.html
 */
export function parseNetnsList(text: string): NamedNetns[] {
  if (text.trim() === '') return []
  return list(parseJson(text, 'the JSON of ip netns list'), 'a list of names').map((value) => {
    const entry = record(value, 'a name in /var/run/netns')
    return { name: string(entry, 'name'), ...('id' in entry && { id: count(entry, 'id') }) }
  })
}

/** Parses `ip netns list` without -json: `NAME` or `NAME (id: N)` on each line. */
export function parseNetnsListText(text: string): NamedNetns[] {
  return splitLines(text).map((line) => {
    const [name = '', id = ''] = matchGroups(line, /^([^\s/\p{Cc}]+)(?: \(id: (\d+)\))?$/u, 'NAME or NAME (id: N)')
    return { name, ...(id !== '' && { id: Number(id) }) }
  })
}

/** Parses `find -L /var/run/netns … -printf '%f %D:%i\n'`: each name with the `device:inode` of its namespace. */
export function parseNetnsIdentities(text: string): { readonly name: string; readonly id: string }[] {
  return splitLines(text).map((line) => {
    const [name = '', id = ''] = matchGroups(line, /^(.+) (\d+:\d+)$/, 'NAME device:inode')
    return { name, id }
  })
}
