import { padToWidth } from '../../reports/terminal/text-width.ts'
import type { Limits } from './limits.ts'
import type { PairComparison, Spread } from './statistics.ts'

const seconds = (value: number): string => `${value.toFixed(2)} s`
const megabytes = (value: number): string => `${(value / 1e6).toFixed(2)} MB`
const times = (value: number): string => value.toFixed(2)

function told({ median, min, max }: Spread, unit: (value: number) => string): string {
  return `${unit(median)} (${unit(min)}–${unit(max)})`
}

function lined(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => padToWidth(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** The comparisons as lines for a terminal: medians, with the smallest and the largest in brackets. */
export function comparisonLines(comparisons: Readonly<Record<string, PairComparison>>, limits: Limits): string[] {
  const rows = Object.entries(comparisons).map(([name, { what, unit, of, to, ratio }]) => {
    const amount = unit === 's' ? seconds : megabytes
    const limit = limits[name]
    return [
      name,
      told(ratio, times),
      limit === undefined ? '' : String(limit),
      told(of, amount),
      told(to, amount),
      what,
    ]
  })
  return rows.length === 0 ? [] : lined([['', 'ratio', 'limit', 'first', 'second', ''], ...rows])
}

export function secondsLines(found: Readonly<Record<string, Spread>>): string[] {
  return lined(Object.entries(found).map(([name, spread]) => [name, told(spread, seconds)]))
}
