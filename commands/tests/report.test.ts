import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const sample = join(import.meta.dirname, '../../reports/samples/article.json')
const report = (...args: string[]) =>
  execa(process.execPath, [join(import.meta.dirname, '../report.ts'), ...args], { reject: false })

describe('npm run report', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nsproof-report-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('writes the page for one evidence file, in the given language, to the given file', async () => {
    const out = join(folder, 'new', 'page.html')
    expect(await report(sample, '--out', out, '--lang', 'ja')).toMatchObject({ exitCode: 0, stdout: out })
    expect(await readFile(out, 'utf8')).toMatch(/<html lang="ja".*id="ART-20"/s)
  })

  test('compares the engines of several files', async () => {
    const out = join(folder, 'two.html')
    await report(sample, sample, '--out', out)
    expect(await readFile(out, 'utf8')).toContain('<section id="engines"')
  })

  test.each([
    [
      'a missing file',
      ['/nowhere/evidence.json'],
      /\/nowhere\/evidence\.json cannot be read: the file does not exist \(`npm start` writes evidence\)/,
    ],
    ['an unknown language', [sample, '--lang', 'fr'], /--lang must be en or ja, not fr/],
    ['an unknown option', ['--langue'], /--langue.*--help/],
  ])('says in one line what is wrong with %s', async (_what, args, message) => {
    const { exitCode, stderr } = await report(...args)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr.trim()).not.toContain('\n')
  })

  test('names the field of the evidence that is wrong, and writes nothing', async () => {
    const broken = join(folder, 'evidence.json')
    await writeFile(broken, JSON.stringify({ schema: 2 }))
    expect(await report(broken)).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/not valid at startedAt/) })
    await expect(readFile(join(folder, 'index.html'))).rejects.toThrow('ENOENT')
  })
})
