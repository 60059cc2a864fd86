import type { ClaimEvidence } from './schema.ts'

export type ClaimResult = NonNullable<ClaimEvidence['verdict']> | Exclude<ClaimEvidence['status'], 'as-expected'>

export const resultWords: Readonly<Record<'en' | 'ja', Readonly<Record<ClaimResult, string>>>> = {
  en: {
    confirmed: 'confirmed',
    refined: 'refined',
    refuted: 'refuted',
    answered: 'answered',
    new: 'new',
    'not-applicable': 'not applicable',
    unexpected: 'UNEXPECTED',
    broken: 'BROKEN',
  },
  ja: {
    confirmed: '確認',
    refined: '精密化',
    refuted: '反証',
    answered: '解答',
    new: '新規',
    'not-applicable': '対象外',
    unexpected: '予想外',
    broken: '故障',
  },
}
export const claimCount: Readonly<Record<'en' | 'ja', (n: number) => string>> = {
  en: (n) => `${n} ${n === 1 ? 'claim' : 'claims'}`,
  ja: (n) => `${n} 件`,
}
export const resultOrder: readonly ClaimResult[] = [
  'confirmed',
  'refined',
  'refuted',
  'answered',
  'new',
  'not-applicable',
  'unexpected',
  'broken',
]

/** The verdict of a claim that is as expected, else its status. */
export const resultOf = ({ status, verdict }: Pick<ClaimEvidence, 'status' | 'verdict'>): ClaimResult =>
  status === 'as-expected' ? (verdict ?? 'broken') : status

export const totalDurationMs = (tests: readonly { readonly durationMs: number }[]): number =>
  tests.reduce((sum, { durationMs }) => sum + durationMs, 0)

/** For example `0.31 s`. */
export const formatSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
