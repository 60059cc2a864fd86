import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import { both, fold, sourceLink, textWithNumber } from '../notebook/page/dom.ts'
import { rangeText } from './badge.ts'
import { type ClaimForm, digestsOf, formsOf, resultsOf } from './claim-forms.ts'
import type { ClaimTranscript, TestTranscript } from './claim-transcript.ts'
import type { Column } from './columns.ts'
import type { CompatClaim, KnownStatement } from './compat-schema.ts'
import { causeTexts, compatTexts } from './compat-texts.ts'
import { cellId } from './matrix.ts'

/** Most digests that a cell lists; the data has all. */
const maxDigests = 4

/** @returns the transcript of a form of this claim, if a run has one */
export type FindTranscript = (claim: CompatClaim, form: ClaimForm) => ClaimTranscript | undefined

/** Everything about one claim: how it came out and where, the rule, and what one run saw. */
export function claimCard(claim: CompatClaim, columns: readonly Column[], find: FindTranscript): Element {
  const forms = formsOf(claim)
  const results = resultsOf(claim, forms, columns).filter(({ outcome }) => outcome !== 'unknown')
  const body = forms.map((form, index) => {
    const cells = results.filter(({ forms: found }) => found.includes(index)).map(({ column }) => column)
    const first = (column: Column) => results.find((result) => result.column === column)?.forms[0] === index
    return formBlock(claim, form, { cells, isFirst: first, transcript: find(claim, form) })
  })
  return h(
    'details',
    { className: ['card'], id: claim.id },
    h('summary', h('h3', h('span', { className: ['id'] }, claim.id), ' ', both(claim.title))),
    h('div', { className: ['body'] }, causeLine(claim), conflictList(claim, columns), body, footer(claim)),
  )
}

function causeLine({ differs, causes }: CompatClaim): ElementContent[] {
  if (!differs) return []
  const named = causes.shown.length > 0 ? causes.shown : causes.possible
  if (named.length === 0) return [h('p', { className: ['cause'] }, both(compatTexts.causeTogether))]
  const lead = causes.shown.length > 0 ? compatTexts.causeShown : compatTexts.causePossible
  const list = named.flatMap((cause, index) => [index === 0 ? ' ' : ', ', h('b', both(causeTexts[cause]))])
  return [h('p', { className: ['cause'] }, both(lead), list)]
}

function conflictList({ id, conflicts }: CompatClaim, columns: readonly Column[]): ElementContent[] {
  return conflicts.map(({ facts, outcomes }, index) => {
    const digests = new Set(outcomes.flatMap(({ evidence }) => evidence))
    const column = columns.find(({ runs }) => runs.some(({ digest }) => digests.has(digest)))
    const sides = outcomes.map(({ outcome, expectation, reason, evidence }) =>
      h('li', h('b', both(compatTexts[outcome])), ' ', both(expectation), reasonOf(reason), ' ', digestList(evidence)),
    )
    const where = [facts.engine, facts.runtime, facts.kernel, facts.mode].join(' · ')
    return h(
      'div',
      { className: ['block', 'conflict'], ...(column && index === 0 && { id: cellId(id, column) }) },
      h('h4', both(compatTexts.conflict)),
      h('p', visibleLine(where)),
      h('ul', sides),
    )
  })
}

const reasonOf = (reason: string | undefined): ElementContent[] =>
  reason === undefined ? [] : [h('br'), h('span', visibleLine(reason))]

interface FormPlaces {
  readonly cells: readonly Column[]
  /** Whether the column's link leads to this form. */
  readonly isFirst: (column: Column) => boolean
  readonly transcript: ClaimTranscript | undefined
}

