import { createColors } from 'picocolors'
import { visibleLine } from '../instruments/evidence/visible.ts'
import { cutToWidth, padToWidth, textWidth } from './columns.ts'
import type { ClaimEvidence, Evidence } from './schema.ts'
import { type ClaimResult, claimCount, formatSeconds, resultOf, resultOrder, resultWords } from './words.ts'

export interface TableOptions {
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly lang?: 'en' | 'ja'
}

const isBad = (claim: ClaimEvidence) => claim.status === 'unexpected' || claim.status === 'broken'
const spent = ({ tests }: ClaimEvidence) => tests.reduce((sum, test) => sum + test.durationMs, 0)

function paint(word: ClaimResult, colour: boolean): (text: string) => string {
  const paints = createColors(colour)
  if (word === 'unexpected' || word === 'broken') return paints.red
  return word === 'not-applicable' ? paints.yellow : paints.green
}

function row(
  claim: ClaimEvidence,
  widths: readonly [id: number, title: number, word: number],
  options: TableOptions,
): string {
  const lang = options.lang ?? 'en'
  const [id, title, word] = widths
  const said = paint(resultOf(claim), options.colour)(padToWidth(resultWords[lang][resultOf(claim)], word))
  const named = padToWidth(cutToWidth(visibleLine(claim.title[lang]), title), title)
  return `${padToWidth(claim.id, id)}  ${named}  ${said}  ${formatSeconds(spent(claim)).padStart(8)}`
}

function summary({ claims, durationMs }: Evidence, lang: 'en' | 'ja'): string {
  const parts = resultOrder.flatMap((word) => {
    const number = claims.filter((claim) => resultOf(claim) === word).length
    return number === 0 ? [] : [`${number} ${resultWords[lang][word]}`]
  })
  return `${claimCount[lang](claims.length)}: ${parts.join(', ')} (${formatSeconds(durationMs)})`
}

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(textWidth))

/** Id, title, verdict or status, time: a line a claim; then why for each that is unexpected or broken; then the counts. */
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
    const mark = paint(resultOf(claim), options.colour)(resultWords[lang][resultOf(claim)])
    return `${claim.id} ${mark}: ${visibleLine(claim.reason ?? '')}`
  })
  return [...rows, '', ...reasons, summary(evidence, lang), ''].join('\n')
}
