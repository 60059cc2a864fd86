import type { Observation } from '../../instruments/evidence/types.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).join(' ')
  if (!isRecord(value)) return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const parts = Object.entries(value).filter(([, each]) => each !== '')
  return parts.map(([key, each]) => `${key}=${said(each)}`).join(' ')
}

/** Of a wide table the columns that the lesson needs; the output itself is a click away. */
const telling: Readonly<Record<string, readonly string[]>> = {
  'docker ps': ['id', 'status', 'ports', 'names'],
  'ip address': ['index', 'name', 'addresses', 'linkIndex'],
}

function table(rows: readonly Readonly<Record<string, unknown>>[], step: string): string {
  const names = telling[step] ?? [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = [
    names,
    ...rows.map((row) => names.map((name) => (row[name] === undefined ? '' : shortened(said(row[name]))))),
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

const shortened = (text: string) => text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1')

function record(value: Readonly<Record<string, unknown>>): string {
  const width = Math.max(0, ...Object.keys(value).map((key) => key.length))
  return Object.entries(value)
    .map(([key, each]) => `${key.padEnd(width)}  ${shortened(said(each))}`)
    .join('\n')
}

/** Machine output (JSON, or one line a file) as its parser read it, in columns; undefined where the output reads well. */
export function factsAsText({ stdout, facts: read, step }: Observation): string | undefined {
  if (!/^\s*[[{]/.test(stdout) && step !== 'namespaces') return undefined
  if (Array.isArray(read)) {
    if (read.length === 0) return undefined
    return read.every(isRecord) ? table(read, step) : read.map(said).join('\n')
  }
  return isRecord(read) ? record(read) : undefined
}
