import type { Text } from '../../instruments/evidence/types.ts'
import type { Column } from './columns.ts'
import type { CompatClaim, KnownStatement } from './compat-schema.ts'

/** One way in which a claim came out, on whatever engines. */
export interface ClaimForm {
  readonly outcome: KnownStatement['outcome']
  /** `A`, `B` … if the claim holds in several forms; else empty. */
  readonly letter: string
  readonly title: Text
  readonly expectation?: Text
  readonly because?: Text
  readonly reason?: string
  readonly statements: readonly { readonly engine: string; readonly statement: KnownStatement }[]
}

/** What one column shows of a claim. */
export interface ColumnResult {
  readonly column: Column
  readonly outcome: KnownStatement['outcome'] | 'unknown' | 'conflict' | 'several'
  /** Places in the list of forms. */
  readonly forms: readonly number[]
}

/** The forms that hold come first. */
export function formsOf({ support }: CompatClaim): ClaimForm[] {
  const all = Object.entries(support).flatMap(([engine, statements]) =>
    statements.flatMap((statement) => (statement.outcome === 'unknown' ? [] : [{ engine, statement }])),
  )
  const groups = [...Map.groupBy(all, ({ statement }) => statementFormKey('', statement)).values()]
  const order = ['holds', 'otherwise', 'not-applicable']
  const sorted = groups.toSorted((a, b) => order.indexOf(outcomeOf(a)) - order.indexOf(outcomeOf(b)))
  const holding = sorted.filter((group) => outcomeOf(group) === 'holds').length
  return sorted.flatMap((statements, index) => {
    const first = statements[0]?.statement
    if (first === undefined) return []
    const { outcome, title, expectation, because, reason } = first
    const letter = holding > 1 && outcome === 'holds' ? String.fromCodePoint(65 + index) : ''
    const texts = {
      ...(expectation && { expectation }),
      ...(because && { because }),
      ...(reason !== undefined && { reason }),
    }
    return [{ outcome, letter, title, ...texts, statements }]
  })
}

/** The key under which the transcript of a form is kept (`formKeyOf` of the evidence). */
export function statementFormKey(
  id: string,
  { outcome, title, expectation, reason }: Omit<ClaimForm, 'statements' | 'letter'>,
): string {
  const status = { holds: 'as-expected', otherwise: 'unexpected', 'not-applicable': 'not-applicable' }[outcome]
  return [id, status, ...(outcome === 'not-applicable' ? [reason] : [title.en, expectation?.en])].join('\n')
}

const outcomeOf = (group: readonly { readonly statement: KnownStatement }[]) => group[0]?.statement.outcome ?? ''

/** The claim's result in each column. A column of which no run showed anything is unknown. */
export function resultsOf(claim: CompatClaim, forms: readonly ClaimForm[], columns: readonly Column[]): ColumnResult[] {
  const inConflict = new Set(claim.conflicts.flatMap(({ outcomes }) => outcomes.flatMap(({ evidence }) => evidence)))
  const digests = forms.map(digestsOf)
  return columns.map((column) => {
    const found = digests.flatMap((behind, index) =>
      column.runs.some(({ digest }) => behind.has(digest)) ? [index] : [],
    )
    if (column.runs.some(({ digest }) => inConflict.has(digest))) return { column, outcome: 'conflict', forms: found }
    const outcomes = [...new Set(found.map((index) => forms[index]?.outcome ?? 'holds'))]
    if (found.length > 1)
      return { column, outcome: outcomes.includes('otherwise') ? 'otherwise' : 'several', forms: found }
    return { column, outcome: outcomes[0] ?? 'unknown', forms: found }
  })
}

/** The digests of all evidence behind a form. */
export const digestsOf = ({ statements }: ClaimForm): ReadonlySet<string> =>
  new Set(statements.flatMap(({ statement }) => statement.evidence))
