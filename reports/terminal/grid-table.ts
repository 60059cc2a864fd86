import { createColors } from 'picocolors'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import type { Grid } from '../evidence/schema.ts'
import { padToWidth, textWidth } from './text-width.ts'

export interface GridTableOptions {
  readonly colour: boolean
  readonly lang?: 'en' | 'ja'
}

const marks: Readonly<Record<string, string>> = { host: '·', container: 'C', new: 'N', fails: '×' }
const legends = {
  en: '· host’s   C container’s   N new   × cannot be entered or looked at   ! not as expected',
  ja: '· ホストのもの   C コンテナのもの   N 新しいもの   × 入れない、または見られない   ! 予想外',
}
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * One line for each way in, one letter for each question; below it a legend and each cell that is not as expected. A
 * question takes two terminal columns, so that no line is wider than 120.
 */
export function gridTable(grid: Grid, { colour, lang = 'en' }: GridTableOptions): string {
  const { red } = createColors(colour)
  const width = Math.max(...grid.rows.map((row) => textWidth(visibleLine(row))))
  const head = grid.columns.map((_name, index) => letters[index] ?? '?').join(' ')
  const cellOf = new Map(grid.cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]))
  const mark = (row: string, column: string): string => {
    const cell = cellOf.get(`${row}\n${column}`)
    if (cell === undefined) return red('?')
    return cell.class === cell.expected ? (marks[cell.class] ?? '?') : red('!')
  }
  const rows = grid.rows.map(
    (row) => `${padToWidth(visibleLine(row), width)}  ${grid.columns.map((column) => mark(row, column)).join(' ')}`,
  )
  const unexpected = grid.cells.filter((cell) => cell.class !== cell.expected)
  const differences = unexpected.map((cell) =>
    red(`! ${visibleLine(`${cell.row}, ${cell.column}`)}: ${cell.class} ≠ ${cell.expected}`),
  )
  const key = grid.columns.map((name, index) => `${letters[index] ?? '?'} ${visibleLine(name)}`)
  return [`${' '.repeat(width)}  ${head}`, ...rows, '', legends[lang], ...wrapTexts(key, 118), ...differences, ''].join(
    '\n',
  )
}

/** Puts as many texts on a line as fit into its width. */
function wrapTexts(texts: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const text of texts) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(last) + textWidth(text) + 3 <= width)
      lines[lines.length - 1] = `${last}   ${text}`
    else lines.push(text)
  }
  return lines
}
