import { isIPv4, isIPv6 } from 'node:net'

/** One kind of identifier: how it is found in text, which ones say nothing about a machine, and what replaces the others. */
interface Identifier {
  readonly find: RegExp
  readonly isIdentifier: (text: string) => boolean
  /** Says nothing about a machine, or is a pseudonym already. */
  readonly isPlain: (text: string) => boolean
  readonly make: (n: number) => string
}

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0')

/** Locally administered, by the second bit of the first byte (IEEE 802). */
const mac: Identifier = {
  find: /(?<!\w)(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?!\w|[:-]\w)/gi,
  isIdentifier: () => true,
  isPlain: (text) => /^(?:ff:ff:ff:ff:ff:ff|00:00:00:00:00:00|02:00:5e:.*)$/i.test(text),
  make: (n) => `02:00:5e:${hex(n >> 16, 2)}:${hex((n >> 8) & 255, 2)}:${hex(n & 255, 2)}`,
}

/** 2001:2::/48 is for benchmarks (RFC 5180), so no machine on the internet has such an address. */
const ipv6: Identifier = {
  find: /(?<!\w)[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*(?!\w)/gi,
  isIdentifier: isIPv6,
  // `0::` begins the line of cgroup v2 in /proc/PID/cgroup.
  isPlain: (text) => /^(?:[0:]*:[01]?|ff0[0-9a-f]::.{0,4}|2001:2::[0-9a-f]+)$/i.test(text),
  make: (n) => `2001:2::${n.toString(16)}`,
}

/** 198.18.0.0/15 is for benchmarks (RFC 2544). */
const ipv4: Identifier = {
  find: /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g,
  isIdentifier: isIPv4,
  isPlain: (text) => /^(?:127\.|0\.0\.0\.0$|255\.|198\.1[89]\.)/.test(text),
  make: (n) => `198.${18 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`,
}

/** A boot id, a machine id or the id of a file system. */
const uuid: Identifier = {
  find: /(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/gi,
  isIdentifier: () => true,
  isPlain: (text) => text.startsWith('00000000-0000-4000-8000-'),
  make: (n) => `00000000-0000-4000-8000-${hex(n, 12)}`,
}

/** MAC addresses come before IPv6 addresses, which they resemble. */
const kinds = [mac, uuid, ipv6, ipv4]

/** Words that stand for names of hosts, users and directories. */
export interface Name {
  readonly secret: string
  readonly pseudonym: string
}

/**
 * Makes a function that replaces identifiers in a text. The same identifier gets the same pseudonym everywhere, so that what
 * was equal stays equal. A pseudonym is replaced by itself.
 */
export function makePseudonyms(names: readonly Name[]): (text: string) => string {
  const known = new Map<string, string>()
  const counts = new Map<Identifier, number>()
  const nameOf = new Map(names.map(({ secret, pseudonym }) => [secret, pseudonym]))
  const secrets = [...nameOf.keys()].toSorted((a, b) => b.length - a.length)
  const findNames = new RegExp(`(?<![A-Za-z0-9_])(?:${secrets.map(escapeRegExp).join('|')})(?![A-Za-z0-9_])`, 'g')
  const replaceNames = (text: string) =>
    secrets.length === 0 ? text : text.replace(findNames, (found) => nameOf.get(found) ?? found)
  return (text) => kinds.reduce(replaceKind, replaceNames(text))

  function replaceKind(text: string, kind: Identifier): string {
    return text.replace(kind.find, (matched) => {
      const found = withoutPunctuation(matched).find(kind.isIdentifier)
      if (found === undefined || kind.isPlain(found)) return matched
      const key = found.toLowerCase()
      const pseudonym = known.get(key) ?? kind.make(next(kind))
      known.set(key, pseudonym)
      return `${pseudonym}${matched.slice(found.length)}`
    })
  }

  function next(kind: Identifier): number {
    const n = (counts.get(kind) ?? 0) + 1
    counts.set(kind, n)
    return n
  }
}

/** `fe80::1:` is an address before a colon, and `fe80::` is an address. */
function withoutPunctuation(text: string): string[] {
  const ending = /[:.]{0,2}$/.exec(text)?.[0].length ?? 0
  return Array.from({ length: ending + 1 }, (_, index) => text.slice(0, text.length - index))
}

const escapeRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
