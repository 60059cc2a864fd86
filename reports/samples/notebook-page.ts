import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { notebookPage } from '../notebook/page/page.ts'
import { ensureJapaneseFont, openChromium } from './chromium.ts'
import { articleRun, wholeRun } from './sample-runs.ts'

/** Holds the page, and files that a test adds. */
export let notebookFolder = ''
export let hasJapaneseFont = false
let browser: Browser
export const notebookFile = () => join(notebookFolder, 'index.html')
export const notebookRun = wholeRun()

beforeAll(async () => {
  notebookFolder = await mkdtemp(join(tmpdir(), 'nsproof-notebook-'))
  await writeFile(notebookFile(), await notebookPage([notebookRun, { ...articleRun(), engine: 'other' }]))
  // Before the browser starts, because it reads the list of fonts at its start.
  hasJapaneseFont = await ensureJapaneseFont()
  browser = await openChromium()
}, 300_000)
afterAll(async () => {
  await browser.close()
  await rm(notebookFolder, { recursive: true })
})

/** Opens the page offline. `complaints` lists console messages, errors and requests for anything but the page. */
export async function openNotebook(
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
    if (!request.url().startsWith(pathToFileURL(notebookFile()).href)) complaints.push(request.url())
  })
  await page.goto(`${pathToFileURL(notebookFile()).href}${query}`)
  return { page, complaints }
}

export const unfoldAll = "document.querySelectorAll('details').forEach((one) => { one.open = true })"
