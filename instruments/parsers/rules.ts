import { matchGroups, splitLines } from './reading.ts'

/** A rule that sends what comes for a port to another address and port. */
export interface Translation {
  readonly port: number
  /** `ADDRESS:PORT` */
  readonly to: string
}

/**
 * Parses rules of `iptables-save` and `nft list ruleset`. Those that translate no destination are left out. Each
 * translation is returned once: both tools may list the same rule.
 * @throws Error if a line has no address, or translates a destination in a form that is not known here
 */
export function parseTranslations(text: string): Translation[] {
  const lines = splitLines(text)
  for (const line of lines) matchGroups(line, /(?:\d+\.){3}\d+/, 'a rule with an address')
  const translating = lines.filter((line) => /\bDNAT --to|\bdnat (?:ip )?to\b/.test(line))
  const found = translating.map((line) => {
    const form = /\bdport (\d+) .*\b(?:DNAT --to-destination|dnat (?:ip )?to) ([\d.]+:\d+)(?: |$)/
    const [port, to = ''] = matchGroups(line, form, 'dport PORT … to ADDRESS:PORT')
    return `${port} ${to}`
  })
  return [...new Set(found)].map((rule) => {
    const [port, to = ''] = rule.split(' ')
    return { port: Number(port), to }
  })
}
