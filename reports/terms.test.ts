import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { terms } from './terms.ts'

const root = join(import.meta.dirname, '..')
const written = ['experiments/*/*.ts', 'reports/notebook/ui/*.ts', 'reports/output/*.ts', 'commands/tour/*.ts']
const files = [...written.flatMap((glob) => globSync(glob, { cwd: root })), 'README.ja.md']
const numerals = '(?<![\\d.])[1-9] (?:つ|人)'
const avoided = [...terms.flatMap(({ instead = [] }) => instead), numerals]

/** The lines of a file that are shown to readers: those with Japanese, and English texts after `en:` and the fields of a claim. */
function shownLines(file: string): string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  return lines.filter((line) => /[ぁ-んァ-ヶ一-龠]/.test(line) || /^\s*(?:en|title|expect|because): ['`]/.test(line))
}

/** The expressions that a text should not have, each with what it matched. */
function avoidedIn(text: string): string[] {
  return avoided.flatMap((pattern) => new RegExp(pattern).exec(text)?.[0] ?? [])
}

test('a rendering that the list replaces is found, and its own is not', () => {
  expect(avoidedIn('namespace への取っ手')).toEqual(['取っ手'])
  expect(avoidedIn('時計のずれ')).toEqual(['ずれ'])
  expect(avoidedIn('いずれかの folder')).toEqual(['folder'])
  expect(avoidedIn('1 つ')).toEqual(['1 つ'])
  expect(avoidedIn('namespace へのハンドル、オフセット、一つ、CAP_SYS_ADMIN ケーパビリティ')).toEqual([])
})

test('each term has one entry', () => {
  const names = terms.map(({ term }) => term.en)
  expect(names).toEqual([...new Set(names)])
})

test.for(files)('%s uses one rendering for each term', (file) => {
  expect(shownLines(file).flatMap((line) => avoidedIn(line).map((word) => `${word}: ${line.trim()}`))).toEqual([])
})
