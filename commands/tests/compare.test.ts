import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toJson } from '../../reports/output/files.ts'
import { passedPair, sampleClaim, sampleEvidence } from '../../reports/samples/synthetic.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-compare-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const compare = (...args: string[]) =>
  execa(process.execPath, [join(import.meta.dirname, '../compare.ts'), ...args], { cwd: folder, reject: false })

function recorded(engine: string): string {
  const file = join(folder, 'reports/out', engine, 'evidence.json')
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, toJson(sampleEvidence(passedPair(sampleClaim('ART-12')), engine === '' ? {} : { engine })))
  return file
}

describe('npm run compare', () => {
  test('compares any files, prints a table and writes a page', async () => {
    const [one, other] = [recorded('private'), recorded('cgroup-v2')]
    const { exitCode, stdout, stderr } = await compare('--out', 'page.html', one, other)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/private +cgroup-v2\n/)
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('cgroup-v2')
  })

  test('without an argument compares all evidence in reports/out', async () => {
    for (const engine of ['', 'private', 'cgroup-v2']) recorded(engine)
    const { exitCode, stdout } = await compare()
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/default +cgroup-v2 +private\n/)
    expect(readFileSync(join(folder, 'reports/out/compare.html'), 'utf8')).toContain('private')
  })

  test('prints a line for each missing or invalid file, writes nothing, and exits with 2', async () => {
    const good = recorded('private')
    writeFileSync(join(folder, 'bad.json'), '{"schema":2}')
    writeFileSync(join(folder, 'old.json'), '{"schema":1}')
    writeFileSync(join(folder, 'worse.json'), 'evidence')
    const { exitCode, stdout, stderr } = await compare(good, 'nowhere.json', 'bad.json', 'old.json', 'worse.json')
    const lines = stderr.split('\n')
    expect(lines).toEqual([
      expect.stringMatching(
        /^nsproof: nowhere\.json cannot be read: the file does not exist \(`npm start` writes evidence\)$/,
      ),
      expect.stringMatching(/^nsproof: bad\.json cannot be read: the evidence is not valid at startedAt/),
      expect.stringMatching(/^nsproof: old\.json cannot be read: it is of schema 1 .*: run `npm start` again, or /),
      expect.stringMatching(/^nsproof: worse\.json cannot be read: /),
    ])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  })

  test('says how to record evidence if there is none', async () => {
    const { exitCode, stderr } = await compare()
    expect(stderr).toContain('npm start -- --engine all')
    expect(exitCode).toBe(2)
  })
})
