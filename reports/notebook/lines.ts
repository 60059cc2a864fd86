import type { Observation, SubjectRecord } from '../../instruments/evidence/types.ts'
import { visible } from '../../instruments/evidence/visible.ts'
import { factsAsText } from './facts.ts'
import { ownersOf, psRows } from './processes.ts'
import type { ShownObservation } from './views.ts'

/** A line as it is shown. Two lines with one key say the same from two vantages. */
export interface OutputLine {
  readonly text: string
  readonly key: string
  readonly stream: 'out' | 'err'
  /** Columns of which a narrow screen needs not all. */
  readonly cells?: readonly string[]
  readonly owner?: string
  /** Folded away where the output is long. */
  readonly minor: boolean
}

const most = 400

/** Docker ends its lines as a terminal does; a carriage return elsewhere is shown. */
const split = (text: string) =>
  text === ''
    ? []
    : visible(text.replace(/\r(?=\n|$)/g, ''))
        .replace(/\n$/, '')
        .split('\n')

function plain(text: string, stream: OutputLine['stream']): OutputLine[] {
  return split(text).map((line, index) => ({
    text: line.slice(0, most),
    key: line.replace(/\s+/g, ' ').trim(),
    stream,
    minor: index >= 14,
  }))
}

function psLines(observation: Observation, subjects: readonly SubjectRecord[], by?: 'user'): OutputLine[] {
  const owners = ownersOf(observation, subjects)
  const rows = split(observation.stdout).map((line) => line.trim().split(/\s+/))
  const cells = rows.map((row) => [...row.slice(0, 7), row.slice(7).join(' ')])
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)))
  const long = rows.length > 14
  return cells.map((row, index) => {
    const owner = owners.get(Number(row[1]))
    const padded = row.map((cell, column) =>
      column === 0 || column > 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    return {
      text: padded.join(' ').slice(0, most),
      key: by === 'user' ? `${row[0]} ${row[7]}` : (row[7] ?? ''),
      stream: 'out',
      cells: padded,
      minor: long && index > 0 && owner === undefined,
      ...(owner !== undefined && { owner }),
    }
  })
}

/** What an observation printed, as lines: a process table in columns, machine output as its parser read it. */
export function outputLines(
  { observation, by }: Pick<ShownObservation, 'observation' | 'by'>,
  subjects: readonly SubjectRecord[],
): readonly OutputLine[] {
  const errors = plain(observation.stderr, 'err')
  if (psRows(observation) !== undefined) return [...psLines(observation, subjects, by), ...errors]
  const read = factsAsText(observation)
  return [...plain(read ?? observation.stdout, 'out'), ...errors]
}

/** Which lines have no counterpart among the others; none where two different questions were asked. */
export function linesWithoutCounterpart(
  mine: readonly OutputLine[],
  others: readonly OutputLine[],
): ReadonlySet<OutputLine> {
  const keys = new Set(others.map(({ key }) => key))
  return new Set(mine.filter(({ key }) => key !== '' && !keys.has(key)))
}
