import { createColors } from 'picocolors'
import { visibleLine } from '../instruments/evidence/visible.ts'
import { cutToWidth, padToWidth, textWidth } from './columns.ts'
import type { ComparedClaim, ComparedResult, ComparedRun, Comparison } from './compare.ts'
import type { TableOptions } from './table.ts'
import { type ClaimResult, resultWords } from './words.ts'

const none = '–'
const gap = '  '
const shortest = 12

type Lang = 'en' | 'ja'
type Told = (row: ComparedClaim, cell: ComparedResult, column: ComparedRun) => readonly string[]

const told = (cell: ComparedResult | undefined, lang: Lang) =>
  cell === undefined ? none : resultWords[lang][cell.word]
const heads: readonly ((column: ComparedRun) => string)[] = [
  ({ name }) => name,
  ({ engine }) => engine,
  ({ kernel }) => kernel,
]

function paint(word: ClaimResult | undefined, colour: boolean): (text: string) => string {
  const paints = createColors(colour)
  if (word === 'unexpected' || word === 'broken') return paints.red
  return word === undefined || word === 'not-applicable' ? paints.yellow : paints.green
}

/** Claim by engine, what is not the same marked with ≠; then what was expected where that differs, and what did not come out so. */
export function comparisonTable({ columns, rows }: Comparison, options: TableOptions): string {
  const lang = options.lang ?? 'en'
  const id = Math.max(...rows.map((row) => textWidth(row.id)), 0)
  const widths = columns.map((column, index) =>
    Math.max(
      ...heads.map((head) => textWidth(visibleLine(head(column)))),
      ...rows.map(({ cells }) => textWidth(told(cells[index], lang))),
    ),
  )
  const title = Math.max(shortest, options.width - id - widths.reduce((sum, width) => sum + width + 2, 0) - 5)
  const head = heads.map((tell) =>
    line(
      '',
      columns.map((column, index) => padToWidth(visibleLine(tell(column)), widths[index] ?? 0)),
    ),
  )
  const body = rows.map((row) => {
    const cells = row.cells.map((cell, index) =>
      paint(cell?.word, options.colour)(padToWidth(told(cell, lang), widths[index] ?? 0)),
    )
    return line(row.id, [...cells, `${row.differs ? '≠' : ' '} ${cutToWidth(visibleLine(row.title[lang]), title)}`])
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
    return [padToWidth(first, id), ...rest].join(gap).trimEnd()
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
