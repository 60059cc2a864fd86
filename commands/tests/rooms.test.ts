import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const rooms = ['commands', 'experiments', 'fixtures', 'instruments', 'reports']
const files = rooms.flatMap((room) => globSync(`${room}/**/*.ts`, { cwd: root })).toSorted()
/** Suites and their samples need an engine and packages, which they take from fixtures whatever their room is. */
const isExempt = (file: string): boolean => file.endsWith('.suite.ts') || file.includes('/samples/')

/** What a text imports: packages and `node:` modules by name, the project's files by their path from the root. */
function importsIn(text: string, file: string): string[] {
  const specifiers = [
    ...text.matchAll(/(?:^|\n)(?:import|export)\s[^'"]*?from\s+'([^']+)'/g),
    ...text.matchAll(/(?:^|\n)import\s+'([^']+)'/g),
    ...text.matchAll(/\bimport\(\s*'([^']+)'/g),
  ]
  return specifiers.map(([, from = '']) =>
    from.startsWith('.') ? relative(root, join(root, dirname(file), from)) : from,
  )
}

const imports = (file: string): string[] => importsIn(readFileSync(join(root, file), 'utf8'), file)
const outOf = (room: string): string[] => files.filter((file) => file.startsWith(`${room}/`) && !isExempt(file))
const forbiddenImports = (room: string, allowed: (from: string) => boolean): string[] =>
  outOf(room).flatMap((file) =>
    imports(file)
      .filter((from) => !allowed(from))
      .map((from) => `${file} imports ${from}`),
  )
const own = (from: string): boolean => rooms.some((room) => from.startsWith(`${room}/`))

describe('imports run one way', () => {
  test('imports are found', () => {
    expect(imports('commands/tests/rooms.test.ts')).toEqual(['node:fs', 'node:path', 'vitest'])
    expect(imports('experiments/article/ART-12-link.ts')).toEqual(['fixtures/index.ts'])
    const lines = [
      "import './a.ts'",
      "import type { B } from '../b.ts'",
      "export * from './c.ts'",
      'await import("./d.ts")',
    ]
    const text = lines.join('\n').replaceAll('"', "'")
    expect(importsIn(text, 'reports/x.ts').toSorted()).toEqual(['b.ts', 'reports/a.ts', 'reports/c.ts', 'reports/d.ts'])
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
    const sources = parsers.filter((file) => !file.endsWith('.test.ts'))
    expect(sources.flatMap(imports).filter((from) => !from.startsWith('instruments/parsers/'))).toEqual([])
  })

  test('reports import reports, the evidence and the environment of the run', () => {
    expect(
      forbiddenImports(
        'reports',
        (from) => !own(from) || /^(reports\/|instruments\/(evidence\/|run-environment\.ts$))/.test(from),
      ),
    ).toEqual([])
  })
})

/** Modules that import each other in a circle; `import type` and `import()` count too. */
function circles(importsOf: (file: string) => readonly string[], from: readonly string[]): string[] {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' → ')]
    if (done.has(file)) return []
    const found = importsOf(file).flatMap((next) => visit(next, [...path, file]))
    done.add(file)
    return found
  }
  return from.flatMap((file) => visit(file, []))
}

describe('no modules import each other in a circle', () => {
  test('a circle is found', () => {
    const importsOf = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['b']],
    ])
    expect(circles((file) => importsOf.get(file) ?? [], ['a', 'b', 'c'])).toEqual(['b → c → b'])
  })

  test('there is none', () => {
    const known = new Set(files)
    expect(circles((file) => (known.has(file) ? imports(file) : []), files)).toEqual([])
  })
})

/** The folders of fixtures from bottom to top. A folder imports from its own floor and from those before it. */
const floors = [['engine'], ['undo'], ['images'], ['host', 'subjects'], ['grid', 'mutation', 'run', 'setup']]
const floorOf = (file: string): number => floors.findIndex((folders) => folders.includes(file.split('/')[1] ?? ''))

describe('the folders of fixtures', () => {
  const inFolders = outOf('fixtures').filter((file) => file.split('/').length > 2)

  test('are all in the list of floors', () => {
    expect(inFolders.filter((file) => floorOf(file) < 0)).toEqual([])
  })

  test('import from their own floor and from those below, with two exceptions', () => {
    const upward = inFolders.flatMap((file) =>
      imports(file)
        .filter((from) => from.startsWith('fixtures/') && floorOf(from) > floorOf(file))
        .map((from) => `${file} imports ${from}`),
    )
    expect(upward).toEqual([
      'fixtures/engine/rootless.ts imports fixtures/host/settings.ts',
      'fixtures/subjects/own-containers.ts imports fixtures/mutation/mutated.ts',
    ])
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
    expect([...text.matchAll(/^claim\('([^']+)'/gm)].map(([, found]) => found)).toEqual([id])
    expect(text).toMatch(/^ *control[.(]/m)
    expect(text).toMatch(/^ *finding[.(]/m)
  })
})
