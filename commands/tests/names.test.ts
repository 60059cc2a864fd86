import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const rooms = ['commands', 'fixtures', 'instruments', 'reports']
const files = rooms.flatMap((room) => globSync(`${room}/**/*.ts`, { cwd: root })).filter((file) => !isSample(file))

function isSample(file: string): boolean {
  return file.includes('/samples/')
}

/** The names that a file declares and exports. Names that it exports from another file are not among them. */
function exportedNames(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const declarations = text.matchAll(/^export (?:abstract |async )*(?:class|const|function|interface|let|type) (\w+)/gm)
  return [...new Set([...declarations].map(([, name = '']) => name))]
}

/** A probe and the parser of its output have the same name, in two folders. */
function subjectOf(file: string): string {
  return file.replace('instruments/parsers/', 'instruments/probes/')
}

/** `NAME: FILE, FILE` for each name that belongs to more than one file. */
function repeated(entries: readonly { readonly name: string; readonly file: string }[]): string[] {
  const groups = [...Map.groupBy(entries, ({ name }) => name)].filter(([, group]) => group.length > 1)
  return groups.map(([name, group]) => `${name}: ${group.map(({ file }) => file).join(', ')}`).toSorted()
}

test('exportedNames reads the names of functions, constants and types', () => {
  expect(exportedNames('instruments/probe.ts')).toEqual(
    expect.arrayContaining(['probe', 'Probe', 'ProbeError', 'rawOutcome']),
  )
})

test('no two files export the same name', () => {
  expect(repeated(files.flatMap((file) => exportedNames(file).map((name) => ({ name, file }))))).toEqual([])
})

/** A command has the name of its script in package.json. */
const isCommand = (file: string): boolean => /^commands\/[^/]+$/.test(file)

test('no two files have the same name, except index.ts, commands, and a probe with its parser', () => {
  const named = [...new Set(files.filter((file) => !isCommand(file)).map(subjectOf))].map((file) => ({
    name: basename(file),
    file,
  }))
  expect(repeated(named.filter(({ name }) => name !== 'index.ts'))).toEqual([])
})
