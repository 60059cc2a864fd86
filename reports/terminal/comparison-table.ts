import { visibleLine } from '../../instruments/evidence/visible.ts'
import { resultWords } from '../evidence/claim-result.ts'
import type { ComparedClaim, ComparedResult, ComparedRun, Comparison } from '../evidence/comparison.ts'
import { paintResult } from './paint-result.ts'
import { cutToWidth, padToWidth, textWidth } from './text-width.ts'
import type { TableOptions } from './verdict-table.ts'

const none = '–'
const gap = '  '
const minTitleWidth = 12

type Lang = 'en' | 'ja'
type DescribeCell = (row: ComparedClaim, cell: ComparedResult, column: ComparedRun) => readonly string[]

const cellText = (cell: ComparedResult | undefined, lang: Lang) =>
  cell === undefined ? none : resultWords[lang][cell.result]
const heads: readonly ((column: ComparedRun) => string)[] = [
  ({ name }) => name,
  ({ engine }) => engine,
  ({ kernel }) => kernel,
]

/**
 * One line for each claim, one column for each run; ≠ marks a claim whose results differ. Below come the expectations that
 * differ between the runs, then the reasons of results that are not as expected.
 */
export function comparisonTable({ columns, rows }: Comparison, options: TableOptions): string {
  const lang = options.lang ?? 'en'
  const id = Math.max(...rows.map((row) => textWidth(row.id)), 0)
  const widths = columns.map((column, index) =>
    Math.max(
      ...heads.map((head) => textWidth(visibleLine(head(column)))),
      ...rows.map(({ cells }) => textWidth(cellText(cells[index], lang))),
    ),
  )
  const title = Math.max(minTitleWidth, options.width - id - widths.reduce((sum, width) => sum + width + 2, 0) - 5)
  const head = heads.map((text) =>
    line(
      '',
      columns.map((column, index) => padToWidth(visibleLine(text(column)), widths[index] ?? 0)),
    ),
  )
  const body = rows.map((row) => {
    const cells = row.cells.map((cell, index) =>
      paintResult(cell?.result, options.colour)(padToWidth(cellText(cell, lang), widths[index] ?? 0)),
    )
    return line(row.id, [...cells, `${row.differs ? '≠' : ' '} ${cutToWidth(visibleLine(row.title[lang]), title)}`])
  })
  const expected = describeCells({ columns, rows }, (row, cell, { name }) =>
    cell.expected === undefined ? [] : [`${row.id} on ${name}: ${visibleLine(cell.expected[lang])}`],
  )
  const reasons = describeCells({ columns, rows }, (row, cell, { name }) =>
    cell.reason === undefined ? [] : [`${row.id} on ${name}, ${cellText(cell, lang)}: ${visibleLine(cell.reason)}`],
  )
  const parts = [[...head, '', ...body], expected, reasons].filter((part) => part.length > 0)
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`

  function line(first: string, rest: readonly string[]): string {
    return [padToWidth(first, id), ...rest].join(gap).trimEnd()
  }
}

function describeCells({ columns, rows }: Comparison, describe: DescribeCell): string[] {
  return rows.flatMap((row) =>
    row.cells.flatMap((cell, index) => {
      const column = columns[index]
      return cell === undefined || column === undefined ? [] : describe(row, cell, column)
    }),
  )
}
