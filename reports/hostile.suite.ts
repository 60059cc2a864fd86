import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { currentLab, type Lab } from '../fixtures/lab.ts'
import { runLabel } from '../fixtures/undo/labels.ts'
import { transcript } from '../instruments/evidence/transcript.ts'
import type { Observation } from '../instruments/evidence/types.ts'
import { generateAllure } from './allure.ts'
import { openChromium } from './notebook/chromium.ts'
import { notebookPage } from './notebook/page.ts'
import { hostileRun, payloads } from './samples/article.ts'
import { claim, evidence, observation, pair } from './samples/synthetic.ts'

let folder = ''
let browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsproof-hostile-'))
  browser = await openChromium()
}, 300_000)
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** Opens a page without its policy, so that escaping alone must hold; whatever a payload does is told. */
async function watched(file: string): Promise<{ page: Page; fired: string[] }> {
  const context = await browser.newContext({ bypassCSP: true, offline: true })
  onTestFinished(() => context.close())
  const fired: string[] = []
  await context.exposeFunction('canary', (which: unknown) => fired.push(String(which)))
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    fired.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(pathToFileURL(file).href)
  return { page, fired }
}

/** Everything unfolded, everything clicked, everything hovered at. */
const poke = `document.querySelectorAll('details').forEach((one) => { one.open = true })
document.querySelectorAll('button, .ns, td a, input').forEach((one) => { one.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); one.focus?.() })`
const foreign =
  "document.querySelectorAll('img, iframe, object, embed, textarea, svg[onload], [onerror], [onfocus], script + script').length"

async function notebookFires(run: Parameters<typeof notebookPage>[0]): Promise<string[]> {
  const file = join(folder, `${randomUUID()}.html`)
  await writeFile(file, await notebookPage(run))
  const { page, fired } = await watched(file)
  await page.evaluate(poke)
  await page.waitForTimeout(300)
  const strange = await page.evaluate<number>(foreign)
  return strange === 0 ? fired : [...fired, `${strange} elements that are not the page's own`]
}

/** A result as allure-vitest leaves one, with the payloads wherever a test can put text from outside. */
async function allureResults(seen: readonly Observation[]): Promise<string> {
  const results = await mkdtemp(join(folder, 'results-'))
  const all = payloads.join('\n')
  const steps = await Promise.all(
    seen.map(async (one) => {
      const source = `${randomUUID()}-attachment.txt`
      await writeFile(join(results, source), transcript(one))
      const name = `${one.vantage} ${one.argv.join(' ')}`
      return {
        name,
        status: 'passed',
        steps: [],
        parameters: [],
        attachments: [{ name, source, type: 'text/plain' }],
        start: 1,
        stop: 2,
      }
    }),
  )
  const result = {
    uuid: randomUUID(),
    historyId: 'h',
    name: 'hostile test',
    fullName: 'hostile',
    status: 'failed',
    statusDetails: { message: all, trace: all, expected: all, actual: all },
    labels: [{ name: 'feature', value: payloads[1] }],
    links: [],
    parameters: [],
    attachments: [],
    steps,
    start: 1,
    stop: 2,
  }
  await writeFile(join(results, `${result.uuid}-result.json`), JSON.stringify(result))
  return results
}

async function allureFires(seen: readonly Observation[]): Promise<string[]> {
  const file = join(await mkdtemp(join(folder, 'allure-')), 'index.html')
  await generateAllure(await allureResults(seen), file)
  const { page, fired } = await watched(file)
  await page.getByText('hostile test').first().click()
  await page.getByText('onerror').first().waitFor()
  for (const step of await page.getByText('docker').or(page.getByText('echo')).all()) {
    await step.click({ timeout: 1000 }).catch(() => undefined)
  }
  await page.waitForTimeout(500)
  return fired
}

describe('hostile text sets off no canary', () => {
  test('the canaries are alive: as markup every kind of payload is heard', async () => {
    const file = join(folder, 'naive.html')
    await writeFile(file, `<body>${payloads.join('\n')}</body>`)
    const { page, fired } = await watched(file)
    await page.waitForTimeout(300)
    expect(fired).toEqual(expect.arrayContaining(['1', '2', '3', '4']))
  })

  test('in the notebook, wherever evidence can carry it', async () => {
    expect(await notebookFires([hostileRun(), { ...hostileRun(), engine: payloads[1] }])).toEqual([])
  })

  test('in Allure’s page, from steps, messages, traces and transcripts', async () => {
    const seen = observation({ argv: ['echo', ...payloads], vantage: 'docker', stdout: payloads.join('\n') })
    expect(await allureFires([seen])).toEqual([])
  })
})

describe('a real container with hostile argv, label and hostname', () => {
  test('sets off no canary in either page', async () => {
    const seen = await lookedAt(currentLab())
    expect(seen.map(({ stdout }) => stdout).join('')).toContain('<img src=x onerror=canary(2)>')
    const tests = pair(claim('ART-03')).map((each) => ({ ...each, observations: seen }))
    expect(await notebookFires([evidence(tests)])).toEqual([])
    expect(await allureFires(seen)).toEqual([])
  })
})

/** Starts the container, looks at it as the experiments do, and takes it away. */
async function lookedAt({ engine, images, run }: Lab): Promise<Observation[]> {
  const docker = (args: readonly string[], reject = true) =>
    execa(engine.cli[0] ?? '', [...engine.cli.slice(1), ...args], { reject })
  const mark = ['--label', `${runLabel}=${run}`]
  const [script, img, svg] = payloads
  const naming = ['--hostname', img, '--label', `owner=${script}${svg}`]
  const idle = ['perl', '-e', '$0 = shift; sleep 60', `${img}${script}`]
  const { stdout: id } = await docker([
    'run',
    '--detach',
    '--rm',
    '--network=none',
    ...mark,
    ...naming,
    images.nginx.withPs,
    ...idle,
  ])
  try {
    await mkdir(folder, { recursive: true })
    const looks = [
      ['exec', id, 'ps', '-ww', '-ef'],
      ['exec', id, 'hostname'],
      ['ps', '--no-trunc', '--filter', `id=${id}`, '--format', '{{json .}}'],
      ['inspect', '--format', '{{.Config.Hostname}} {{json .Config.Labels}} {{.Path}} {{.Args}}', id],
    ]
    return await Promise.all(
      looks.map(async (argv) => {
        const { stdout, stderr, exitCode = 0 } = await docker(argv, false)
        return observation({
          step: argv[0] ?? '',
          vantage: 'docker',
          argv: [...engine.cli, ...argv],
          stdout,
          stderr,
          exitCode,
          facts: null,
        })
      }),
    )
  } finally {
    await docker(['rm', '--force', id])
  }
}
