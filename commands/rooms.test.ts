import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const rooms = ['commands', 'experiments', 'fixtures', 'instruments', 'reports']
const files = rooms.flatMap((room) => globSync(`${room}/**/*.ts`, { cwd: root })).toSorted()
const isTest = (file: string): boolean => /\.(test|suite)\.ts$/.test(file) || file.includes('/samples/')

/** What a file imports: packages and `node:` modules by name, the project's files by their path from the root. */
function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const named = [
    ...text.matchAll(/(?:^|\n)(?:import|export)\s[^'"]*?from\s+'([^']+)'/g),
    ...text.matchAll(/\bimport\(?\s*'([^']+)'/g),
  ]
  return named.map(([, from = '']) => (from.startsWith('.') ? relative(root, join(root, dirname(file), from)) : from))
}

const outOf = (room: string): string[] => files.filter((file) => file.startsWith(`${room}/`) && !isTest(file))
const forbiddenImports = (room: string, allowed: (from: string) => boolean): string[] =>
  outOf(room).flatMap((file) =>
    imports(file)
      .filter((from) => !allowed(from))
      .map((from) => `${file} imports ${from}`),
  )
const own = (from: string): boolean => rooms.some((room) => from.startsWith(`${room}/`))

describe('imports run one way', () => {
  test('imports are found', () => {
    expect(imports('commands/rooms.test.ts')).toEqual(['node:fs', 'node:path', 'vitest'])
    expect(imports('experiments/article/ART-12-link.ts')).toEqual(['fixtures/index.ts'])
  })

  test('an experiment imports fixtures/index and nothing else', () => {
    expect(forbiddenImports('experiments', (from) => from === 'fixtures/index.ts')).toEqual([])
  })

  test('fixtures import fixtures and instruments', () => {
    expect(forbiddenImports('fixtures', (from) => !own(from) || /^(fixtures|instruments)\//.test(from))).toEqual([])
  })

  test('instruments import instruments', () => {
    expect(forbiddenImports('instruments', (from) => !own(from) || from.startsWith('instruments/'))).toEqual([])
  })

  test('parsers import parsers, and no package', () => {
    const parsers = outOf('instruments').filter((file) => file.startsWith('instruments/parsers/'))
    expect(parsers.length).toBeGreaterThan(0)
    expect(parsers.flatMap(imports).filter((from) => !from.startsWith('instruments/parsers/'))).toEqual([])
  })

  test('reports import reports and the evidence', () => {
    expect(
      forbiddenImports('reports', (from) => !own(from) || /^(reports|instruments\/evidence)\//.test(from)),
    ).toEqual([])
  })
})

describe('each experiment holds one claim', () => {
  const claims = outOf('experiments').filter((file) => /^[A-Z]+-\d+-/.test(basename(file)))

  test('experiments are found', () => {
    expect(claims.length).toBeGreaterThan(0)
  })

  test.for(claims)('%s is named by its claim and has a control and a finding', (file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const id = /^[A-Z]+-\d+/.exec(basename(file))?.[0]
    expect([...text.matchAll(/^ {4}id: '([^']+)'/gm)].map(([, found]) => found)).toEqual([id])
    expect(text).toMatch(/test(\.\w+\([^)]*\))?\(\s*[`'"]control: /)
    expect(text).toMatch(/test(\.\w+\([^)]*\))?\(\s*[`'"]finding: /)
  })

  test.for(claims)('%s has each test’s title in Japanese too', (file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const english = [...text.matchAll(/[`'"](control|finding): /g)].map(([, role]) => role)
    const japanese = [...text.matchAll(/meta: \{\s*ja: [`'](対照|発見)：(?!')/g)]
    expect(japanese.map(([, role]) => (role === '対照' ? 'control' : 'finding'))).toEqual(english)
  })
})
