import type { Element } from 'hast'
import { h } from 'hastscript'
import { claimCount, resultOf, resultOrder } from '../../evidence/claim-result.ts'
import type { ClaimEvidence, Evidence } from '../../evidence/schema.ts'
import { chooseViews } from '../claim/choose-views.ts'
import { askedOf, claimContext } from '../claim/claim-block.ts'
import { answerFold, predictBlock } from '../claim/predict.ts'
import { sideBySide } from '../claim/side-by-side.ts'
import { both, type Content, fold } from '../page/dom.ts'
import { resultMark } from '../page/marks.ts'
import { profileRows } from '../page/profile-rows.ts'
import { ui } from '../ui/ui.ts'
import { puzzlePicture } from './puzzle-picture.ts'

const isAsExpected = (claims: readonly ClaimEvidence[], id: string) =>
  claims.some((claim) => claim.id === id && claim.status === 'as-expected')

function answer({ claims }: Evidence): Element {
  const isAnswered = isAsExpected(claims, 'ART-14') && isAsExpected(claims, 'ART-20')
  const sentences = isAnswered
    ? [h('p', both(ui.answerKernel)), h('p', both(ui.answerWays))]
    : [h('p', both(ui.answerMissing))]
  return h('div', { className: ['answer-text'] }, h('h2', both(ui.answer)), ...sentences)
}

/** The counts of results, and the machine, folded. */
function machine(evidence: Evidence): Element {
  const { claims } = evidence
  const counts = resultOrder.flatMap((word) => {
    const n = claims.filter((claim) => resultOf(claim) === word).length
    return n === 0 ? [] : [h('li', h('strong', String(n)), ' ', resultMark(word))]
  })
  const rows = profileRows(evidence).map(([label, value]) => h('div', h('dt', both(label)), h('dd', ...value)))
  const total = both({ en: claimCount.en(claims.length), ja: claimCount.ja(claims.length) })
  return h(
    'div',
    { className: ['of-run'] },
    h('ul', { className: ['counts'] }, h('li', h('strong', total)), ...counts),
    fold(both(ui.machine), [h('dl', { className: ['machine'] }, ...rows)]),
  )
}

/** The picture and the article's puzzle, with its answer folded. Only the answer if the run did not see the puzzle. */
function puzzle(evidence: Evidence): Content[] {
  const claim = evidence.claims.find(({ id }) => id === 'ART-14')
  const context = claimContext(evidence)
  const asked = claim && askedOf(claim, context)
  if (claim === undefined || asked === undefined) return [answer(evidence)]
  const views = chooseViews(claim, evidence)
  const picture = puzzlePicture(views, evidence.subjects)
  const drawing =
    picture === undefined
      ? []
      : [
          h(
            'figure',
            { className: ['puzzle-figure'] },
            h('span', { id: 'picture-alt', className: ['sr'] }, both(ui.picture)),
            picture,
            h('figcaption', both(ui.puzzle)),
          ),
        ]
  const question = h('div', h('p', { className: ['ask'] }, both(asked.question.ask)), predictBlock(asked))
  const link = h('p', both(ui.readClaim), ' ', h('a', { href: `#${claim.id}` }, claim.id))
  return [
    h('div', { className: ['opening'] }, ...drawing, question),
    answerFold(asked, [sideBySide(views, evidence.subjects), answer(evidence), link]),
  ]
}

/** What the page begins with: the question, one picture, the first prediction, and the answer when it is wanted. */
export const openingSection = (evidence: Evidence): Element =>
  h(
    'section',
    { id: 'answer', ariaLabelledBy: 'answer-h' },
    h('h1', { id: 'answer-h' }, both(ui.heading)),
    ...puzzle(evidence),
    machine(evidence),
  )
