import type { Element } from 'hast'
import { h } from 'hastscript'
import type { SubjectRecord } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import { answerOf } from '../../evidence/answer.ts'
import { resultOf } from '../../evidence/claim-result.ts'
import type { KeptMutations } from '../../evidence/kept-mutations.ts'
import type { ClaimEvidence, Evidence } from '../../evidence/schema.ts'
import { both, type Content, fold, prose, sourceLink } from '../page/dom.ts'
import { claimMark } from '../page/marks.ts'
import { ui } from '../ui/ui.ts'
import { chooseControl, chooseViews, type ShownObservation } from './choose-views.ts'
import { commandLog, testLine } from './command-log.ts'
import { glance, ladder, ladderViews, stepsOf } from './ladder.ts'
import { transcriptPanel } from './panel.ts'
import { type Asked, answerFold, predictBlock } from './predict.ts'
import { sideBySide } from './side-by-side.ts'
import { namesOf, type RunNames, tryIt } from './try-it.ts'

/** The run that a claim belongs to. */
export interface ClaimContext extends RunNames {
  readonly claims: readonly ClaimEvidence[]
  readonly mutations: KeptMutations
}

export const claimContext = (evidence: Evidence, mutations: KeptMutations = {}): ClaimContext => ({
  ...namesOf(evidence),
  claims: evidence.claims,
  mutations,
})

function claimFacts(claim: ClaimEvidence): Element {
  const { text, because } = claim.expectation
  const reason =
    claim.reason === undefined
      ? []
      : [h('dt', both(ui.reason)), h('dd', { className: ['reason'] }, prose(claim.reason))]
  return h(
    'dl',
    { className: ['told'] },
    h('dt', both(ui.why)),
    h('dd', both(claim.why)),
    h('dt', both(ui.expected)),
    h('dd', both(text), ' ', h('span', { className: ['because'] }, both(because))),
    ...reason,
  )
}

function controls(
  claim: ClaimEvidence,
  views: readonly ShownObservation[],
  subjects: readonly SubjectRecord[],
): Content[] {
  const tests = claim.tests.filter(({ role }) => role === 'control')
  const blocks = tests.flatMap((test): Content[] => {
    const key = chooseControl(claim, test, views)
    const isAbove = views.some(({ test: other }) => other === test)
    if (isAbove) return [testLine(test), h('p', { className: ['note'] }, both(ui.controlShown))]
    return [testLine(test), ...(key === undefined ? [] : [transcriptPanel(key, subjects)])]
  })
  return blocks.length === 0 ? [] : [fold(both(ui.otherwise), blocks, 'needed')]
}

/** Recorded runs of the finding in which its cause was gone. */
function wouldHaveSeen(kept: KeptMutations[string]): Content[] {
  if (kept.length === 0) return []
  const items = kept.map(({ change, error }) => h('li', both(change), ': ', h('code', visibleLine(error))))
  return [
    fold(both(ui.wouldHaveSeen), [h('p', { className: ['note'] }, both(ui.findingFails)), h('ul', items)], 'needed'),
  ]
}

interface ShownEvidence {
  readonly parts: readonly Content[]
  /** What the control showed, folded. */
  readonly otherwise: readonly Content[]
  readonly views: readonly ShownObservation[]
}

function evidenceOf(claim: ClaimEvidence, { claims, subjects }: ClaimContext): ShownEvidence {
  if (stepsOf(claim) !== undefined) {
    return { parts: [glance(claim, subjects), ladder(claim, subjects)], otherwise: [], views: ladderViews(claim) }
  }
  const views = chooseViews(claim, { claims, subjects })
  const findings = claim.tests.filter(({ role }) => role === 'finding').map(testLine)
  const pairs = views.length === 0 ? [] : [sideBySide(views, subjects)]
  return { parts: [...findings, ...pairs], otherwise: controls(claim, views, subjects), views }
}

/** Everything below a claim's title: the two views, why, the control, the lesson, the commands and the sources. */
function claimBody(claim: ClaimEvidence, context: ClaimContext): Element[] {
  const { parts, otherwise, views } = evidenceOf(claim, context)
  return [
    ...(claim.tests.length === 0 ? [] : [h('div', { className: ['evidence'] }, ...parts)]),
    claimFacts(claim),
    h('div', { className: ['lesson'] }, h('h5', both(ui.lesson)), h('p', both(claim.lesson))),
    h(
      'div',
      { className: ['more-of-it'] },
      ...otherwise,
      ...wouldHaveSeen(context.mutations[claim.id] ?? []),
      fold(both(ui.tryIt), tryIt(claim, views, context), 'try'),
      ...(claim.tests.length === 0 ? [] : [commandLog(claim)]),
    ),
    h(
      'p',
      { className: ['sources'] },
      h('span', both(ui.sources)),
      ' ',
      ...claim.source.flatMap((each, index) => [index > 0 ? ' · ' : '', ...sourceLink(each)]),
    ),
  ]
}

/** @param id the claim's id; a link, except inside a summary, which must not contain links */
const heading = (claim: ClaimEvidence, id: Element): Element =>
  h('h4', id, ' ', h('span', { className: ['claim-title'] }, both(claim.title)), ' ', claimMark(claim))

const attributes = (claim: ClaimEvidence) => ({ id: claim.id, dataClaim: resultOf(claim) })

/** A claim's question, with what the evidence says to it. Undefined for a claim that has none. */
export function askedOf(claim: ClaimEvidence, run: ClaimContext): Asked | undefined {
  const answer = answerOf(claim, run)
  return claim.question && answer && { id: claim.id, question: claim.question, answer }
}

/** A claim of the article. With a question, it hides until the reader has predicted. */
export function openClaim(claim: ClaimEvidence, context: ClaimContext): Element {
  const asked = askedOf(claim, context)
  const id = h('a', { className: ['id'], href: `#${claim.id}` }, claim.id)
  const body = claimBody(claim, context)
  if (asked === undefined)
    return h('article', { className: ['claim'], ...attributes(claim) }, heading(claim, id), ...body)
  const said = h(
    'p',
    { className: ['said'] },
    h('span', { className: ['id'] }, claim.id),
    ' ',
    h('strong', both(claim.title)),
    ' ',
    claimMark(claim),
  )
  return h(
    'article',
    { className: ['claim', 'asking'], ...attributes(claim) },
    h('h4', id, ' ', h('span', { className: ['claim-title'] }, both(asked.question.ask))),
    predictBlock(asked),
    answerFold(asked, [said, ...body]),
  )
}

/** A claim beyond the article: folded to its title and verdict. */
export const foldedClaim = (claim: ClaimEvidence, context: ClaimContext): Element =>
  h(
    'details',
    { className: ['claim'], ...attributes(claim) },
    h('summary', heading(claim, h('span', { className: ['id'] }, claim.id))),
    h('div', ...claimBody(claim, context)),
  )
