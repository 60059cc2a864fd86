import { parseJson, record, string } from './json.ts'
import { matchGroups, splitLines } from './reading.ts'

export interface Reached {
  /** `reached`, or the name of the errno. */
  readonly loopback: string
  readonly abstract: string
}

/**
 * Parses the output of the probe `reach`: a JSON object with `reached` or the name of an errno for each of its two
 * connections.
 */
export function parseReached(text: string): Reached {
  const answers = record(parseJson(text, 'the JSON of two connects'), 'the answers of two connects')
  const answer = (key: string): string =>
    matchGroups(string(answers, key), /^(reached|E[A-Z0-9]+)$/, `reached or an errno for ${key}`).join('')
  return { loopback: answer('loopback'), abstract: answer('abstract') }
}

/** Parses the output of the probe `connecting`. */
export function parseConnected(text: string): string {
  return matchGroups(text, /^(reached|no answer|E[A-Z0-9]+)\n$/, 'reached, no answer or an errno').join('')
}

/** A socket that waits for connections or datagrams. */
export interface Listener {
  readonly protocol: string
  /** Without the brackets of IPv6; `*` for both families. */
  readonly address: string
  readonly port: number
  /** Empty where the processes could not be read. */
  readonly owners: readonly { readonly comm: string; readonly pid: number }[]
}

/** Parses `ss -Hltunp`: a line for each socket, none if there is no socket. */
export function parseListeners(text: string): Listener[] {
  const form = /^(tcp|udp) +(?:LISTEN|UNCONN) +\d+ +\d+ +(\S+):(\d+) +\S+ *(?:users:\((\(.*\))\))?(?: .*)?$/
  return splitLines(text).map((line) => {
    const [protocol = '', address = '', port, users = ''] = matchGroups(line, form, 'a line of ss -Hltunp')
    return {
      protocol,
      address: address.replace(/^\[(.*)\]$/, '$1'),
      port: Number(port),
      owners: [...users.matchAll(/\("([^"]*)",pid=(\d+),fd=\d+\)/g)].map(([, comm = '', pid]) => ({
        comm,
        pid: Number(pid),
      })),
    }
  })
}
