import type { Element } from 'hast'
import { h } from 'hastscript'
import { claimCount, resultOf, resultOrder } from '../../evidence/claim-result.ts'
import type { ClaimEvidence, Evidence } from '../../evidence/schema.ts'
import { ui } from '../ui/ui.ts'
import { both, section } from './dom.ts'
import { resultMark } from './marks.ts'
import { profileRows } from './profile-rows.ts'

const isAsExpected = (claims: readonly ClaimEvidence[], id: string) =>
  claims.some((claim) => claim.id === id && claim.status === 'as-expected')

/** The answer if this run showed it, the counts of results, and the machine. */
export function answerSection(evidence: Evidence): Element {
  const { claims } = evidence
  const isAnswered = isAsExpected(claims, 'ART-14') && isAsExpected(claims, 'ART-20')
  const sentences = isAnswered
    ? [h('p', both(ui.answerKernel)), h('p', both(ui.answerWays))]
    : [h('p', both(ui.answerMissing))]
  const counts = resultOrder.flatMap((word) => {
    const n = claims.filter((claim) => resultOf(claim) === word).length
    return n === 0 ? [] : [h('li', h('strong', String(n)), ' ', resultMark(word))]
  })
  const rows = profileRows(evidence).map(([label, value]) => h('div', h('dt', both(label)), h('dd', ...value)))
  const total = both({ en: claimCount.en(claims.length), ja: claimCount.ja(claims.length) })
  return section(
    'answer',
    ui.answer,
    h('div', { className: ['answer'] }, ...sentences),
    h('ul', { className: ['counts'] }, h('li', h('strong', total)), ...counts),
    h('h3', both(ui.machine)),
    h('dl', { className: ['machine'] }, ...rows),
  )
}
