import type { Element } from 'hast'
import { h } from 'hastscript'
import { both, scrollingTable } from '../notebook/page/dom.ts'
import { type ClaimForm, type ColumnResult, formsOf, resultsOf } from './claim-forms.ts'
import type { Column } from './columns.ts'
import type { CompatClaim } from './compat-schema.ts'
import type { CompatSection } from './compat-sections.ts'
import { compatTexts } from './compat-texts.ts'

/** The id of one cell of a claim: it stands at the claim's details, so that a link to a cell leads to why. */
export const cellId = (claim: string, column: Column): string => `${claim}.${column.key}`

/** One section: a row for each claim, a column for each group of machines. */
export function matrixSection({ id, title, lead, claims }: CompatSection, columns: readonly Column[]): Element {
  const head = h(
    'tr',
    h('th', { scope: 'col', className: ['what'] }, both(compatTexts.claim)),
    columns.map(({ engine, conditions }) => h('th', { scope: 'col' }, engine, h('small', conditions))),
  )
  const table = h(
    'table',
    h('thead', head),
    h(
      'tbody',
      claims.map((claim) => rowOf(claim, columns)),
    ),
  )
  return h(
    'section',
    { id, ariaLabelledBy: `${id}-h` },
    h('h2', { id: `${id}-h` }, both(title), ' ', h('span', { className: ['count'] }, String(claims.length))),
    lead === undefined ? [] : h('p', both(lead)),
    scrollingTable(`${id}-t`, title, table),
  )
}

function rowOf(claim: CompatClaim, columns: readonly Column[]): Element {
  const forms = formsOf(claim)
  const lettered = forms.filter(({ letter }) => letter !== '')
  const list = lettered.map(({ letter, expectation }) =>
    h(
      'li',
      h('b', { className: ['form', `f${letter}`] }, letter),
      ' ',
      h('span', expectation === undefined ? [] : both(expectation)),
    ),
  )
  return h(
    'tr',
    h(
      'th',
      { scope: 'row', className: ['what'] },
      h('a', { href: `#${claim.id}` }, claim.id),
      ' ',
      both(claim.title),
      list.length === 0 ? [] : h('ul', { className: ['forms'] }, list),
    ),
    resultsOf(claim, forms, columns).map((result) => cellOf(claim, result, forms)),
  )
}

function cellOf(
  { id }: CompatClaim,
  { column, outcome, forms: found }: ColumnResult,
  forms: readonly ClaimForm[],
): Element {
  const letters = found.map((index) => forms[index]?.letter ?? '').filter((letter) => letter !== '')
  const word = letters.length > 1 && outcome === 'several' ? compatTexts.holds : compatTexts[outcome]
  const content = [
    h('span', { className: ['word'] }, both(word)),
    letters.map((letter) => h('b', { className: ['form', `f${letter}`] }, letter)),
  ]
  const label = `${column.engine} · ${column.conditions}`
  if (outcome === 'unknown') return h('td', { className: ['unknown'], dataColumn: label }, content)
  return h('td', { className: [outcome], dataColumn: label }, h('a', { href: `#${cellId(id, column)}` }, content))
}
