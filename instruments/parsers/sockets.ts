import { parseJson, record, string } from './json.ts'
import { matchGroups } from './reading.ts'

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
