import type { Element } from 'hast'
import { h } from 'hastscript'
import type { SubjectRecord } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import { resultOf } from '../../evidence/claim-result.ts'
import type { ClaimEvidence, Evidence } from '../../evidence/schema.ts'
import { both, type Content, prose, sourceLink } from '../page/dom.ts'
import { claimMark } from '../page/marks.ts'
import { ui } from '../ui/ui.ts'
import { chooseControl, chooseViews, type ShownObservation } from './choose-views.ts'
import { commandLog, testLine } from './command-log.ts'
import { glance, ladder, ladderViews, stepsOf } from './ladder.ts'
import { transcriptPanel } from './panel.ts'
import { sideBySide } from './side-by-side.ts'
import { type RunNames, tryIt } from './try-it.ts'

/** The run that a claim belongs to. */
export interface ClaimContext extends RunNames {
  readonly claims: readonly ClaimEvidence[]
}

export const claimContext = ({ claims, subjects, profile }: Evidence): ClaimContext => ({
  claims,
  subjects,
  daemon: profile.engine.daemon,
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
  return blocks.length === 0
    ? []
    : [h('div', { className: ['control-block'] }, h('h5', both(ui.controlBeneath)), ...blocks)]
}

function evidenceOf(
  claim: ClaimEvidence,
  context: ClaimContext,
): { parts: Content[]; views: readonly ShownObservation[] } {
  if (stepsOf(claim) !== undefined) {
    return { parts: [glance(claim, context.subjects), ladder(claim, context.subjects)], views: ladderViews(claim) }
  }
  const views = chooseViews(claim, context.claims)
  const findings = claim.tests.filter(({ role }) => role === 'finding').map(testLine)
  const pairs = views.length === 0 ? [] : [sideBySide(views, context.subjects)]
  return { parts: [...findings, ...pairs, ...controls(claim, views, context.subjects)], views }
}

/** Everything below a claim's title: why, the two views, the control, the lesson, the sources and the commands. */
function claimBody(claim: ClaimEvidence, context: ClaimContext): Element[] {
  const { parts, views } = evidenceOf(claim, context)
  return [
    claimFacts(claim),
    ...(claim.tests.length === 0 ? [] : [h('div', { className: ['evidence'] }, ...parts)]),
    h('div', { className: ['lesson'] }, h('h5', both(ui.lesson)), h('p', both(claim.lesson))),
    tryIt(claim, views, context),
    ...(claim.tests.length === 0 ? [] : [commandLog(claim)]),
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

const searchable = (claim: ClaimEvidence) =>
  visibleLine(`${claim.id} ${claim.title.en} ${claim.title.ja}`).toLowerCase()

const attributes = (claim: ClaimEvidence) => ({
  id: claim.id,
  dataClaim: resultOf(claim),
  dataWords: searchable(claim),
})

/** A claim of the article: open. */
export const openClaim = (claim: ClaimEvidence, context: ClaimContext): Element =>
  h(
    'article',
    { className: ['claim'], ...attributes(claim) },
    heading(claim, h('a', { className: ['id'], href: `#${claim.id}` }, claim.id)),
    ...claimBody(claim, context),
  )

/** A claim beyond the article: folded to its title and verdict. */
export const foldedClaim = (claim: ClaimEvidence, context: ClaimContext): Element =>
  h(
    'details',
    { className: ['claim'], ...attributes(claim) },
    h('summary', heading(claim, h('span', { className: ['id'] }, claim.id))),
    h('div', ...claimBody(claim, context)),
  )
