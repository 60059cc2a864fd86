import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { execa } from 'execa'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { debian, openChromium } from './notebook/chromium.ts'
import { notebookPage } from './notebook/page.ts'
import { article, whole } from './samples/article.ts'
import { wordOf, words } from './words.ts'

let folder = ''
let browser: Browser
const file = () => join(folder, 'index.html')
const run = whole()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsproof-notebook-'))
  await writeFile(file(), await notebookPage([run, { ...article(), engine: 'other' }]))
  browser = await openChromium()
}, 300_000)
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** The page with the network off; what it complained of and asked for beside itself. */
async function open(
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

const unfold = "document.querySelectorAll('details').forEach((one) => { one.open = true })"
const plain = (text: string) => text.replaceAll(/[\s`]+/g, '').toLowerCase()
const shown = (page: Page) => page.locator('[data-claim]:not([hidden])').evaluateAll((all) => all.map(({ id }) => id))

describe('the notebook in a browser', () => {
  test('opens from a file without network, silent, with every claim, within a megabyte', async () => {
    const { page, complaints } = await open()
    expect(await shown(page)).toEqual(run.claims.map(({ id }) => id))
    expect(complaints).toEqual([])
    expect((await stat(file())).size).toBeLessThan(1_000_000)
  })

  test('is whole without script, in English, with nothing that only script could use', async () => {
    const { page } = await open({ javaScriptEnabled: false }, '')
    expect(await page.locator('#ART-14 h4').innerText()).toContain('shows the whole host')
    expect(await page.locator('#ART-14 figure').nth(1).innerText()).toContain('httpd -DFOREGROUND')
    expect(await page.locator('.scripted:visible, .copy:visible').count()).toBe(0)
  })

  test('changes its language, remembers it, and takes ?lang and the browser’s own for the first', async () => {
    const { page } = await open({ locale: 'ja-JP' }, '')
    const heading = page.locator('h1')
    expect(await heading.innerText()).toContain('コンテナ')
    expect(await page.title()).toContain('ノート')
    await page.locator('[data-set-lang=en]').click()
    expect(await heading.innerText()).toBe('Why do two ways into one container show different processes?')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.reload()
    expect(await heading.innerText()).toContain('two ways')
    await page.goto(`${pathToFileURL(file()).href}?lang=ja`)
    expect(await heading.innerText()).toContain('コンテナ')
  })

  test('changes from light to dark and remembers it', async () => {
    const { page } = await open({ colorScheme: 'light' })
    const paper = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
    const light = await paper()
    await page.locator('[data-set-theme]').click()
    const dark = await paper()
    expect(dark).not.toBe(light)
    // The browser writes its storage down in its own time.
    const reloaded = () => page.reload().then(paper)
    await expect.poll(reloaded, { timeout: 5000 }).toBe(dark)
  })

  test('filters by verdict and by words, and says how many are left', async () => {
    const { page } = await open()
    await page.locator('[data-filter=refined]').click()
    expect(await shown(page)).toEqual(run.claims.filter(({ verdict }) => verdict === 'refined').map(({ id }) => id))
    expect(await page.locator('[data-shown]').innerText()).toBe('2')
    await page.locator('[data-filter=all]').click()
    await page.locator('[data-search]').fill('unshare')
    expect(await shown(page)).toEqual(['ART-20'])
    await page.locator('[data-search]').fill('no such words')
    expect(await page.locator('.none').isVisible()).toBe(true)
  })

  test('copies the exact commands', async () => {
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('#ART-14 [data-copy]').first().click()
    await page.locator('#ART-14 .copy.done').waitFor()
    const text = await page.evaluate<string>('navigator.clipboard.readText()')
    expect(text).toMatch(/^npm start -- --keep\nNGINX=\$\(docker ps .*\ndocker exec "\$NGINX" ps -ww -ef\n/s)
  })

  test('shows the members of a namespace, by mouse and by keyboard', async () => {
    const { page } = await open()
    const members = page.locator('[data-map-members]')
    await page.locator('svg.wide .box.c1 .ns').filter({ hasText: 'user' }).click()
    expect(await members.innerText()).toBe('host, nginx, httpd, nextcloud')
    expect(await page.locator('svg.wide .ns.chosen').count()).toBe(4)
    await page.locator('svg.wide .box.c0 .ns').filter({ hasText: 'pid' }).focus()
    await page.keyboard.press('Enter')
    expect(await members.innerText()).toBe('nginx')
    await page.keyboard.press('Enter')
    expect(await members.isVisible()).toBe(false)
  })

  test('opens the transcript of a cell, compares picked rows, and keeps its headers in sight', async () => {
    const { page } = await open()
    await page.locator('table.grid tbody tr').nth(1).locator('td a').nth(1).click()
    expect(await page.locator('#cell-dialog').innerText()).toContain('docker exec sees processes')
    await page.keyboard.press('Escape')
    for (const row of [0, 2]) await page.locator('[data-pick=row]').nth(row).check()
    await page.locator('[data-pick=column]').nth(1).check()
    await page.locator('[data-grid=compare]').click()
    expect(await page.locator('table.grid tbody tr:visible').count()).toBe(2)
    expect(await page.locator('table.grid td:visible').allInnerTexts()).toEqual(
      ['host’s', 'new'].map((word) => expect.stringContaining(word)),
    )
    expect(await page.locator('table.grid td.unequal').count()).toBe(2)
    await page.locator('[data-grid=all]').click()
    expect(await page.locator('table.grid td:visible').count()).toBe(20)
    const sticky = await page.evaluate<string>(
      'getComputedStyle(document.querySelector("table.grid thead th")).position',
    )
    expect(sticky).toBe('sticky')
  })

  test('leads to a claim by its anchor, and opens it where it is folded', async () => {
    const { page } = await open({}, '?lang=en#NET-03')
    expect(await page.locator('#NET-03 .lesson').isVisible()).toBe(true)
    expect(await page.locator('#PID-02 .lesson').isVisible()).toBe(false)
  })

  test.each([
    ['light', 'en', 1280],
    ['dark', 'ja', 1280],
    ['light', 'ja', 390],
    ['dark', 'en', 390],
  ] as const)('gives axe nothing to find, %s, %s, %i pixels wide', async (colorScheme, lang, width) => {
    const { page } = await open({ colorScheme, viewport: { width, height: 800 } }, `?lang=${lang}`)
    await page.evaluate(unfold)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 150))])).toEqual([])
  })

  test.each(['en', 'ja'])('has headings in order and no more than one first, in %s', async (lang) => {
    const { page } = await open({}, `?lang=${lang}`)
    const levels = await page
      .locator('h1, h2, h3, h4, h5')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true)
  })

  test.each(['en', 'ja'])('needs no horizontal scrolling at 360 pixels, everything unfolded, in %s', async (lang) => {
    const { page } = await open({ viewport: { width: 360, height: 740 } }, `?lang=${lang}`)
    await page.evaluate(unfold)
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360)
  })

  test.each(['en', 'ja'] as const)('prints every claim with its verdict, folded or not, in %s', async (lang) => {
    const { page } = await open({}, `?lang=${lang}`)
    await page.pdf({ path: join(folder, 'page.pdf'), format: 'A4' })
    const { stdout } = await execa(await debian('/usr/bin/pdftotext', 'poppler-utils'), [
      '-raw',
      join(folder, 'page.pdf'),
      '-',
    ])
    const printed = plain(stdout)
    for (const claim of run.claims) {
      expect(printed).toContain(plain(`${claim.id}${claim.title[lang]}${words[lang][wordOf(claim)]}`))
    }
    expect(printed).toContain(plain(lang === 'en' ? 'seen only in print' : '印刷のときだけ見える'))
  })
})
