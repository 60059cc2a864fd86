import type { ClaimEvidence } from './schema.ts'

export type Word = NonNullable<ClaimEvidence['verdict']> | Exclude<ClaimEvidence['status'], 'as-expected'>

export const words: Readonly<Record<'en' | 'ja', Readonly<Record<Word, string>>>> = {
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
export const counted: Readonly<Record<'en' | 'ja', (n: number) => string>> = {
  en: (n) => `${n} ${n === 1 ? 'claim' : 'claims'}`,
  ja: (n) => `${n} 件`,
}
export const wordOrder: readonly Word[] = [
  'confirmed',
  'refined',
  'refuted',
  'answered',
  'new',
  'not-applicable',
  'unexpected',
  'broken',
]

/** The verdict where the claim came out as expected, else its status. */
export const wordOf = ({ status, verdict }: ClaimEvidence): Word =>
  status === 'as-expected' ? (verdict ?? 'broken') : status

/** Milliseconds as a person reads them: `0.31 s`. */
export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
