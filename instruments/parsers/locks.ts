import { matchGroups } from './reading.ts'

/** Parses `free` or `held`. */
export function parseLocking(text: string): 'free' | 'held' {
  const [answer] = matchGroups(text, /^(free|held)\n$/, '`free` or `held`')
  return answer === 'free' ? answer : 'held'
}
