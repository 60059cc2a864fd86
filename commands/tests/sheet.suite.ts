import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openChromium } from '../../reports/samples/chromium.ts'
import { loadTasks } from '../lab/load-tasks.ts'
import { tourSteps } from '../tour/tour-steps.ts'

const command = join(import.meta.dirname, '../lab.ts')
const asked = tourSteps.filter(({ predictions }) => predictions !== undefined)
const tasks = await loadTasks()

let folder = ''
let browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-'))
  await execa(process.execPath, [command, '--sheet', folder])
  browser = await openChromium()
}, 600_000)
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

const openSheet = async (query = ''): Promise<Page> => {
  const page = await browser.newPage()
  await page.goto(`file://${folder}/sheet.html${query}`)
  return page
}
const seen = (page: Page): Promise<string> => page.locator('main').innerText()
const visible = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).filter({ visible: true }).count()

describe('the sheet in Chromium', () => {
  test('has an answer of this machine to every question', async () => {
    const text = await seen(await openSheet('?answers'))
    expect(text.match(/^Answer: [a-d]/gm)).toHaveLength(asked.length)
    expect(text).not.toContain('none of these')
    expect(text).toMatch(/what this machine did: \S+ \S+, Linux \S+\./)
  })

  test('shows one language and no answers, until they are chosen by hand, without a script too', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`file://${folder}/sheet.html`)
    expect([await visible(page, '.ja'), await visible(page, '.answer')]).toEqual([0, 0])
    await page.getByLabel('with answers').check()
    await page.getByLabel('日本語').check()
    expect(await visible(page, '.en')).toBe(0)
    expect(await visible(page, '.answer')).toBe(asked.length + 1 + tasks.length)
    expect(await seen(page)).toContain(tasks[0]?.title.ja.replaceAll('`', ''))
  })

  test('prints without the controls, and cuts no task in two', async () => {
    const page = await openSheet('?ja&answers')
    await page.emulateMedia({ media: 'print' })
    expect(await visible(page, '.controls')).toBe(0)
    const breaks = await page.evaluate<string[]>(
      "[...document.querySelectorAll('section')].map((one) => getComputedStyle(one).breakInside)",
    )
    expect(new Set(breaks)).toEqual(new Set(['avoid']))
  })
})

test('a sheet.html that is not ours stays, and the command says so and exits with 2', async () => {
  const other = await mkdtemp(join(tmpdir(), 'sheet-'))
  await writeFile(join(other, 'sheet.html'), 'mine')
  const { exitCode, stderr } = await execa(process.execPath, [command, '--sheet', other], { reject: false })
  expect(stderr).toMatch(/^nsproof: --sheet: .* is no sheet of nsproof: .*$/)
  expect(exitCode).toBe(2)
  expect(await readFile(join(other, 'sheet.html'), 'utf8')).toBe('mine')
  await rm(other, { recursive: true })
})
