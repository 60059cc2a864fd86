import type { Observation } from '../../../instruments/evidence/types.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function valueAsText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueAsText).join(' ')
  if (!isRecord(value)) return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const parts = Object.entries(value).filter(([, each]) => each !== '')
  return parts.map(([key, each]) => `${key}=${valueAsText(each)}`).join(' ')
}

/** For wide tables, the columns that are shown. The whole output can be unfolded below. */
const shownColumns: Readonly<Record<string, readonly string[]>> = {
  'docker ps': ['id', 'status', 'ports', 'names'],
  'ip address': ['index', 'name', 'addresses', 'linkIndex'],
}

function table(rows: readonly Readonly<Record<string, unknown>>[], probe: string): string {
  const names = shownColumns[probe] ?? [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = [
    names,
    ...rows.map((row) => names.map((name) => (row[name] === undefined ? '' : withShortIds(valueAsText(row[name]))))),
  ]
  const widths = names.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const withShortIds = (text: string) => text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1')

function record(value: Readonly<Record<string, unknown>>): string {
  const width = Math.max(0, ...Object.keys(value).map((key) => key.length))
  return Object.entries(value)
    .map(([key, each]) => `${key.padEnd(width)}  ${withShortIds(valueAsText(each))}`)
    .join('\n')
}

/** The parsed facts of machine output (JSON, or a line for each file) in columns. Undefined if the output is readable as it is. */
export function factsAsText({ stdout, facts: read, probe }: Observation): string | undefined {
  if (!/^\s*[[{]/.test(stdout) && probe !== 'namespaces') return undefined
  if (Array.isArray(read)) {
    if (read.length === 0) return undefined
    return read.every(isRecord) ? table(read, probe) : read.map(valueAsText).join('\n')
  }
  return isRecord(read) ? record(read) : undefined
}
