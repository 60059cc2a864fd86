import { visibleLine } from '../../instruments/evidence/visible.ts'
import {
  claimCount,
  formatSeconds,
  resultOf,
  resultOrder,
  resultWords,
  totalDurationMs,
} from '../evidence/claim-result.ts'
import type { ClaimEvidence, Evidence } from '../evidence/schema.ts'
import { paintResult } from './paint-result.ts'
import { cutToWidth, padToWidth, textWidth } from './text-width.ts'

export interface TableOptions {
  readonly colour: boolean
  /** Of the terminal, in columns. */
  readonly width: number
  readonly lang?: 'en' | 'ja'
}

const isBad = (claim: ClaimEvidence) => claim.status === 'unexpected' || claim.status === 'broken'

function row(
  claim: ClaimEvidence,
  widths: readonly [id: number, title: number, word: number],
  options: TableOptions,
): string {
  const lang = options.lang ?? 'en'
  const [id, title, word] = widths
  const resultCell = paintResult(resultOf(claim), options.colour)(padToWidth(resultWords[lang][resultOf(claim)], word))
  const titleCell = padToWidth(cutToWidth(visibleLine(claim.title[lang]), title), title)
  return `${padToWidth(claim.id, id)}  ${titleCell}  ${resultCell}  ${formatSeconds(totalDurationMs(claim.tests)).padStart(8)}`
}

function summary({ claims, durationMs }: Evidence, lang: 'en' | 'ja'): string {
  const parts = resultOrder.flatMap((word) => {
    const number = claims.filter((claim) => resultOf(claim) === word).length
    return number === 0 ? [] : [`${number} ${resultWords[lang][word]}`]
  })
  return `${claimCount[lang](claims.length)}: ${parts.join(', ')} (${formatSeconds(durationMs)})`
}

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(textWidth))

/** One line for each claim: id, title, result and time. Then the reasons of unexpected and broken claims, then the counts. */
export function verdictTable(evidence: Evidence, options: TableOptions): string {
  const lang = options.lang ?? 'en'
  const id = widest(evidence.claims.map((claim) => claim.id))
  const word = widest(evidence.claims.map((claim) => resultWords[lang][resultOf(claim)]))
  const title = Math.max(
    20,
    Math.min(widest(evidence.claims.map((claim) => claim.title[lang])), options.width - id - word - 14),
  )
  const rows = evidence.claims.map((claim) => row(claim, [id, title, word], options))
  const reasons = evidence.claims.filter(isBad).map((claim) => {
    const mark = paintResult(resultOf(claim), options.colour)(resultWords[lang][resultOf(claim)])
    return `${claim.id} ${mark}: ${visibleLine(claim.reason ?? '')}`
  })
  return [...rows, '', ...reasons, summary(evidence, lang), ''].join('\n')
}
