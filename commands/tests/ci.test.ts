import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Evidence } from '../../reports/evidence/schema.ts'
import { toJson } from '../../reports/output/files.ts'
import { failing, holding, machineRun } from '../../reports/samples/machine-runs.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-ci-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = (name: string) => join(folder, name)

/** Judges this evidence as a step of a job. */
async function ci(run: Evidence | string, ...args: string[]) {
  writeFileSync(path('evidence.json'), typeof run === 'string' ? run : toJson(run))
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path('summary.md'), GITHUB_OUTPUT: path('output') }
  const command = [join(import.meta.dirname, '../ci.ts'), '--evidence', path('evidence.json'), ...args]
  const { exitCode, stdout, stderr } = await execa(process.execPath, command, { cwd: folder, env, reject: false })
  return { exitCode, lines: stdout.split('\n'), stderr }
}

const baseline = (claim: string) =>
  writeFileSync(
    path('baseline.json'),
    JSON.stringify([{ claim, reason: 'known', issue: 'https://example.org/1', until: '2999-01-01' }]),
  )

describe('npm run ci', () => {
  test('writes the summary and the outputs, and an annotation at the experiment of what is unexpected', async () => {
    const { exitCode, lines } = await ci(machineRun([...failing('ART-12'), ...holding('ART-13')]))
    expect(lines).toEqual([
      expect.stringMatching(
        /^::error file=experiments\/article\/ART-12-[\w-]+\.ts,title=ART-12 came out otherwise::a link/,
      ),
      '1 of 2 claims came out otherwise: ART-12',
    ])
    expect(exitCode).toBe(1)
    expect(readFileSync(path('summary.md'), 'utf8')).toMatch(/^## ✘ nsproof: 1 of 2/)
    expect(readFileSync(path('output'), 'utf8').split('\n')).toEqual([
      'verdict=otherwise',
      `evidence=${path('evidence.json')}`,
      `notebook=${path('index.html')}`,
      '',
    ])
  })

  test('accepts what the baseline knows, and fails when its entry no longer applies', async () => {
    baseline('ART-12')
    expect((await ci(machineRun(failing('ART-12')), '--baseline', path('baseline.json'))).exitCode).toBe(0)
    const fixed = await ci(machineRun(holding('ART-12')), '--baseline', path('baseline.json'))
    expect(fixed.lines.at(-1)).toBe('The baseline is out of date: ART-12 came out as expected again')
    expect(fixed.exitCode).toBe(1)
  })

  test('says that the machine failed where the evidence is cut, and fails by --fail-on', async () => {
    const cut = toJson(machineRun(holding('ART-12'))).slice(0, 500)
    expect((await ci(cut)).exitCode).toBe(3)
    expect((await ci(cut, '--fail-on', 'otherwise')).exitCode).toBe(0)
    expect(readFileSync(path('output'), 'utf8')).toContain('verdict=machine failed\n')
  })

  test.each([
    [['--fail-on', 'sometimes'], /--fail-on must be any, otherwise, never, not "sometimes"$/],
    [['--baseline', 'nowhere.json'], /--baseline nowhere\.json: ENOENT/],
  ])('with %j says what is wrong, and exits with 2', async (args, said) => {
    const { exitCode, stderr } = await ci(machineRun(holding('ART-12')), ...args)
    expect(stderr).toMatch(said)
    expect(exitCode).toBe(2)
  })

  test('refuses a baseline with a claim that the suite does not have', async () => {
    baseline('ART-99')
    const { exitCode, stderr } = await ci(machineRun(holding('ART-12')), '--baseline', path('baseline.json'))
    expect(stderr).toMatch(/there is no claim ART-99$/)
    expect(exitCode).toBe(2)
  })
})

const root = join(import.meta.dirname, '../..')

describe('the files of GitHub Actions', () => {
  test('action.yml has the four inputs and three outputs, and passes each input to an option of npm run ci', () => {
    const action = readFileSync(join(root, 'action.yml'), 'utf8')
    const keys = (part: string) =>
      [...(new RegExp(`^${part}:\\n((?: .*\\n)+)`, 'm').exec(action)?.[1] ?? '').matchAll(/^ {2}([\w-]+):/gm)].map(
        ([, key]) => key,
      )
    expect(keys('inputs')).toEqual(['claims', 'engine', 'baseline', 'fail-on'])
    expect(keys('outputs')).toEqual(['verdict', 'evidence', 'notebook'])
    for (const input of keys('inputs')) expect(action).toMatch(new RegExp(`npm .* run ci .*--${input}="\\$[A-Z_]+"`))
    expect(action).not.toMatch(/run:.*\$\{\{/)
  })

  test('the merge waits for as many machines as the matrix has', () => {
    const workflow = readFileSync(join(root, '.github/workflows/proof.yml'), 'utf8')
    const machines = workflow.match(/^ {10}- \{ name: /gm)?.length
    expect(machines).toBeGreaterThan(10)
    expect(workflow).toContain(`--at-least ${machines} `)
  })
})
