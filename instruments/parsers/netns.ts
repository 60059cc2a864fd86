import { count, list, parseJson, record, string } from './json.ts'
import { groups, linesOf } from './reading.ts'

export interface NamedNetns {
  readonly name: string
  /** The nsid by which the reader's network namespace knows it; absent where none was given. */
  readonly id?: number
}

/**
 * `ip -json netns list`. Without /var/run/netns ip prints nothing, with an empty one `[ ]`: no names, both.
 * @see https://man7.org/linux/man-pages/man8/ip-netns.8.html
 */
export function parseNetnsList(text: string): NamedNetns[] {
  if (text.trim() === '') return []
  return list(parseJson(text, 'the JSON of ip netns list'), 'a list of names').map((value) => {
    const entry = record(value, 'a name in /var/run/netns')
    return { name: string(entry, 'name'), ...('id' in entry && { id: count(entry, 'id') }) }
  })
}

/** `ip netns list` without -json: `NAME` or `NAME (id: N)` a line. */
export function parseNetnsListText(text: string): NamedNetns[] {
  return linesOf(text).map((line) => {
    const [name = '', id = ''] = groups(line, /^([^\s/\p{Cc}]+)(?: \(id: (\d+)\))?$/u, 'NAME or NAME (id: N)')
    return { name, ...(id !== '' && { id: Number(id) }) }
  })
}

/** `find -L /var/run/netns … -printf '%f %D:%i\n'`: each name with the `device:inode` that it leads to. */
export function parseNetnsIdentities(text: string): { readonly name: string; readonly id: string }[] {
  return linesOf(text).map((line) => {
    const [name = '', id = ''] = groups(line, /^(.+) (\d+:\d+)$/, 'NAME device:inode')
    return { name, id }
  })
}
