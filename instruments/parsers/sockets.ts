import { parseJson, record, string } from './json.ts'
import { groups } from './reading.ts'

export interface Reached {
  /** `reached`, or the errno's name. */
  readonly loopback: string
  readonly abstract: string
}

/** The answers of the two connects of the probe `reach`, as JSON: `reached` or an errno's name for each. */
export function parseReached(text: string): Reached {
  const answers = record(parseJson(text, 'the JSON of two connects'), 'the answers of two connects')
  const answer = (key: string): string =>
    groups(string(answers, key), /^(reached|E[A-Z0-9]+)$/, `reached or an errno for ${key}`).join('')
  return { loopback: answer('loopback'), abstract: answer('abstract') }
}
