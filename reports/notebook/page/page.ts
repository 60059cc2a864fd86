import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { Text } from '../../../instruments/evidence/types.ts'
import type { KeptMutations } from '../../evidence/kept-mutations.ts'
import type { Evidence } from '../../evidence/schema.ts'
import { judgements } from '../claim/predict.ts'
import { gridSection } from '../grid/grid-section.ts'
import { mapSection } from '../map/map-section.ts'
import { openingSection } from '../opening/opening-section.ts'
import { ui } from '../ui/ui.ts'
import { articleSection, beyondSection } from './article-section.ts'
import { both } from './dom.ts'
import { enginesSection } from './engines-section.ts'
import { questionsSection } from './questions-section.ts'
import { runningSection } from './running-section.ts'
import { termsSection } from './terms-section.ts'

export interface PageOptions {
  /** The first language for readers who have not chosen one; without it, the browser's. */
  readonly lang?: 'en' | 'ja'
  /** What `npm run mutate` kept. */
  readonly mutations?: KeptMutations
}

const styles = ['theme.css', 'page.css', 'predict.css', 'claim.css', 'figures.css', 'media.css']
const scripts = ['page.js', 'predict.js', 'filter.js', 'figures.js']
const readAssets = async (names: readonly string[]) =>
  (await Promise.all(names.map((name) => readFile(join(import.meta.dirname, '../assets', name), 'utf8')))).join('')
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const languageButton = (lang: 'en' | 'ja', name: string) =>
  h(
    'button',
    { type: 'button', lang, dataSetLang: lang, ariaPressed: String(lang === 'en'), className: ['as-is'] },
    name,
  )

function bar(parts: readonly (readonly [id: string, title: Text])[]): Element {
  const links = parts.map(([id, title]) => h('a', { href: `#${id}` }, both(title)))
  return h(
    'header',
    h('a', { className: ['skip'], href: '#answer' }, both(ui.skip)),
    h(
      'div',
      { className: ['bar'] },
      h('strong', { className: ['brand'] }, 'nsproof'),
      h('nav', { ariaLabelledBy: 'nav-h' }, h('span', { id: 'nav-h', className: ['sr'] }, both(ui.contents)), links),
      h(
        'div',
        { className: ['switches', 'scripted'] },
        h('button', { type: 'button', dataEverything: '', ariaPressed: 'false' }, both(ui.everything)),
        h(
          'span',
          { role: 'group', ariaLabelledBy: 'lang-h' },
          h('span', { id: 'lang-h', className: ['sr'] }, both(ui.language)),
          languageButton('en', 'English'),
          languageButton('ja', '日本語'),
        ),
        h(
          'button',
          { type: 'button', dataSetTheme: '' },
          h('span', { className: ['half'], ariaHidden: 'true' }),
          h('span', { className: ['sr'] }, both(ui.theme)),
        ),
      ),
    ),
  )
}

function body([main, ...others]: readonly [Evidence, ...Evidence[]], mutations: KeptMutations): Element {
  const beyond = beyondSection(main, mutations)
  const sections = [
    openingSection(main),
    mapSection(main),
    articleSection(main, mutations),
    questionsSection(main),
    ...(main.grid === undefined ? [] : [gridSection(main.grid)]),
    ...(beyond === undefined ? [] : [beyond]),
    ...(others.length === 0 ? [] : [enginesSection([main, ...others])]),
    runningSection(main),
    termsSection(),
  ]
  const titles: Readonly<Record<string, Text>> = {
    answer: ui.puzzleAt,
    map: ui.map,
    article: ui.articleAt,
    questions: ui.questionsAt,
    grid: ui.grid,
    beyond: ui.beyond,
    engines: ui.engines,
    run: ui.running,
    terms: ui.terms,
  }
  const parts = sections.flatMap(({ properties: { id } }) => {
    const title = titles[String(id)]
    return title === undefined ? [] : [[String(id), title] as const]
  })
  return h('body', bar(parts), h('main', ...sections), judgements())
}

/** The page as one file. It loads nothing, and its Content-Security-Policy allows only its own script and style, by hash. */
export async function notebookPage(
  all: readonly [Evidence, ...Evidence[]],
  { lang, mutations = {} }: PageOptions = {},
): Promise<string> {
  const [style, script] = await Promise.all([readAssets(styles), readAssets(scripts)])
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`
  const head = h(
    'head',
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', { dataEn: ui.title.en, dataJa: ui.title.ja }, ui.title[lang ?? 'en']),
    h('style', style),
    h('script', script),
  )
  const html = h(
    'html',
    { lang: lang ?? 'en', dataLang: lang ?? 'en', ...(lang !== undefined && { dataAsked: lang }) },
    head,
    body(all, mutations),
  )
  return toHtml({ type: 'root', children: [{ type: 'doctype' }, html] })
}
