import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { transcript } from '../../instruments/evidence/text-transcript.ts'
import type { Observation } from '../../instruments/evidence/types.ts'
import { generateAllure } from '../allure/generate-allure.ts'
import { notebookPage } from '../notebook/page/page.ts'
import { openChromium } from './chromium.ts'
import { payloads } from './sample-runs.ts'

/** Holds the pages. */
export let canaryFolder = ''
let browser: Browser
beforeAll(async () => {
  canaryFolder = await mkdtemp(join(tmpdir(), 'nsproof-hostile-'))
  browser = await openChromium()
}, 300_000)
afterAll(async () => {
  await browser.close()
  await rm(canaryFolder, { recursive: true })
})

/** Opens a page without its Content-Security-Policy, so that only escaping protects it. `fired` lists the canaries. */
export async function openWatched(file: string): Promise<{ page: Page; fired: string[] }> {
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

/** Unfolds, clicks and focuses everything. */
const clickEverything = `document.querySelectorAll('details').forEach((one) => { one.open = true })
document.querySelectorAll('button, .ns, td a, input').forEach((one) => { one.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); one.focus?.() })`
const countForeignElements =
  "document.querySelectorAll('img, iframe, object, embed, textarea, svg[onload], [onerror], [onfocus], script + script').length"

export async function canariesInNotebook(run: Parameters<typeof notebookPage>[0]): Promise<string[]> {
  const file = join(canaryFolder, `${randomUUID()}.html`)
  await writeFile(file, await notebookPage(run))
  const { page, fired } = await openWatched(file)
  await page.evaluate(clickEverything)
  await page.waitForTimeout(300)
  const foreign = await page.evaluate<number>(countForeignElements)
  return foreign === 0 ? fired : [...fired, `${foreign} elements that are not the page's own`]
}

/** A result like one of allure-vitest, with the payloads in every field that can hold text from outside. */
async function allureResults(seen: readonly Observation[]): Promise<string> {
  const results = await mkdtemp(join(canaryFolder, 'results-'))
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

export async function canariesInAllure(seen: readonly Observation[]): Promise<string[]> {
  const file = join(await mkdtemp(join(canaryFolder, 'allure-')), 'index.html')
  await generateAllure(await allureResults(seen), file)
  const { page, fired } = await openWatched(file)
  await page.getByText('hostile test').first().click()
  await page.getByText('onerror').first().waitFor()
  for (const step of await page.getByText('docker').or(page.getByText('echo')).all()) {
    await step.click({ timeout: 1000 }).catch(() => undefined)
  }
  await page.waitForTimeout(500)
  return fired
}
