import { matchGroups } from './reading.ts'

interface Forks {
  readonly children: number
  /** Of the fork that failed; undefined if none did. */
  readonly error?: string
}

/** Parses `CHILDREN ERROR`; the error is `none` if no fork failed. */
export function parseForks(text: string): Forks {
  const [children, error = ''] = matchGroups(text, /^(\d+) (.+)\n?$/, 'a number of children and an error')
  return { children: Number(children), ...(error !== 'none' && { error }) }
}
