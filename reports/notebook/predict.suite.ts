import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { provision } from '../../fixtures/engine/provision.ts'
import { answerOf } from '../evidence/answer.ts'
import { provisioning } from '../samples/chromium.ts'
import { notebookFile, notebookFolder, notebookRun, openNotebook } from '../samples/notebook-page.ts'

const claimOf = (id: string) => {
  const claim = notebookRun.claims.find((each) => each.id === id)
  const held = claim && answerOf(claim, notebookRun)?.held[0]
  if (claim?.question === undefined || held === undefined) throw new Error(`${id} has no answer in the sample`)
  return { question: claim.question, held, wrong: claim.question.predictions.findIndex((_, index) => index !== held) }
}
const options = (page: Page, id: string) => page.locator(`.claim [data-predict=${id}] [data-prediction]`)
const judged = (page: Page, id: string) => page.locator(`.claim [data-predict=${id}] .judged`)
const isOpen = (page: Page, id: string) => page.locator(`#${id} > details.answer > div`).isVisible()
const score = (page: Page) => page.locator('[data-score]').innerText()
const right = claimOf('ART-03')
const wrong = claimOf('ART-14')

describe('predicting', () => {
  test('a claim asks before it shows, and a click shows the outputs and says that the prediction held', async () => {
    const { page, complaints } = await openNotebook()
    expect(await page.locator('#ART-03 h4').innerText()).toContain('Which processes does ps list inside nginx?')
    expect(await isOpen(page, 'ART-03')).toBe(false)
    expect(await page.locator('#ART-03').innerText()).not.toContain('master process')
    await options(page, 'ART-03').nth(right.held).locator('button').click()
    expect(await judged(page, 'ART-03').innerText()).toBe('Your prediction held.')
    expect(await isOpen(page, 'ART-03')).toBe(true)
    expect(await page.locator('#ART-03 .did').innerText()).toContain(right.question.predictions[right.held]?.text.en)
    expect(await page.locator('#ART-03 figure').first().innerText()).toContain('nginx: master process')
    expect(await score(page)).toBe('1 / 1')
    expect(complaints).toEqual([])
  })

  test('by keyboard, in Japanese: a wrong one is told which holds, and that the author expected it too', async () => {
    const { page } = await openNotebook({}, '?lang=ja')
    await options(page, 'ART-14').nth(wrong.wrong).locator('button').focus()
    await page.keyboard.press('Enter')
    expect(await judged(page, 'ART-14').innerText()).toBe('予想は外れた。 記事の著者も、そう予想した。')
    expect(await page.locator('#ART-14 .did').innerText()).toContain(wrong.question.predictions[wrong.held]?.text.ja)
    expect(await isOpen(page, 'ART-14')).toBe(true)
    expect(await score(page)).toBe('0 / 1')
  })

  test('the first prediction counts, and the opening asks the same as ART-14', async () => {
    const { page } = await openNotebook()
    await page.locator('#answer [data-prediction]').nth(wrong.wrong).locator('button').click()
    expect(await page.locator('#answer .answer-text').isVisible()).toBe(true)
    expect(await judged(page, 'ART-14').innerText()).toContain('did not hold')
    await options(page, 'ART-14').nth(wrong.held).locator('button').click({ force: true })
    expect(await judged(page, 'ART-14').innerText()).toContain('did not hold')
    expect(await score(page)).toBe('0 / 1')
  })

  test('is kept over a reload, and forgotten with “Start anew”', async () => {
    const { page } = await openNotebook()
    await options(page, 'ART-03').nth(right.held).locator('button').click()
    const reloaded = () => page.reload().then(() => score(page))
    await expect.poll(reloaded, { timeout: 5000 }).toBe('1 / 1')
    expect(await isOpen(page, 'ART-03')).toBe(true)
    await page.locator('[data-anew]').click()
    expect(await score(page)).toBe('0 / 0')
    expect(await isOpen(page, 'ART-03')).toBe(false)
    await options(page, 'ART-03').nth(right.wrong).locator('button').click()
    expect(await score(page)).toBe('0 / 1')
  })

  test('works without localStorage', async () => {
    const { page, complaints } = await openNotebook()
    await page.addInitScript(
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    )
    await page.reload()
    await options(page, 'ART-03').nth(right.held).locator('button').click()
    expect(await score(page)).toBe('1 / 1')
    await page.locator('[data-anew]').click()
    expect(await score(page)).toBe('0 / 0')
    expect(complaints).toEqual([])
  })

  test('without script a list and a fold take the place of the buttons', async () => {
    const { page } = await openNotebook({ javaScriptEnabled: false }, '')
    expect(await options(page, 'ART-14').locator('button').count()).toBe(0)
    expect(await options(page, 'ART-14').first().isVisible()).toBe(true)
    expect(await isOpen(page, 'ART-14')).toBe(false)
    await page.locator('#ART-14 details.answer > summary').click()
    expect(await page.locator('#ART-14 .did').innerText()).toContain(wrong.question.predictions[wrong.held]?.text.en)
    expect(await page.locator('.score').isVisible()).toBe(false)
  })

  test('says so where the run did not observe what decides', async () => {
    const { page } = await openNotebook()
    await options(page, 'ART-12').first().locator('button').click()
    expect(await judged(page, 'ART-12').innerText()).toBe('')
    expect(await page.locator('#ART-12 .did').innerText()).toContain('did not observe what decides')
    expect(await score(page)).toBe('0 / 0')
  })
})

