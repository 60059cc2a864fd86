import { count, type JsonRecord, list, parseJson, record, string } from './json.ts'
import { matchGroups, unexpected } from './reading.ts'

export interface Interface {
  readonly index: number
  readonly name: string
  /** Index of the other end of a veth, in its own network namespace: `eth0@if5` has 5. */
  readonly linkIndex?: number
  /** nsid of the network namespace that holds the other end; absent while that is being taken down, when ip prints -1. */
  readonly linkNetnsid?: number
  /** Name of the bridge or other master device. Only `ip -json` prints it separately. */
  readonly master?: string
  readonly flags: string[]
  /** Link-layer address; null for kinds of link that have none. */
  readonly mac: string | null
  /** With prefix length: `172.17.0.2/16`. */
  readonly addresses: string[]
}

const expected = 'at least one interface of ip address'

/**
 * Parses `ip -json address`.
 * @throws Error if it lists no interface: every network namespace has `lo`
 * @see https://man7.org/linux/man-pages/man8/ip-address.8.html
 */
export function parseAddresses(text: string): Interface[] {
  const interfaces = list(parseJson(text, 'the JSON of ip address'), expected)
  if (interfaces.length === 0) throw unexpected(expected, text)
  return interfaces.map((value) => fromJson(record(value, 'an interface')))
}

function fromJson(link: JsonRecord): Interface {
  return {
    index: count(link, 'ifindex'),
    name: string(link, 'ifname'),
    ...('link_index' in link && { linkIndex: count(link, 'link_index') }),
    ...('link_netnsid' in link && link['link_netnsid'] !== -1 && { linkNetnsid: count(link, 'link_netnsid') }),
    ...('master' in link && { master: string(link, 'master') }),
    flags: list(link['flags'], 'the flags of an interface').map(String),
    mac: 'address' in link ? string(link, 'address') : null,
    addresses: list(link['addr_info'], 'the addresses of an interface').map((value) => {
      const address = record(value, 'an address')
      return `${string(address, 'local')}/${count(address, 'prefixlen')}`
    }),
  }
}

/**
 * Parses `ip address` without -json, indented or not.
 * @throws Error if it lists no interface, or on a line that belongs to none
 */
export function parseAddressesText(text: string): Interface[] {
  const blocks = text.split(/^(?=\d+: )/m)
  return blocks.map((block) => fromText(block))
}

function fromText(block: string): Interface {
  const [first = '', ...rest] = block.trimEnd().split('\n')
  const head = /^(\d+): ([^\s@:]+)(?:@(?:if(\d+)|\S+))?: <([A-Z0-9_,-]*)> mtu /
  const [index, name = '', linkIndex = '', flags = ''] = matchGroups(first, head, 'INDEX: NAME: <FLAGS> mtu')
  const details = rest.map((line) => line.trim())
  const unknown = details.find((line) => !/^(?:link\/|inet6? |valid_lft |altname )/.test(line))
  if (unknown !== undefined) throw unexpected('a line of ip address', unknown)
  const link = details.find((line) => line.startsWith('link/')) ?? ''
  const [mac = '', netnsid = ''] = matchGroups(
    link,
    /^link\/\S+(?: ([\da-f:]+))?.*?(?: link-netnsid (\d+))?$/,
    'link/TYPE ADDRESS',
  )
  const inets = details.filter((line) => line.startsWith('inet'))
  return {
    index: Number(index),
    name,
    ...(linkIndex !== '' && { linkIndex: Number(linkIndex) }),
    ...(netnsid !== '' && { linkNetnsid: Number(netnsid) }),
    flags: flags.split(',').filter((flag) => flag !== ''),
    mac: mac === '' ? null : mac,
    addresses: inets.flatMap((line) => matchGroups(line, /^inet6? ([\da-f.:]+\/\d+) /, 'inet ADDRESS/PREFIX')),
  }
}
