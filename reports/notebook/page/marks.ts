import type { Element } from 'hast'
import { h, s } from 'hastscript'
import { type ClaimResult, resultOf, resultWords } from '../../evidence/claim-result.ts'
import type { ClaimEvidence } from '../../evidence/schema.ts'
import { both } from './dom.ts'

/** SVG paths in a box of 16 × 16. The icons differ in shape, so that colour is not the only difference. */
const strokes: Readonly<Record<ClaimResult, string>> = {
  confirmed: 'M3 8.5 6.5 12 13 4.5',
  refined: 'M8 2v8M4 6h8M4 13.5h8',
  refuted: 'M4 4l8 8M12 4l-8 8',
  answered: 'M5 5.6a3 3 0 1 1 4.6 2.5C8.4 8.9 8 9.3 8 10.5M8 13.2v.6',
  new: 'M8 3v10M3 8h10',
  'not-applicable': 'M3 8h10',
  unexpected: 'M8 2.5v7.5M8 13v.6',
  broken: 'M9.5 2 5 8.6h6L6.5 14.5',
}

const icon = (word: ClaimResult) =>
  s(
    'svg',
    { viewBox: '0 0 16 16', width: 14, height: 14, ariaHidden: 'true', className: ['icon'] },
    s('path', { d: strokes[word] }),
  )

export function resultMark(word: ClaimResult): Element {
  const text = { en: resultWords.en[word].toLowerCase(), ja: resultWords.ja[word] }
  return h('span', { className: ['mark', `is-${word}`] }, icon(word), h('span', both(text)))
}

/** The icon and the word of a claim's result. */
export const claimMark = (claim: ClaimEvidence): Element => resultMark(resultOf(claim))

/** The icon alone, with the word for screen readers. */
export const claimIcon = (claim: ClaimEvidence): Element =>
  h(
    'span',
    { className: ['mark', 'small', `is-${resultOf(claim)}`] },
    icon(resultOf(claim)),
    h(
      'span',
      { className: ['sr'] },
      both({ en: resultWords.en[resultOf(claim)], ja: resultWords.ja[resultOf(claim)] }),
    ),
  )
