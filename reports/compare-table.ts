import { createColors } from 'picocolors'
import { visibleLine } from '../instruments/evidence/visible.ts'
import { fit, pad, columns as widthOf } from './columns.ts'
import type { Cell, Column, Comparison, Row } from './compare.ts'
import type { TableOptions } from './table.ts'
import { type Word, words } from './words.ts'

const none = '–'
const gap = '  '
const shortest = 12

type Lang = 'en' | 'ja'
type Told = (row: Row, cell: Cell, column: Column) => readonly string[]

const told = (cell: Cell | undefined, lang: Lang) => (cell === undefined ? none : words[lang][cell.word])
const heads: readonly ((column: Column) => string)[] = [
  ({ name }) => name,
  ({ engine }) => engine,
  ({ kernel }) => kernel,
]

function paint(word: Word | undefined, colour: boolean): (text: string) => string {
  const paints = createColors(colour)
  if (word === 'unexpected' || word === 'broken') return paints.red
  return word === undefined || word === 'not-applicable' ? paints.yellow : paints.green
}

/** Claim by engine, what is not the same marked with ≠; then what was expected where that differs, and what did not come out so. */
export function compareTable({ columns, rows }: Comparison, options: TableOptions): string {
  const lang = options.lang ?? 'en'
  const id = Math.max(...rows.map((row) => widthOf(row.id)), 0)
  const widths = columns.map((column, index) =>
    Math.max(
      ...heads.map((head) => widthOf(visibleLine(head(column)))),
      ...rows.map(({ cells }) => widthOf(told(cells[index], lang))),
    ),
  )
  const title = Math.max(shortest, options.width - id - widths.reduce((sum, width) => sum + width + 2, 0) - 5)
  const head = heads.map((tell) =>
    line(
      '',
      columns.map((column, index) => pad(visibleLine(tell(column)), widths[index] ?? 0)),
    ),
  )
  const body = rows.map((row) => {
    const cells = row.cells.map((cell, index) =>
      paint(cell?.word, options.colour)(pad(told(cell, lang), widths[index] ?? 0)),
    )
    return line(row.id, [...cells, `${row.differs ? '≠' : ' '} ${fit(visibleLine(row.title[lang]), title)}`])
  })
  const expected = each({ columns, rows }, (row, cell, { name }) =>
    cell.expected === undefined ? [] : [`${row.id} on ${name}: ${visibleLine(cell.expected[lang])}`],
  )
  const reasons = each({ columns, rows }, (row, cell, { name }) =>
    cell.reason === undefined ? [] : [`${row.id} on ${name}, ${told(cell, lang)}: ${visibleLine(cell.reason)}`],
  )
  const parts = [[...head, '', ...body], expected, reasons].filter((part) => part.length > 0)
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`

  function line(first: string, rest: readonly string[]): string {
    return [pad(first, id), ...rest].join(gap).trimEnd()
  }
}

function each({ columns, rows }: Comparison, tell: Told): string[] {
  return rows.flatMap((row) =>
    row.cells.flatMap((cell, index) => {
      const column = columns[index]
      return cell === undefined || column === undefined ? [] : tell(row, cell, column)
    }),
  )
}
