import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runSampleProject } from '../samples/run-project.ts'
import { parseResults, type Results } from './schema.ts'

let folder = ''
let results: Results
let progress = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsproof-collect-'))
  progress = await runSampleProject(folder)
  results = parseResults(JSON.parse(await readFile(join(folder, 'results.json'), 'utf8')))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const of = (title: string) => results.tests.find((one) => one.title === title)

describe('the collector', () => {
  test('records the role, claim, observations and duration of a passed test', () => {
    const found = of('two')
    expect(found).toMatchObject({ role: 'finding', status: 'passed', claim: { id: 'ART-01' } })
    expect(found?.observations.map((one) => one.exitCode)).toEqual([0, 3])
    expect(found?.durationMs).toBeGreaterThan(0)
    expect(of('one')?.role).toBe('control')
  })

  test('records the Japanese title of a test, and its step if it has one', () => {
    expect(of('one')).toMatchObject({ titleJa: '一つめ' })
    expect(of('one')).not.toHaveProperty('step')
    expect(of('two')).toMatchObject({ titleJa: '二つめ', step: 2 })
  })

  test.each([
    ['refuted', 'failed', /expected \[ 'a' \] to deeply equal \[ 'b' \][^]*- {3}"b"/],
    ['does not reject', 'failed', /promise resolved/],
    ['throws', 'broken', /^Error: assert: the probe failed/],
    ['never ends', 'broken', /timed out/],
    ['a fixture throws', 'broken', /no engine/],
    ['a guard stops it', 'broken', /^HeldBack: in the host/],
    ['a fixture asserts', 'broken', /strictly equal/],
    ['asserts nothing', 'broken', /expected any number of assertion/],
    ['refuted, and its clean-up throws', 'failed', /expected 1 to be 2[^]*the link stayed/],
    ['refuted, where the engine has ended', 'broken', /^LabLost: the engine[^]*expected 1 to be 2/],
    ['neither', 'broken', /^it is neither a control nor a finding/],
    ['skips itself', 'skipped', /^no time namespaces$/],
    ['never runs', 'broken', /no image/],
  ])('the test "%s" is %s', (title, status, error) => {
    expect(of(title)).toMatchObject({ status, error: expect.stringMatching(error) })
  })

  test('marks a test that a guard stopped, and no other', () => {
    expect(results.tests.filter(({ heldBack }) => heldBack).map(({ title }) => title)).toEqual(['a guard stops it'])
  })

  test('records a skip without a note as a skip without a reason', () => {
    expect(of('skipped')).toMatchObject({ status: 'skipped' })
    expect(of('skipped')).not.toHaveProperty('error')
  })

  test('reports errors that belong to no claim: a file that cannot be imported, an invalid claim, a test outside', () => {
    const errors = results.moduleErrors.join('\n')
    expect(errors).toMatch(/unloadable\.sample\.ts: Error: cannot be imported/)
    expect(errors).toMatch(/finding: has no claim: Error: a test's meta is not valid at claim/)
    expect(errors).toMatch(/outside of a claim: Error: it belongs to no claim/)
  })

  test('prints one line when a claim ends', () => {
    const lines = progress.split('\n').filter((line) => line.startsWith('ART-'))
    expect(lines.map((line) => line.replace(/[\d.]+ s$/, 's')).toSorted()).toEqual([
      'ART-01 a link is what names ART-01 ok s',
      'ART-02 a link is what names ART-02 UNEXPECTED s',
      'ART-03 a link is what names ART-03 BROKEN s',
      'ART-04 a link is what names ART-04 BROKEN s',
      'ART-05 a link is what names ART-05 BROKEN s',
    ])
  })
})
