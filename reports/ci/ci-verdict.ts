import type { AssessedFile } from '../evidence/assess-file.ts'
import type { Judged } from './baseline.ts'

export const failOnValues = ['any', 'otherwise', 'never'] as const

/**
 * `any`: a claim that came out otherwise, an entry of the baseline that is fixed or expired, or a broken apparatus.
 * `otherwise`: the same without a broken apparatus. `never`: nothing.
 */
export type FailOn = (typeof failOnValues)[number]

export interface CiVerdict {
  /** One line for a person. */
  readonly line: string
  /** One word or two for a program. */
  readonly verdict: 'as expected' | 'otherwise' | 'baseline is out of date' | 'apparatus broke' | 'machine failed'
  readonly code: 0 | 1 | 3
}

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** @param judged absent if there is no whole evidence */
export function verdictOf(assessed: AssessedFile, judged: Judged | undefined): CiVerdict {
  if (judged === undefined || assessed.evidence === undefined) {
    const verdict = assessed.outcome === 'machine failed' ? 'machine failed' : 'apparatus broke'
    return { verdict, code: 3, line: `Nothing was proved: ${assessed.reasons.join('; ')}` }
  }
  const { unexpected, fixed, expired, broken, known } = judged
  const count = many(assessed.evidence.claims.length, 'claim')
  if (unexpected.length > 0)
    return {
      verdict: 'otherwise',
      code: 1,
      line: `${unexpected.length} of ${count} came out otherwise: ${unexpected.join(', ')}`,
    }
  if (fixed.length + expired.length > 0) {
    const parts = [...named('came out as expected again', fixed), ...named('expired', expired)]
    return { verdict: 'baseline is out of date', code: 1, line: `The baseline is out of date: ${parts.join('; ')}` }
  }
  const troubles = assessed.evidence.run?.troubles.length ?? 0
  if (broken.length + troubles > 0) {
    const what = broken.length > 0 ? `nothing was shown of ${broken.join(', ')}` : many(troubles, 'error')
    return { verdict: 'apparatus broke', code: 3, line: `The apparatus broke: ${what}` }
  }
  const also = known.length === 0 ? '' : ` (${many(known.length, 'claim')} otherwise, as the baseline says)`
  return { verdict: 'as expected', code: 0, line: `${count} came out as expected, or do not apply here${also}` }
}

const named = (what: string, entries: readonly { readonly claim: string }[]): string[] =>
  entries.length === 0 ? [] : [`${entries.map(({ claim }) => claim).join(', ')} ${what}`]

/** The exit code, as `fail-on` wants it. */
export function exitCodeOf({ code, verdict }: CiVerdict, failOn: FailOn): 0 | 1 | 3 {
  if (failOn === 'never') return 0
  return failOn === 'otherwise' && (verdict === 'apparatus broke' || verdict === 'machine failed') ? 0 : code
}
