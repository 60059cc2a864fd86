import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { provision } from '../fixtures/engine/provision.ts'
import { openChromium } from '../reports/samples/chromium.ts'
import { log, parseOptions, runCommand } from './support/run-command.ts'

const usage = `node commands/screenshots.ts [--page reports/out/index.html] [--out reports/pictures] [--all]

Takes the README's pictures of the notebook. With --all it takes every part at two widths, in both languages and themes.
`
const font = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'

interface Picture {
  readonly name: string
  readonly part: string
  readonly lang: 'en' | 'ja'
  readonly theme: 'light' | 'dark'
  readonly width: number
  readonly height: number
  /** Whether every answer is shown. */
  readonly everything: boolean
  /** What is clicked first. */
  readonly click?: string
}

const readmePictures: readonly Picture[] = [
  { name: 'opening', part: '#answer', lang: 'en', theme: 'light', width: 1280, height: 760, everything: false },
  { name: 'two-views', part: '#ART-14', lang: 'en', theme: 'light', width: 1280, height: 1040, everything: true },
  {
    name: 'map',
    part: '#map',
    lang: 'ja',
    theme: 'dark',
    width: 1280,
    height: 880,
    everything: false,
    click: '[data-enter="ip netns exec"]',
  },
]
const parts = ['#answer', '#map', '#ART-14', '#ART-20', '#questions', '#grid', '#beyond', '#engines', '#run', '#terms']
const allPictures = parts.flatMap((part) =>
  [1280, 390].flatMap((width) =>
    (['en', 'ja'] as const).flatMap((lang) =>
      (['light', 'dark'] as const).map(
        (theme): Picture => ({
          everything: part.startsWith('#ART'),
          name: `${part.slice(1)}-${width}-${lang}-${theme}`,
          part,
          lang,
          theme,
          width,
          height: width > 400 ? 1400 : 1600,
        }),
      ),
    ),
  ),
)

await runCommand(usage, async () => {
  const { values } = parseOptions({
    options: {
      page: { type: 'string', default: 'reports/out/index.html' },
      out: { type: 'string', default: 'reports/pictures' },
      all: { type: 'boolean', default: false },
    },
  })
  await provision([font], { allow: true, log })
  await mkdir(values.out, { recursive: true })
  await using browser = await openChromium()
  for (const { name, part, lang, theme, width, height, everything, click } of values.all
    ? allPictures
    : readmePictures) {
    await using page = await browser.newPage({
      viewport: { width, height },
      colorScheme: theme,
      deviceScaleFactor: 1,
      reducedMotion: 'reduce',
    })
    await page.goto(`${pathToFileURL(resolve(values.page)).href}?lang=${lang}${everything ? '&all' : ''}`)
    if (click !== undefined) await page.locator(click).click()
    const to = `document.querySelector(${JSON.stringify(part)})?.scrollIntoView({ behavior: 'instant' }) ?? false`
    if ((await page.evaluate(to)) === false && (await page.locator(part).count()) === 0) continue
    await page.screenshot({ path: `${values.out}/${name}.png` })
    process.stdout.write(`${values.out}/${name}.png\n`)
  }
  return 0
})
