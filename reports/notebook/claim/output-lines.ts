import type { Observation, SubjectRecord } from '../../../instruments/evidence/types.ts'
import { visible } from '../../../instruments/evidence/visible.ts'
import type { ShownObservation } from './choose-views.ts'
import { factsAsText } from './facts-as-text.ts'
import { ownersOf, psRows } from './process-owners.ts'

/** A line of output as the page shows it. Lines of two vantages with equal keys are counterparts. */
export interface OutputLine {
  readonly text: string
  readonly key: string
  readonly stream: 'out' | 'err'
  /** Columns, some of which a narrow screen hides. */
  readonly cells?: readonly string[]
  /** Name of the container that the process belongs to. */
  readonly owner?: string
  /** Folded. */
  readonly minor: boolean
}

const maxLineLength = 400
const maxOpenLines = 14

/** Removes the carriage return that Docker's terminal puts before a line feed. Any other one is shown escaped. */
const split = (text: string) =>
  text === ''
    ? []
    : visible(text.replace(/\r(?=\n|$)/g, ''))
        .replace(/\n$/, '')
        .split('\n')

function plain(text: string, stream: OutputLine['stream']): OutputLine[] {
  return split(text).map((line, index) => ({
    text: line.slice(0, maxLineLength),
    key: line.replace(/\s+/g, ' ').trim(),
    stream,
    minor: index >= maxOpenLines,
  }))
}

function psLines(observation: Observation, subjects: readonly SubjectRecord[], by?: 'user'): OutputLine[] {
  const owners = ownersOf(observation, subjects)
  const rows = split(observation.stdout).map((line) => line.trim().split(/\s+/))
  const cells = rows.map((row) => [...row.slice(0, 7), row.slice(7).join(' ')])
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)))
  const isLong = rows.length > maxOpenLines
  return cells.map((row, index) => {
    const owner = owners.get(Number(row[1]))
    const padded = row.map((cell, column) =>
      column === 0 || column > 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    return {
      text: padded.join(' ').slice(0, maxLineLength),
      key: by === 'user' ? `${row[0]} ${row[7]}` : (row[7] ?? ''),
      stream: 'out',
      cells: padded,
      minor: isLong && index > 0 && owner === undefined,
      ...(owner !== undefined && { owner }),
    }
  })
}

/** The output of an observation: a process list with columns, machine output as parsed facts, other output as it is. */
export function outputLines(
  { observation, by }: Pick<ShownObservation, 'observation' | 'by'>,
  subjects: readonly SubjectRecord[],
): readonly OutputLine[] {
  const errors = plain(observation.stderr, 'err')
  if (psRows(observation) !== undefined) return [...psLines(observation, subjects, by), ...errors]
  const read = factsAsText(observation)
  return [...plain(read ?? observation.stdout, 'out'), ...errors]
}

/** The lines whose key none of the others has. */
export function linesWithoutCounterpart(
  mine: readonly OutputLine[],
  others: readonly OutputLine[],
): ReadonlySet<OutputLine> {
  const keys = new Set(others.map(({ key }) => key))
  return new Set(mine.filter(({ key }) => key !== '' && !keys.has(key)))
}
