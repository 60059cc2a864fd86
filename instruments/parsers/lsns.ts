import { type JsonRecord, list, parseJson, record, string } from './json.ts'
import { matchGroups, unexpected } from './reading.ts'

export interface LsnsRow {
  /** Inode of the namespace. */
  readonly ns: number
  readonly type: string
  readonly nprocs: number
  /** Lowest PID in the namespace; null if it has no process. */
  readonly pid: number | null
  /** Inode of the parent, for pid and user namespaces; null if there is none or lsns cannot see it. */
  readonly pns: number | null
  /** Inode of the owning user namespace; null if lsns cannot see it. */
  readonly ons: number | null
}

/**
 * Parses `lsns -J -o NS,TYPE,NPROCS,PID,PNS,ONS`. Some versions of util-linux print numbers as strings, and 0 in place
 * of null.
 * @throws Error if it lists no namespace: the reader itself is in one of each type
 * @see https://man7.org/linux/man-pages/man8/lsns.8.html
 */
export function parseLsns(text: string): LsnsRow[] {
  const output = record(parseJson(text, 'the JSON of lsns'), 'an object of lsns')
  const namespaces = list(output['namespaces'], 'a list under "namespaces"')
  if (namespaces.length === 0) throw unexpected('at least one namespace of lsns', text)
  return namespaces.map((value) => {
    const row = record(value, 'a namespace of lsns')
    return {
      ns: required(row, 'ns'),
      type: string(row, 'type'),
      nprocs: number(row, 'nprocs') ?? 0,
      pid: number(row, 'pid'),
      pns: number(row, 'pns'),
      ons: number(row, 'ons'),
    }
  })
}

/** Parses a row of `lsns --noheadings --raw --output NS,NPROCS` into the number of processes. */
export function parseLsnsCount(text: string): number {
  return Number(matchGroups(text, /^ *\d+ +(\d+) *\n$/, 'NS NPROCS of lsns').join(''))
}

function required(row: JsonRecord, key: string): number {
  const value = number(row, key)
  if (value === null) throw unexpected(`a number under "${key}"`, JSON.stringify(row))
  return value
}

function number(row: JsonRecord, key: string): number | null {
  const value = row[key]
  if (value === null) return null
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))) return Number(value) || null
  throw unexpected(`a number or null under "${key}"`, JSON.stringify(row))
}
