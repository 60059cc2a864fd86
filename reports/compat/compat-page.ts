import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import { both, number, scrollingTable } from '../notebook/page/dom.ts'
import { claimCard, type FindTranscript } from './claim-card.ts'
import { type ClaimForm, statementFormKey } from './claim-forms.ts'
import type { ClaimTranscript } from './claim-transcript.ts'
import { type Column, columnsOf } from './columns.ts'
import type { CompatClaim } from './compat-schema.ts'
import { sectionsOf } from './compat-sections.ts'
import { compatTexts } from './compat-texts.ts'
import { matrixSection } from './matrix.ts'
import type { RunSummary } from './run-summary.ts'

export interface CompatInput {
  readonly claims: readonly CompatClaim[]
  readonly runs: readonly RunSummary[]
  /** Files that do not count, with what is wrong. */
  readonly leftOut: readonly { readonly file: string; readonly outcome: string; readonly reasons: readonly string[] }[]
  /** By the key of the form. */
  readonly transcripts: ReadonlyMap<string, ClaimTranscript>
}

const readAsset = (path: string) => readFile(join(import.meta.dirname, path), 'utf8')
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const languageButton = (lang: 'en' | 'ja', name: string) =>
  h(
    'button',
    { type: 'button', lang, dataSetLang: lang, ariaPressed: String(lang === 'en'), className: ['as-is'] },
    name,
  )

const bar = (): Element =>
  h(
    'header',
    h('a', { className: ['skip'], href: '#claims' }, both(compatTexts.skip)),
    h('strong', { className: ['brand'] }, 'nsproof'),
    h(
      'div',
      { className: ['switches', 'scripted'] },
      h(
        'span',
        { role: 'group', ariaLabelledBy: 'lang-h' },
        h('span', { id: 'lang-h', className: ['sr'] }, both(compatTexts.language)),
        languageButton('en', 'English'),
        languageButton('ja', '日本語'),
      ),
      h(
        'button',
        { type: 'button', dataSetTheme: '' },
        h('span', { className: ['half'], ariaHidden: 'true' }),
        h('span', { className: ['sr'] }, both(compatTexts.theme)),
      ),
    ),
  )

const countDistinct = (values: readonly string[]): number => new Set(values).size

function counts({ claims, runs }: CompatInput): Element {
  const rows = [
    ['claims', claims.length],
    ['differing', claims.filter(({ differs }) => differs).length],
    ['runs', runs.length],
    ['engines', countDistinct(runs.map(({ facts }) => facts.engine))],
    ['kernels', countDistinct(runs.map(({ facts }) => facts.kernel))],
  ] as const
  return h(
    'dl',
    { className: ['counts'] },
    rows.map(([name, count]) => h('div', h('dt', both(compatTexts[name])), h('dd', number(count)))),
  )
}

/** Machines beyond this number are in runs.json alone. */
const maxMachines = 40

function machineList({ runs, leftOut }: CompatInput): Element {
  const rows = runs.slice(0, maxMachines).map(({ digest, facts, startedAt }) =>
    h(
      'tr',
      h('th', { scope: 'row' }, h('code', digest)),
      [
        facts.engine,
        facts.runtime,
        `Linux ${facts.kernel}`,
        `cgroup ${facts.cgroup}`,
        facts.mode,
        facts.arch,
        facts.system,
        startedAt.slice(0, 10),
      ].map((text) => h('td', visibleLine(text))),
    ),
  )
  const more = runs.length > maxMachines ? [h('p', `+${number(runs.length - maxMachines)} (runs.json)`)] : []
  const wrong = leftOut.map(({ file, outcome, reasons }) =>
    h('li', h('b', outcome), ` ${visibleLine(file)}: ${visibleLine(reasons.join('; '))}`),
  )
  return h(
    'section',
    { id: 'machines' },
    h('h2', both(compatTexts.machines)),
    scrollingTable('machines-t', compatTexts.machines, h('table', { className: ['machines'] }, h('tbody', rows))),
    more,
    wrong.length === 0 ? [] : [h('h3', both(compatTexts.leftOut)), h('ul', wrong)],
  )
}

function body(input: CompatInput, columns: readonly Column[]): Element {
  const find: FindTranscript = (claim: CompatClaim, form: ClaimForm) =>
    input.transcripts.get(statementFormKey(claim.id, form))
  return h(
    'body',
    bar(),
    h(
      'main',
      h('h1', both(compatTexts.heading)),
      h('p', { className: ['lead'] }, both(compatTexts.lead)),
      counts(input),
      h(
        'div',
        { id: 'claims' },
        sectionsOf(input.claims).map((section) => matrixSection(section, columns)),
      ),
      h(
        'section',
        { id: 'details', ariaLabelledBy: 'details-h' },
        h('h2', { id: 'details-h' }, both(compatTexts.details)),
        input.claims.map((claim) => claimCard(claim, columns, find)),
      ),
      machineList(input),
      h('footer', h('p', both(compatTexts.revision), ' ', h('code', input.runs[0]?.revision ?? ''))),
    ),
  )
}

/** The page as one file. It loads nothing; its Content-Security-Policy allows only its own script and style, by hash. */
export async function compatPage(input: CompatInput): Promise<string> {
  const [theme, own, script] = await Promise.all(
    ['../notebook/assets/theme.css', 'assets/compat.css', 'assets/compat.js'].map(readAsset),
  )
  const style = `${theme}${own}`
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script ?? '')}; base-uri 'none'; form-action 'none'`
  const head = h(
    'head',
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', { dataEn: compatTexts.title.en, dataJa: compatTexts.title.ja }, compatTexts.title.en),
    h('style', style),
    h('script', script ?? ''),
  )
  const html = h('html', { lang: 'en', dataLang: 'en' }, head, body(input, columnsOf(input.runs)))
  return toHtml({ type: 'root', children: [{ type: 'doctype' }, html] })
}
