import type { ClaimEvidence, Evidence } from '../../reports/evidence/schema.ts'
import type { ExitCode } from './run-command.ts'

/** An exit code and one sentence that says what it means. */
export interface ExplainedExit {
  readonly code: ExitCode
  readonly sentence: string
}

const texts = {
  en: {
    asExpected: 'every claim came out as expected, or does not apply here',
    unexpected: (which: string) => `not as expected: ${which}`,
    claimCount: (n: number) => `${n} claims`,
    nothingShown: (which: string) => `the apparatus broke, so nothing was shown of ${which}`,
    nothingTested: 'the apparatus broke: no claim was tested',
    otherErrors: 'the apparatus broke: see the lines that begin with !',
    alsoBroken: 'and the apparatus broke as well',
    exit: (code: number, sentence: string) => `Exit code ${code}: ${sentence}.`,
    separator: '; ',
  },
  ja: {
    asExpected: 'すべての主張が予想どおりか、この環境では対象外である',
    unexpected: (which: string) => `予想と異なる結果になった主張がある（${which}）`,
    claimCount: (n: number) => `主張 ${n} 件`,
    nothingShown: (which: string) => `実験装置が故障し、${which} については何も示せなかった`,
    nothingTested: '実験装置が故障し、どの主張も試されなかった',
    otherErrors: '実験装置が故障した（! で始まる行を参照）',
    alsoBroken: 'さらに実験装置も故障した',
    exit: (code: number, sentence: string) => `終了コード ${code}：${sentence}。`,
    separator: '。',
  },
} as const

/** Above this number the sentence gives the count alone; the table has the ids. */
const maxListedIds = 6

const idsOf = (claims: readonly ClaimEvidence[], status: ClaimEvidence['status']): string[] =>
  claims.flatMap((claim) => (claim.status === status ? [claim.id] : []))

/**
 * An unexpected claim comes before a broken apparatus, as in `worstExitCode`.
 * @param troubles errors that belong to no claim, one line each
 */
export function explainExit(
  { claims }: Pick<Evidence, 'claims'>,
  troubles: readonly string[],
  lang: 'en' | 'ja',
): ExplainedExit {
  const text = texts[lang]
  const [unexpected, broken] = [idsOf(claims, 'unexpected'), idsOf(claims, 'broken')]
  const listIds = (ids: readonly string[]) => (ids.length > maxListedIds ? text.claimCount(ids.length) : ids.join(', '))
  const errors = [
    ...(broken.length === 0 ? [] : [text.nothingShown(listIds(broken))]),
    ...(claims.length === 0 ? [text.nothingTested] : []),
    ...(troubles.length === 0 ? [] : [text.otherErrors]),
  ]
  const exit = (code: ExitCode, ...parts: readonly string[]): ExplainedExit => ({
    code,
    sentence: text.exit(code, parts.join(text.separator)),
  })
  if (unexpected.length > 0)
    return exit(1, text.unexpected(listIds(unexpected)), ...(errors.length === 0 ? [] : [text.alsoBroken]))
  return errors[0] === undefined ? exit(0, text.asExpected) : exit(3, errors[0])
}
