import { type PsRow, parsePsRow, psHeader } from './ps-row.ts'
import { linesOf, unexpected } from './reading.ts'

/**
 * `ps -ww -ef`: one row for each line under the header, in its order.
 * @throws Error without the header or without any row: ps sees at least itself
 * @see https://man7.org/linux/man-pages/man1/ps.1.html
 */
export function parsePs(text: string): PsRow[] {
  const [first = '', ...rest] = linesOf(text)
  if (!psHeader.test(first)) throw unexpected('the header of ps -ef', text)
  if (rest.length === 0) throw unexpected('at least one process under the header of ps -ef', text)
  return rest.map(parsePsRow)
}