function formBlock(claim: CompatClaim, form: ClaimForm, places: FormPlaces): Element {
  const { outcome, letter, expectation, because, reason } = form
  const happened = outcome === 'not-applicable' ? 'whyNot' : 'reason'
  return h(
    'div',
    { className: ['block', outcome] },
    h(
      'h4',
      both(compatTexts[outcome]),
      letter === '' ? [] : [' ', h('b', { className: ['form', `f${letter}`] }, letter)],
    ),
    h(
      'dl',
      expectation === undefined ? [] : row('expected', both(expectation)),
      because === undefined ? [] : row('rule', both(because)),
      reason === undefined ? [] : row(happened, [{ type: 'text', value: visibleLine(reason) }]),
      row('range', [rangeList(form), placeList(claim, form, places)]),
    ),
    places.transcript === undefined ? [] : transcriptFold(places.transcript),
  )
}

const row = (name: keyof typeof compatTexts, content: ElementContent[]): Element[] => [
  h('dt', both(compatTexts[name])),
  h('dd', content),
]

const rangeList = ({ statements }: ClaimForm): Element =>
  h(
    'ul',
    { className: ['ranges'] },
    statements.map(({ engine, statement }) => h('li', rangeLine(engine, statement))),
  )

/** One line for each column, which the column's cell in the table links to. */
function placeList({ id, conflicts }: CompatClaim, form: ClaimForm, { cells, isFirst }: FormPlaces): Element {
  const behind = digestsOf(form)
  const places = cells.map((column) => {
    const digests = column.runs.map(({ digest }) => digest).filter((digest) => behind.has(digest))
    const link = isFirst(column) && conflicts.length === 0 ? { id: cellId(id, column) } : {}
    return h('li', link, h('b', column.engine), ` ${column.conditions} `, digestList(digests))
  })
  return h('ul', { className: ['places'] }, places)
}

/** For example `docker ≤20.10.24 – 26.1.5, runc ≤1.1.5, Linux ≤6.12.117 – 6.18.44, x64`. */
function rangeLine(engine: string, statement: KnownStatement): string {
  const runtimes = Object.entries(statement.runtime).map(([name, range]) => `${name} ${rangeText(range)}`)
  const { version_removed: removed } = statement
  const end = removed === undefined ? [] : [`until ${removed}`]
  return [
    `${engine} ${rangeText(statement)}`,
    ...end,
    ...runtimes,
    `Linux ${rangeText(statement.kernel)}`,
    ...statement.arch,
  ].join(', ')
}

function digestList(digests: readonly string[]): Element {
  const more = digests.length > maxDigests ? [` +${digests.length - maxDigests}`] : []
  const shown = digests.slice(0, maxDigests).flatMap((digest, index) => [index === 0 ? '' : ' ', h('code', digest)])
  return h('span', { className: ['digests'] }, both(compatTexts.evidence), ' ', shown, more)
}

function transcriptFold({ digest, tests }: ClaimTranscript): Element {
  return fold([...both(compatTexts.transcript), ' ', h('code', digest)], tests.map(testBlock), 'transcript')
}

function testBlock({ role, title, passed, text, leftOut }: TestTranscript): Element {
  return h(
    'div',
    { className: ['test', role] },
    h(
      'h5',
      h('span', { className: ['role'] }, both(compatTexts[role])),
      ' ',
      both(title),
      passed ? [] : [' ', h('b', { className: ['bad'] }, both(compatTexts.failed))],
    ),
    text === '' ? [] : h('pre', { tabIndex: 0 }, text),
    leftOut === 0 ? [] : h('p', textWithNumber(compatTexts.commandsLeftOut, leftOut)),
  )
}

function footer({ id, source }: CompatClaim): ElementContent[] {
  const links = [
    h('a', { href: `${id}.json` }, `${id}.json`),
    ' ',
    h('a', { href: `badges/${id}.svg` }, `badges/${id}.svg`),
  ]
  return [
    h(
      'p',
      { className: ['sources'] },
      both(compatTexts.sources),
      ': ',
      source.flatMap((one, index) => [index === 0 ? '' : ', ', ...sourceLink(one)]),
    ),
    h('p', { className: ['sources'] }, both(compatTexts.embed), ': ', links, ' ', h('a', { href: `#${id}` }, `#${id}`)),
  ]
}
