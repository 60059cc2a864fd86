import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entriesOf, eraseRun, listJournals } from '../../fixtures/undo/journal.ts'
import { runLabel } from '../../fixtures/undo/labels.ts'
import { undo } from '../../fixtures/undo/undo.ts'
import { until } from '../../fixtures/until.ts'
import { answerOf } from '../evidence/answer.ts'
import { type Evidence, parseEvidence } from '../evidence/schema.ts'
import { openChromium } from '../samples/chromium.ts'
import { chooseViews } from './claim/choose-views.ts'
import { ladderViews, stepsOf } from './claim/ladder.ts'
import { namesOf, repeatable } from './claim/try-it.ts'

interface KeptRun {
  readonly evidence: Evidence
  /** By claim id, the commands of "Try it yourself" as the page shows them. */
  readonly blocks: Readonly<Record<string, string>>
  readonly pageBytes: number
  readonly ended: { readonly exitCode: number | undefined; readonly stdout: string }
}

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
}, 300_000)
afterAll(() => browser.close())

/** Runs `npm start -- --keep` and reads its page. */
async function keepRun(out: string, args: readonly string[]): Promise<KeptRun> {
  const start = join(import.meta.dirname, '../../commands/start.ts')
  const { exitCode, stdout } = await execa(process.execPath, [start, '--keep', '--out', out, ...args], {
    reject: false,
  })
  const [file = ''] = globSync(join(out, '{,*/}evidence.json'))
  const html = join(file, '../index.html')
  const page = await browser.newPage()
  await page.goto(pathToFileURL(html).href)
  const read = `Object.fromEntries([...document.querySelectorAll('#article .claim:has(.try pre)')].map(
    (claim) => [claim.id, claim.querySelector('.try pre').textContent]))`
  const blocks = await page.evaluate<Record<string, string>>(read)
  await page.close()
  return {
    evidence: parseEvidence(JSON.parse(readFileSync(file, 'utf8'))),
    blocks,
    pageBytes: statSync(html).size,
    ended: { exitCode, stdout },
  }
}

/** Removes what the kept run of this evidence left standing, and no other. */
async function removeKept({ subjects }: Evidence): Promise<void> {
  const run = subjects[0]?.options?.labels[runLabel]
  const own = listJournals().filter(
    (journal) => entriesOf(journal, 'kept').length > 0 && entriesOf(journal, 'run').some(({ id }) => id === run),
  )
  expect(own).toHaveLength(1)
  for (const journal of own) {
    expect((await undo(journal.folder)).left).toEqual([])
    eraseRun(journal.folder)
  }
}

/** The container that the blocks find. Another run on the same engine has some of its own for a while. */
async function newestNginx({ client }: ReturnType<typeof namesOf>): Promise<string> {
  const [program = 'docker', ...words] = client
  const filters = ['--filter', 'label=nsproof.run', '--filter', 'name=-nginx$']
  const { stdout } = await execa(program, [...words, 'ps', '--quiet', ...filters])
  return stdout.split('\n')[0] ?? ''
}

/** Reads a block line by line as a terminal does, and prints the exit code of each line after its output. */
const shell = `while IFS= read -r line <&3; do eval "$line"; printf '\\n=== %s\\n' "$?"; done 3<&0 0</dev/null`

async function paste(block: string): Promise<{ exitCode: number; stdout: string }[]> {
  const { stdout } = await execa('bash', ['-c', shell], { input: `${block}\n`, reject: false })
  return [...stdout.matchAll(/([^]*?)\n=== (\d+)(?:\n|$)/g)].map(([, text = '', code]) => ({
    exitCode: Number(code),
    stdout: text,
  }))
}

/** What tells one output from another, whatever the PIDs of a run are. */
function marks(stdout: string): Record<string, boolean> {
  const signs = { nginx: 'nginx: master', httpd: 'httpd -DFOREGROUND', nextcloud: 'apache2 -DFOREGROUND', net: 'eth0' }
  return Object.fromEntries(Object.entries(signs).map(([name, sign]) => [name, stdout.includes(sign)]))
}

describe.each([
  ['the engine of this machine', []],
  ['a private engine', ['--engine', 'private']],
])('the commands of “Try it yourself” on %s', (_name, args) => {
  let out = ''
  let run: KeptRun
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'nsproof-kept-'))
    run = await keepRun(out, args)
  }, 600_000)
  afterAll(async () => {
    await removeKept(run.evidence)
    rmSync(out, { recursive: true })
  })

  test('do in a shell what they did in the run', { timeout: 300_000 }, async () => {
    const { evidence, blocks, ended } = run
    expect(ended).toMatchObject({ exitCode: 0 })
    const names = namesOf(evidence)
    expect(Object.keys(blocks).length).toBeGreaterThan(14)
    for (const claim of evidence.claims) {
      const views = stepsOf(claim) === undefined ? chooseViews(claim, evidence) : ladderViews(claim)
      const wanted = repeatable(views, names)
      expect(blocks[claim.id] === undefined).toBe(wanted.length === 0)
      if (wanted.length === 0) continue
      await until(
        () => newestNginx(names),
        (id) => id === '' || evidence.subjects.some((subject) => subject.id.startsWith(id)),
        { limit: 120_000, interval: 500, complaint: 'another run’s containers are on this engine' },
      )
      const pasted = await paste(blocks[claim.id] ?? '')
      const seen = pasted.slice(-wanted.length).map(({ exitCode, stdout }) => ({ exitCode, ...marks(stdout) }))
      const inRun = wanted.map(({ exitCode, stdout }) => ({ exitCode, ...marks(stdout) }))
      expect([claim.id, ...seen]).toEqual([claim.id, ...inRun])
      expect(pasted.slice(0, -wanted.length).map(({ exitCode }) => exitCode)).not.toContain(1)
    }
  })

  test('hold no PID or id of the run', () => {
    const { subjects, profile } = run.evidence
    const gone = [...subjects.flatMap(({ id, pid }) => [id, String(pid)]), String(profile.engine.daemon?.pid ?? 'none')]
    for (const block of Object.values(run.blocks)) {
      expect(gone.filter((each) => new RegExp(`\\b${each}\\b`).test(block))).toEqual([])
    }
  })

  test('belong to a page of 600 kB at most, on which the run decides every question', () => {
    expect(run.pageBytes).toBeLessThan(600_000)
    const answers = run.evidence.claims.map((claim) => [claim.id, answerOf(claim, run.evidence)?.held.length])
    expect(answers.length).toBeGreaterThan(20)
    expect(answers.filter(([, held]) => held !== 1)).toEqual([])
  })
})
