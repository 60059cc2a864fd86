import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { notebookPage } from '../notebook/page.ts'
import { article, whole } from './article.ts'
import { ensureJapaneseFont, openChromium } from './chromium.ts'

/** The folder of the page, and what may be laid beside it. */
export let folder = ''
/** Whether what is printed in Japanese has letters. */
export let hasJapaneseFont = false
let browser: Browser
export const file = () => join(folder, 'index.html')
export const run = whole()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsproof-notebook-'))
  await writeFile(file(), await notebookPage([run, { ...article(), engine: 'other' }]))
  // Before the browser: one that runs does not see a font that comes later.
  hasJapaneseFont = await ensureJapaneseFont()
  browser = await openChromium()
}, 300_000)
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** The page with the network off; what it complained of and asked for beside itself. */
export async function open(
  options: BrowserContextOptions = {},
  query = '?lang=en',
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(pathToFileURL(file()).href)) complaints.push(request.url())
  })
  await page.goto(`${pathToFileURL(file()).href}${query}`)
  return { page, complaints }
}

export const unfold = "document.querySelectorAll('details').forEach((one) => { one.open = true })"
