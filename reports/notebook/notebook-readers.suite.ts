import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { provision } from '../../fixtures/engine/provision.ts'
import { resultOf, resultWords } from '../evidence/claim-result.ts'
import { provisioning } from '../samples/chromium.ts'
import { hasJapaneseFont, notebookFolder, notebookRun, openNotebook, unfoldAll } from '../samples/notebook-page.ts'

const plain = (text: string) => text.replaceAll(/[\s`]+/g, '').toLowerCase()

describe('the notebook is accessible', () => {
  test.each([
    ['light', 'en', 1280],
    ['dark', 'ja', 1280],
    ['light', 'ja', 390],
    ['dark', 'en', 390],
  ] as const)('axe finds no violation, %s, %s, %i pixels wide', async (colorScheme, lang, width) => {
    const { page } = await openNotebook({ colorScheme, viewport: { width, height: 800 } }, `?lang=${lang}`)
    await page.evaluate(unfoldAll)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 150))])).toEqual([])
  })

  test.each(['en', 'ja'])('headings skip no level, and there is one h1, in %s', async (lang) => {
    const { page } = await openNotebook({}, `?lang=${lang}`)
    const levels = await page
      .locator('h1, h2, h3, h4, h5')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true)
  })

  test.each(['en', 'ja'])(
    'needs no horizontal scrolling at 360 pixels with everything unfolded, in %s',
    async (lang) => {
      const { page } = await openNotebook({ viewport: { width: 360, height: 740 } }, `?lang=${lang}`)
      await page.evaluate(unfoldAll)
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360)
    },
  )

  test.for(['en', 'ja'] as const)(
    'every claim is printed with its verdict, folded or not, in %s',
    async (lang, { skip }) => {
      skip(!hasJapaneseFont, 'this machine has no Japanese font, and --no-provision forbids installing one')
      await provision(['pdftotext'], provisioning)
      const { page } = await openNotebook({}, `?lang=${lang}`)
      await page.pdf({ path: join(notebookFolder, 'page.pdf'), format: 'A4' })
      const { stdout } = await execa('pdftotext', ['-raw', join(notebookFolder, 'page.pdf'), '-'])
      const printed = plain(stdout)
      for (const claim of notebookRun.claims) {
        expect(printed).toContain(plain(`${claim.id}${claim.title[lang]}${resultWords[lang][resultOf(claim)]}`))
      }
      expect(printed).toContain(plain(lang === 'en' ? 'seen only in print' : '印刷のときだけ見える'))
    },
  )
})
