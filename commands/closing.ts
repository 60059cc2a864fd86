import type { ClaimEvidence, Evidence } from '../reports/schema.ts'
import type { ExitCode } from './command.ts'

/** What a run came to: its exit code, and in one sentence what that stands for. */
export interface ExplainedExit {
  readonly code: ExitCode
  readonly sentence: string
}

const texts = {
  en: {
    fine: 'every claim came out as expected, or does not apply here',
    otherwise: (which: string) => `not as expected: ${which}`,
    claims: (n: number) => `${n} claims`,
    nothing: (which: string) => `the apparatus broke, so nothing was shown of ${which}`,
    none: 'the apparatus broke: no claim was tested',
    trouble: 'the apparatus broke: see the lines that begin with !',
    besides: 'and the apparatus broke as well',
    closed: (code: number, sentence: string) => `Exit code ${code}: ${sentence}.`,
    separator: '; ',
  },
  ja: {
    fine: 'すべての主張が予想どおりか、この環境では対象外である',
    claims: (n: number) => `主張 ${n} 件`,
    otherwise: (which: string) => `予想と異なる結果になった主張がある（${which}）`,
    nothing: (which: string) => `実験装置が故障し、${which} については何も示せなかった`,
    none: '実験装置が故障し、どの主張も試されなかった',
    trouble: '実験装置が故障した（! で始まる行を参照）',
    besides: 'さらに実験装置も故障した',
    closed: (code: number, sentence: string) => `終了コード ${code}：${sentence}。`,
    separator: '。',
  },
} as const

/** More are counted: the table above names them. */
const most = 6

const idsOf = (claims: readonly ClaimEvidence[], status: ClaimEvidence['status']): string[] =>
  claims.flatMap((claim) => (claim.status === status ? [claim.id] : []))

/**
 * A claim that came out otherwise is told before an apparatus that broke.
 * @param troubles what went wrong outside of any claim
 */
export function explainExit(
  { claims }: Pick<Evidence, 'claims'>,
  troubles: readonly string[],
  lang: 'en' | 'ja',
): ExplainedExit {
  const said = texts[lang]
  const [otherwise, broken] = [idsOf(claims, 'unexpected'), idsOf(claims, 'broken')]
  const named = (ids: readonly string[]) => (ids.length > most ? said.claims(ids.length) : ids.join(', '))
  const broke = [
    ...(broken.length === 0 ? [] : [said.nothing(named(broken))]),
    ...(claims.length === 0 ? [said.none] : []),
    ...(troubles.length === 0 ? [] : [said.trouble]),
  ]
  const close = (code: ExitCode, ...parts: readonly string[]): ExplainedExit => ({
    code,
    sentence: said.closed(code, parts.join(said.separator)),
  })
  if (otherwise.length > 0)
    return close(1, said.otherwise(named(otherwise)), ...(broke.length === 0 ? [] : [said.besides]))
  return broke[0] === undefined ? close(0, said.fine) : close(3, broke[0])
}
