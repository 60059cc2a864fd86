import { testName } from '../../instruments/evidence/test-name.ts'
import type { ClaimRecord, Profile, Role, SubjectRecord, TestRecord } from '../../instruments/evidence/types.ts'
import type { Census, ClaimEvidence, Evidence, Grid, Results, RunRecord } from './schema.ts'

export interface RunData {
  readonly results: Results
  readonly profile: Profile
  readonly subjects: readonly SubjectRecord[]
  readonly startedAt: string
  readonly durationMs: number
  readonly version: string
  readonly engine?: string
  readonly census?: Census
  readonly run?: RunRecord
}

type Judgement = Pick<ClaimEvidence, 'status' | 'reason'>

const roles: readonly Role[] = ['control', 'finding']

/**
 * The status of a claim from its tests. A broken test comes before a failed one, because a broken apparatus shows nothing.
 * A claim without a passed control and a passed finding is broken too.
 */
export function judge(
  claim: Pick<ClaimRecord, 'notApplicable'>,
  tests: readonly Pick<TestRecord, 'role' | 'step' | 'title' | 'status' | 'error'>[],
): Judgement {
  const firstWith = (status: TestRecord['status']) => {
    const found = tests.find((test) => test.status === status)
    return found && `${testName(found)}: ${found.error?.split('\n')[0] ?? status}`
  }
  const broken = firstWith('broken')
  if (broken !== undefined) return { status: 'broken', reason: broken }
  const failed = firstWith('failed')
  if (failed !== undefined) return { status: 'unexpected', reason: failed }
  if (claim.notApplicable !== undefined) return { status: 'not-applicable', reason: claim.notApplicable }
  const missing = roles.filter((role) => !tests.some((test) => test.role === role && test.status === 'passed'))
  if (missing.length === 0) return { status: 'as-expected' }
  const skipped = firstWith('skipped')
  return {
    status: 'broken',
    reason: `no ${missing.join(' and no ')} passed${skipped === undefined ? '' : ` (${skipped})`}`,
  }
}

function claimEvidence(claim: ClaimRecord, tests: readonly TestRecord[]): ClaimEvidence {
  const { verdict, notApplicable: _, ...texts } = claim
  const judgement = judge(claim, tests)
  return {
    ...texts,
    ...judgement,
    verdict: judgement.status === 'as-expected' ? verdict : null,
    tests: tests.map(({ claim: _claim, ...test }) => test),
  }
}

const rank = (claim: ClaimRecord) => (claim.id.startsWith('ART-') ? 0 : 1)

/** ART first, then by topic, then by id; `NET-9` before `NET-10`. */
function byId(a: ClaimRecord, b: ClaimRecord): number {
  const topics = rank(a) === 0 ? 0 : a.topic.localeCompare(b.topic, 'en')
  return rank(a) - rank(b) || topics || a.id.localeCompare(b.id, 'en', { numeric: true })
}

const distinct = (names: readonly string[]) => [...new Set(names)]

/** Rows and columns are in the order of the cells. Undefined if there is no cell. */
function gridOf({ cells = [] }: Results): Grid | undefined {
  if (cells.length === 0) return undefined
  return { rows: distinct(cells.map(({ row }) => row)), columns: distinct(cells.map(({ column }) => column)), cells }
}

/** Makes the evidence of a run. Pure. `results.moduleErrors` belong to no claim; the caller reports them. */
export function assemble(run: RunData): Evidence {
  const { results, engine = 'default', ...rest } = run
  const grouped = Object.values(Object.groupBy(results.tests, (test) => test.claim.id))
  const claims = grouped.flatMap((tests = []) => (tests[0] === undefined ? [] : [{ claim: tests[0].claim, tests }]))
  const ordered = claims.toSorted((a, b) => byId(a.claim, b.claim))
  const grid = gridOf(results)
  return {
    schema: 2,
    ...rest,
    engine,
    ...(grid && { grid }),
    claims: ordered.map(({ claim, tests }) => claimEvidence(claim, tests)),
  }
}
