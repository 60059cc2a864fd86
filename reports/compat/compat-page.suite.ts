import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Evidence } from '../evidence/schema.ts'
import { openChromium } from '../samples/chromium.ts'
import { failing, holding, machineRun } from '../samples/machine-runs.ts'
import { hostileRun } from '../samples/sample-runs.ts'
import { transcriptsOf } from './claim-transcript.ts'
import { compatPage } from './compat-page.ts'
import { mergeRuns } from './merge-runs.ts'
import { type Forms, summarize } from './run-summary.ts'

let browser: Browser
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsproof-compat-'))
  browser = await openChromium()
}, 300_000)
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

async function writePage(name: string, runs: readonly Evidence[]): Promise<string> {
  const forms: Forms = new Map()
  const summaries = runs.map((run, index) => summarize(run, String(index + 1).padStart(12, '0'), forms))
  const transcripts = new Map(runs.flatMap((run, index) => [...transcriptsOf(run, [...forms.keys()], String(index))]))
  const leftOut = [{ file: '<b>cut</b>.json', outcome: 'machine failed', reasons: ['the file is <i>cut</i>'] }]
  const file = join(folder, name)
  await writeFile(
    file,
    await compatPage({ claims: mergeRuns(summaries, forms), runs: summaries, leftOut, transcripts }),
  )
  return pathToFileURL(file).href
}

async function open(url: string, options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(request.url())
  })
  await page.goto(url)
  return { page, complaints }
}

const runs = [
  machineRun([...holding('ART-11'), ...holding('ART-12'), ...holding('ART-13')]),
  machineRun([...holding('ART-11', 'other'), ...failing('ART-12'), ...holding('ART-13')], {
    engine: { usernsRemap: true },
  }),
  machineRun([...holding('ART-11', 'contradicts'), ...holding('ART-13')], { engine: { usernsRemap: true } }),
]

describe('compat/index.html', () => {
  test.each([
    ['en', 'light', 1280],
    ['ja', 'dark', 1280],
    ['en', 'dark', 360],
    ['ja', 'light', 360],
  ] as const)(
    'in %s, %s, %i px has no axe violation, is not too wide and asks for nothing',
    async (lang, colorScheme, width) => {
      const url = `${await writePage('page.html', runs)}?lang=${lang}`
      const { page, complaints } = await open(url, { colorScheme, viewport: { width, height: 800 } })
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
      expect(
        (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      ).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(complaints).toEqual([])
    },
  )

  test('a cell leads to the rule and the transcript, and its link opens there', async () => {
    const { page } = await open(await writePage('page.html', runs))
    await page.locator('tr', { hasText: 'ART-12' }).locator('td.otherwise a').click()
    const card = page.locator('#ART-12')
    expect(await card.evaluate((one) => (one as unknown as { open: boolean }).open)).toBe(true)
    expect(await card.innerText()).toContain('the rule')
    expect(await card.locator('pre').first().textContent()).toContain('$ ip netns list')
    expect(page.url()).toMatch(/#ART-12\.docker-20\.10-v1-userns-remap$/)
  })

  test('text from a machine is text', async () => {
    const hostile = hostileRun()
    const run = { revision: '0123456789ab', asked: hostile.claims.map(({ id }) => id), troubles: [] }
    const { page, complaints } = await open(await writePage('hostile.html', [{ ...hostile, run }]), { bypassCSP: true })
    expect(await page.locator('img, iframe, script + script, svg[onload], main b b, main i').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
