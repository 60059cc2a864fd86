import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { Text } from '../../instruments/evidence/types.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import { resultWords } from '../evidence/claim-result.ts'
import type { ComparedClaim, ComparedResult, ComparedRun, Comparison } from '../evidence/comparison.ts'

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d5dc, #3c3c46); --good: light-dark(#176b35, #7fd49b);
  --bad: light-dark(#b3261e, #ff9d94); --plain: light-dark(#62626e, #a3a3b0); --odd: light-dark(#fdf3d7, #37301a) }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem;
  background: light-dark(#fff, #17171b); color: light-dark(#1c1c22, #e9e9ee) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .7rem; text-align: start; vertical-align: top }
thead th { position: sticky; top: 0; background: light-dark(#fff, #17171b) }
th small, td small, th [lang=ja] { display: block; font-weight: normal; color: var(--plain); font-size: .85rem }
tbody th { font-weight: normal; min-width: 16rem }
.odd { background: var(--odd) }
.word { font-weight: 600; color: var(--good) }
.unexpected, .broken { color: var(--bad) }
.not-applicable, .not-run { color: var(--plain) }
`

const both = ({ en, ja }: Text): Element[] => [
  h('span', { lang: 'en' }, visibleLine(en)),
  h('span', { lang: 'ja' }, visibleLine(ja)),
]

function head({ name, engine, kernel, os, startedAt }: ComparedRun): Element {
  const small = [engine, kernel, os, startedAt].map((text) => h('small', visibleLine(text)))
  return h('th', { scope: 'col' }, visibleLine(name), small)
}

function cellOf(cell: ComparedResult | undefined): Element {
  if (cell === undefined) return h('td', h('span', { className: ['word', 'not-run'] }, 'not run / 未実行'))
  const notes = [cell.reason, cell.expected?.en, cell.expected?.ja].filter((note) => note !== undefined)
  return h(
    'td',
    h('span', { className: ['word', cell.result] }, `${resultWords.en[cell.result]} / ${resultWords.ja[cell.result]}`),
    notes.map((note) => h('small', visibleLine(note))),
  )
}

const row = ({ id, title, cells, differs }: ComparedClaim): Element =>
  h(
    'tr',
    { id, className: differs ? ['odd'] : [] },
    h('th', { scope: 'row' }, h('b', id), ' ', both(title)),
    cells.map(cellOf),
  )

const lead: Text = {
  en: 'The same claims on several engines. Rows in which the outcome differs are tinted. Where the expectation differs from engine to engine, it stands below the outcome.',
  ja: '同じ主張を複数のエンジンで確かめた結果である。結果が異なる行には色を付けた。予想がエンジンによって異なる場合は、結果の下に示す。',
}

/** The comparison as one page in both languages. It loads nothing and has no script. */
export function comparisonPage({ columns, rows }: Comparison): string {
  const table = h(
    'table',
    h('thead', h('tr', h('th', { scope: 'col' }, 'claim / 主張'), columns.map(head))),
    h('tbody', rows.map(row)),
  )
  const page = h(
    'html',
    { lang: 'en' },
    h(
      'head',
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width' }),
      h('meta', { httpEquiv: 'Content-Security-Policy', content: "default-src 'none'; style-src 'unsafe-inline'" }),
      h('title', 'nsproof: engines compared'),
      h('style', style),
    ),
    h(
      'body',
      h('h1', 'Engines compared / エンジンの比較'),
      both(lead).map((text) => h('p', text)),
      h('div', { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: 'claims by engine' }, table),
    ),
  )
  return `<!doctype html>\n${toHtml(page)}\n`
}
