import { stat } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { notebookFile, notebookRun, openNotebook } from '../samples/notebook-page.ts'

const shown = (page: Page) => page.locator('[data-claim]:not([hidden])').evaluateAll((all) => all.map(({ id }) => id))

describe('the notebook in a browser', () => {
  test('opens from a file without network and without console messages, with every claim, in less than 1 MB', async () => {
    const { page, complaints } = await openNotebook()
    expect(new Set(await shown(page))).toEqual(new Set(notebookRun.claims.map(({ id }) => id)))
    expect(complaints).toEqual([])
    expect((await stat(notebookFile())).size).toBeLessThan(1_000_000)
  })

  test('is complete without script, in English, and hides the controls that need script', async () => {
    const { page } = await openNotebook({ javaScriptEnabled: false }, '')
    await page.locator('#ART-14 details.answer > summary').click()
    expect(await page.locator('#ART-14 .said').innerText()).toContain('shows the whole host')
    expect(await page.locator('#ART-14 figure').nth(1).innerText()).toContain('httpd -DFOREGROUND')
    expect(await page.locator('.scripted:visible, .copy:visible').count()).toBe(0)
  })

  test('starts in the browser’s language or that of ?lang, changes it, and remembers it', async () => {
    const { page } = await openNotebook({ locale: 'ja-JP' }, '')
    const heading = page.locator('h1')
    expect(await heading.innerText()).toContain('コンテナ')
    expect(await page.title()).toContain('ノート')
    await page.locator('[data-set-lang=en]').click()
    expect(await heading.innerText()).toBe('Why do two ways into one container show different processes?')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.reload()
    expect(await heading.innerText()).toContain('two ways')
    await page.goto(`${pathToFileURL(notebookFile()).href}?lang=ja`)
    expect(await heading.innerText()).toContain('コンテナ')
  })

  test('changes from light to dark and remembers it', async () => {
    const { page } = await openNotebook({ colorScheme: 'light' })
    const paper = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
    const light = await paper()
    await page.locator('[data-set-theme]').click()
    const dark = await paper()
    expect(dark).not.toBe(light)
    // Chromium writes localStorage to disk with a delay.
    const reloaded = () => page.reload().then(paper)
    await expect.poll(reloaded, { timeout: 5000 }).toBe(dark)
  })

  test('filters by verdict and by words, and shows how many claims are left', async () => {
    const { page } = await openNotebook()
    await page.locator('details:has([data-filter]) > summary').click()
    await page.locator('[data-filter=refined]').click()
    expect(await shown(page)).toEqual(
      notebookRun.claims.filter(({ verdict }) => verdict === 'refined').map(({ id }) => id),
    )
    expect(await page.locator('[data-shown]').innerText()).toBe('2')
    await page.locator('[data-filter=all]').click()
    await page.locator('[data-search]').fill('unshare')
    expect(await shown(page)).toEqual(['ART-20'])
    await page.locator('[data-search]').fill('no such words')
    expect(await page.locator('.none').isVisible()).toBe(true)
  })

  test('copies the exact commands', async () => {
    const { page } = await openNotebook({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('[data-everything]').click()
    await page.locator('#ART-14 details.try > summary').click()
    await page.locator('#ART-14 [data-copy]').first().click()
    await page.locator('#ART-14 .copy.done').waitFor()
    const text = await page.evaluate<string>('navigator.clipboard.readText()')
    expect(text).toMatch(/^nginx=\$\(docker ps .*\ndocker exec "\$nginx" ps -ww -ef\n/s)
  })

  test('shows the members of a namespace on a click or a key', async () => {
    const { page } = await openNotebook()
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

  test('moves a process into the namespaces that the chosen way enters, at once where motion is not wanted', async () => {
    const { page } = await openNotebook({ reducedMotion: 'reduce' })
    const moved = () =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('svg.wide .here')].filter((each) => getComputedStyle(each).transform !== 'none').map((each) => each.dataset.of)",
      )
    expect(await moved()).toEqual([])
    await page.locator('[data-enter="ip netns exec"]').click()
    expect(await moved()).toEqual(['net'])
    expect(await page.locator('[data-entered="ip netns exec"]').innerText()).toMatch(/now: net\. ps there lists \d+ /)
    await page.locator('[data-enter="docker exec"]').click()
    expect(await moved()).toEqual(['pid', 'net', 'mnt', 'uts', 'ipc'])
    expect(await page.locator('svg.wide .ns.entered').count()).toBe(5)
    await page.locator('[data-enter=""]').click()
    expect(await moved()).toEqual([])
  })

  test('opens the transcript of a grid cell, compares the chosen rows, and has a sticky header', async () => {
    const { page } = await openNotebook()
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

  test('opens a folded claim that the address names', async () => {
    const { page } = await openNotebook({}, '?lang=en#NET-03')
    expect(await page.locator('#NET-03 .lesson').isVisible()).toBe(true)
    expect(await page.locator('#PID-02 .lesson').isVisible()).toBe(false)
  })
})
