import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compatSchema, runsSchema } from '../../reports/compat/compat-schema.ts'
import type { Evidence } from '../../reports/evidence/schema.ts'
import { toJson } from '../../reports/output/files.ts'
import { failing, holding, machineRun, sampleRevision } from '../../reports/samples/machine-runs.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-merge-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function merge(...args: string[]) {
  const command = [join(import.meta.dirname, '../compare.ts'), ...args]
  const { exitCode, stdout, stderr } = await execa(process.execPath, command, { cwd: folder, reject: false })
  return { exitCode, lines: stdout.split('\n'), stderr }
}

/** Writes the evidence of a machine to machines/NAME/evidence.json. */
function machine(name: string, content: Evidence | string): void {
  const file = join(folder, 'machines', name, 'evidence.json')
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : toJson(content))
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'))

describe('npm run compare -- FOLDER', () => {
  test('merges all evidence below it into data that its schema accepts, badges and one page', async () => {
    machine('old', machineRun([...holding('ART-12'), ...holding('ART-13')], { version: '20.10.5' }))
    machine('new', machineRun([...holding('ART-12'), ...holding('ART-13')], { version: '26.1.5' }))
    const { exitCode, lines, stderr } = await merge('machines')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(lines).toEqual(['2 files: 2 proved', `Revision ${sampleRevision}, 2 claims: compat/index.html`])
    expect(readdirSync(join(folder, 'compat')).toSorted()).toEqual([
      'ART-12.json',
      'ART-13.json',
      'badges',
      'claim.schema.json',
      'index.html',
      'runs.json',
      'runs.schema.json',
    ])
    expect(compatSchema.parse(readJson('compat/ART-12.json')).support['docker']).toEqual([
      expect.objectContaining({ version_added: '≤20.10.5', version_last: '26.1.5' }),
    ])
    expect(runsSchema.parse(readJson('compat/runs.json')).runs).toHaveLength(2)
    expect(readFileSync(join(folder, 'compat/badges/ART-12.svg'), 'utf8')).toContain('holds: docker ≤20.10.5 – 26.1.5')
  })

  test('names each file that is not whole, keeps it out of the data, and exits with 3', async () => {
    const good = machineRun(holding('ART-12'))
    machine('a-good', good)
    machine('b-cut', toJson(good).slice(0, 900))
    machine('c-empty', '')
    machine('d-fewer', { ...good, run: { revision: sampleRevision, asked: ['ART-12', 'ART-13'], troubles: [] } })
    machine('e-old', '{"schema":1}')
    mkdirSync(join(folder, 'no-evidence'))
    const { exitCode, lines } = await merge('machines', 'no-evidence')
    expect(lines).toEqual([
      'machine failed  no-evidence: the folder holds no evidence',
      expect.stringMatching(/^machine failed {2}machines\/b-cut\/evidence\.json: the file is cut or is not JSON/),
      'machine failed  machines/c-empty/evidence.json: the file is empty',
      'apparatus broke  machines/d-fewer/evidence.json: 1 of 2 claims are there; missing: ART-13',
      expect.stringMatching(/^apparatus broke {2}machines\/e-old\/evidence\.json: it is of schema 1/),
      '6 files: 1 proved, 2 apparatus broke, 3 machine failed',
      expect.stringContaining('1 claims'),
    ])
    expect(exitCode).toBe(3)
    const { runs, leftOut } = runsSchema.parse(readJson('compat/runs.json'))
    expect([runs.length, leftOut.length]).toEqual([1, 5])
  })

  test('tells a claim that came out otherwise, and exits with 1', async () => {
    machine('one', machineRun(failing('ART-12')))
    const { exitCode, lines } = await merge('machines')
    expect(lines[0]).toBe('otherwise  machines/one/evidence.json: came out otherwise: ART-12')
    expect(exitCode).toBe(1)
  })

  test('tells a conflict with the digests of both sides, and exits with 1', async () => {
    machine('one', machineRun(holding('ART-12', 'listed')))
    machine('two', machineRun(holding('ART-12', 'not listed')))
    const { exitCode, lines } = await merge('machines')
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^conflict {2}ART-12 on docker 20\.10\.24, 6\.1\.0, rootful: holds in [0-9a-f]{12}; holds in [0-9a-f]{12}$/,
      ),
    )
    expect(exitCode).toBe(1)
    expect(readFileSync(join(folder, 'compat/badges/ART-12.svg'), 'utf8')).toContain('conflict')
  })

  test('leaves evidence of another revision out, says which it is, and exits with 2', async () => {
    const old = machineRun(holding('ART-12'), { version: '20.10.5' })
    machine('old', { ...old, run: { revision: 'ffffffffffff', asked: ['ART-12'], troubles: [] } })
    machine('new', machineRun(holding('ART-12'), { version: '26.1.5' }))
    const { exitCode, lines } = await merge('machines')
    expect(lines).toContain(
      `left out  machines/old/evidence.json: it is of revision ffffffffffff, not of ${sampleRevision}`,
    )
    expect(exitCode).toBe(2)
    expect(runsSchema.parse(readJson('compat/runs.json')).runs).toHaveLength(1)
  })

  test('misses machines of which no file came, by --at-least', async () => {
    machine('one', machineRun(holding('ART-12')))
    const { exitCode, lines } = await merge('--at-least', '2', 'machines')
    expect(lines).toContain('machine failed  1 whole files of at least 2')
    expect(exitCode).toBe(3)
    expect((await merge('--at-least', 'two', 'machines')).stderr).toMatch(/^nsproof: --at-least must be a whole number/)
  })

  test('without a whole file writes nothing and exits with 3', async () => {
    machine('cut', '{"schema":2')
    const { exitCode, stderr } = await merge('machines')
    expect(stderr).toBe('nsproof: no evidence file is whole, so nothing was written: see the lines above')
    expect(exitCode).toBe(3)
    expect(readdirSync(folder)).toEqual(['machines'])
  })

  test('removes claims that are gone, keeps compat/evidence, and refuses a folder of something else', async () => {
    machine('one', machineRun([...holding('ART-12'), ...holding('ART-13')]))
    await merge('machines')
    mkdirSync(join(folder, 'compat/evidence'))
    writeFileSync(join(folder, 'compat/evidence/kept'), '')
    machine('one', machineRun(holding('ART-12')))
    await merge('machines')
    expect(
      globSync('{*,badges/*,evidence/*}', { cwd: join(folder, 'compat') })
        .filter((name) => /ART|kept/.test(name))
        .toSorted(),
    ).toEqual(['ART-12.json', 'badges/ART-12.svg', 'evidence/kept'])
    mkdirSync(join(folder, 'mine'))
    writeFileSync(join(folder, 'mine/letter.txt'), 'dear')
    const { exitCode, stderr } = await merge('--out', 'mine', 'machines')
    expect(stderr).toMatch(
      /^nsproof: .*mine holds letter\.txt and is not a folder of compat data: name another one with --out$/,
    )
    expect(exitCode).toBe(2)
    expect(readdirSync(join(folder, 'mine'))).toEqual(['letter.txt'])
  })
})
