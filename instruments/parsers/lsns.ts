import { matchGroups } from './reading.ts'

/**
 * Parses a row of `lsns --noheadings --raw --output NS,NPROCS` into the number of processes.
 * @see https://man7.org/linux/man-pages/man8/lsns.8.html
 */
export function parseLsnsCount(text: string): number {
  return Number(matchGroups(text, /^ *\d+ +(\d+) *\n$/, 'NS NPROCS of lsns').join(''))
}
