import { type PsRow, parsePsRow, psHeader } from './ps-row.ts'
import { splitLines, unexpected } from './reading.ts'

/**
 * Parses `ps -ww -ef` into one row for each line under the header, in their order.
 * @throws Error if there is no header or no row: ps lists at least itself
 * @see https://man7.org/linux/man-pages/man1/ps.1.html
 */
export function parsePs(text: string): PsRow[] {
  const [first = '', ...rest] = splitLines(text)
  if (!psHeader.test(first)) throw unexpected('the header of ps -ef', text)
  if (rest.length === 0) throw unexpected('at least one process under the header of ps -ef', text)
  return rest.map(parsePsRow)
}
