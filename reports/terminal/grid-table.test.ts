import { describe, expect, test } from 'vitest'
import { sampleObservation } from '../samples/synthetic.ts'
import { gridTable } from './grid-table.ts'

const cell = (row: string, column: string, seen: string, expected = seen) => ({
  row,
  column,
  class: seen,
  expected,
  observation: sampleObservation(),
})

const grid = {
  rows: ['host', 'nsenter --pid'],
  columns: ['ps', 'net', 'self'],
  cells: [
    cell('host', 'ps', 'host'),
    cell('host', 'net', 'host'),
    cell('host', 'self', 'fails'),
    cell('nsenter --pid', 'ps', 'container'),
    cell('nsenter --pid', 'net', 'host', 'new'),
  ],
}

describe('the grid in the terminal', () => {
  const lines = gridTable(grid, { colour: false }).split('\n')

  test('has a line for each way in and a letter for each question', () => {
    expect(lines.slice(0, 3)).toEqual(['               a b c', 'host           · · ×', 'nsenter --pid  C ! ?'])
    expect(lines).toContain('a ps   b net   c self')
  })

  test('lists the cells that are not as expected, and no others', () => {
    expect(lines.filter((line) => line.startsWith('! '))).toEqual(['! nsenter --pid, net: host ≠ new'])
  })

  test('wraps the legend at 120 columns', () => {
    const names = Array.from({ length: 24 }, (_, index) => `a question of some length, number ${index}`)
    const wide = gridTable({ rows: ['host'], columns: names, cells: [] }, { colour: false, lang: 'ja' })
    expect(Math.max(...wide.split('\n').map(({ length }) => length))).toBeLessThan(120)
    expect(wide).toContain('x a question of some length, number 23')
  })

  test('escapes control characters', () => {
    const hostile = gridTable({ rows: ['\u001b[31m'], columns: ['\u202e'], cells: [] }, { colour: false })
    expect(hostile).not.toMatch(/\p{Cf}/u)
    expect(hostile).toContain('\\u{001b}[31m')
  })
})