describe('the reference view', () => {
  const claims = notebookRun.claims.filter(({ question }) => question !== undefined)

  test.for(['?lang=en&all', '?lang=ja'])('shows every answer and control at once, with %s', async (query) => {
    const { page } = await openNotebook({}, query)
    if (!query.includes('all')) await page.locator('[data-everything]').click()
    for (const { id } of claims) expect(await isOpen(page, id)).toBe(true)
    expect(await page.locator('#article details.needed:not([open])').count()).toBe(0)
    expect(await page.locator('#answer .answer-text').isVisible()).toBe(true)
    await page.locator('[data-everything]').click()
    for (const { id } of claims) expect(await isOpen(page, id)).toBe(false)
  })

  test('is what is printed', async () => {
    await provision(['pdftotext'], provisioning)
    const { page } = await openNotebook()
    const file = join(notebookFolder, 'folded.pdf')
    await page.pdf({ path: file, format: 'A4' })
    const { stdout } = await execa('pdftotext', ['-layout', file, '-'])
    expect(stdout).toContain('nginx: master process')
    expect(stdout).toContain('The machine’s answer: b) every process of the host')
  })
})

const topOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.getBoundingClientRect().top)

describe('the page keeps still', () => {
  test.for([
    [1280, 800],
    [390, 844],
  ] as const)(
    'the question, the picture and the predictions are on the first screen, %i × %i',
    async ([width, height]) => {
      for (const lang of ['en', 'ja']) {
        const { page } = await openNotebook({ viewport: { width, height } }, `?lang=${lang}`)
        const parts = ['h1', 'svg.puzzle', '#answer [data-prediction]:last-child']
        const bottoms = parts.map((part) =>
          page.locator(part).evaluate((element) => element.getBoundingClientRect().bottom),
        )
        for (const bottom of await Promise.all(bottoms)) expect(bottom).toBeLessThanOrEqual(height)
      }
    },
  )

  test('a link to a claim is there at once', async () => {
    const { page } = await openNotebook({}, '?lang=en#ART-20')
    expect(await topOf(page, '#ART-20')).toBeLessThan(120)
    await page.goto(`${pathToFileURL(notebookFile()).href}?lang=en#ART-03`)
    expect(await topOf(page, '#ART-03')).toBeLessThan(120)
    expect(await topOf(page, '#ART-03')).toBeGreaterThanOrEqual(0)
  })

  test('what the reader looks at stays in its place when the language changes or everything is shown', async () => {
    const { page } = await openNotebook({}, '?lang=en#ART-18')
    const before = await topOf(page, '#ART-18 h4')
    for (const button of ['[data-set-lang=ja]', '[data-set-lang=en]', '[data-everything]', '[data-everything]']) {
      await page.locator(button).dispatchEvent('click')
      expect(Math.abs((await topOf(page, '#ART-18 h4')) - before)).toBeLessThan(1)
    }
  })

  test('nothing shifts while it loads, nor do the switches when the language changes', async () => {
    const { page } = await openNotebook({ locale: 'ja-JP' }, '?all')
    const places = () =>
      page
        .locator('[data-set-lang], [data-set-theme]')
        .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().x)))
    const before = await places()
    await page.locator('[data-set-lang=en]').click()
    expect(await places()).toEqual(before)
    const shifts = await page.evaluate<number[]>(
      `new Promise((done) => {
        const seen = []
        new PerformanceObserver((list) =>
          seen.push(...list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput).map(({ value }) => value)))
          .observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => done(seen), 200)
      })`,
    )
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.001)
  })
})
