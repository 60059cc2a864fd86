import { transcript } from '../instruments/evidence/transcript.ts'
import type { ClaimEvidence, Evidence, TestEvidence } from './schema.ts'
import { element, xmlText } from './xml.ts'

const tags = { failed: 'failure', broken: 'error', skipped: 'skipped' } as const

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3)
const spent = (tests: readonly TestEvidence[]) => tests.reduce((sum, test) => sum + test.durationMs, 0)

function unsaid(status: ClaimEvidence['status']): 'broken' | 'skipped' | undefined {
  if (status === 'broken') return 'broken'
  return status === 'not-applicable' ? 'skipped' : undefined
}

/** What the claim's status says and none of its tests does: a missing control, or a host that cannot show it. */
function spokenFor(claim: ClaimEvidence): readonly TestEvidence[] {
  const status = unsaid(claim.status)
  if (status === undefined || claim.tests.some((test) => test.status === status)) return claim.tests
  const title = status === 'broken' ? 'the claim is tested' : 'the claim applies'
  const reason = claim.reason === undefined ? {} : { error: claim.reason }
  return [...claim.tests, { role: 'finding', title, status, ...reason, durationMs: 0, observations: [] }]
}

function testcase(claim: ClaimEvidence, test: TestEvidence): string {
  const attributes = { classname: `${claim.topic}.${claim.id}`, name: test.title, time: seconds(test.durationMs) }
  if (test.status === 'passed') return element('testcase', attributes)
  const error = test.error ?? claim.reason ?? ''
  const said = element(tags[test.status], { message: error.split('\n')[0] ?? '' }, xmlText(error))
  const seen = test.observations.map(transcript).join('\n')
  return element('testcase', attributes, said, seen === '' ? '' : element('system-out', {}, xmlText(seen)))
}

function counts(tests: readonly TestEvidence[]) {
  const number = (status: TestEvidence['status']) => tests.filter((test) => test.status === status).length
  return { tests: tests.length, failures: number('failed'), errors: number('broken'), skipped: number('skipped') }
}

/**
 * Evidence as JUnit XML: a suite a claim, a case a test; a refuted expectation is a failure, a broken apparatus an error.
 * The transcripts of what did not pass are in its system-out. Times are seconds.
 * @see https://github.com/testmoapp/junitxml
 */
export function toJUnit(evidence: Evidence): string {
  const claims = evidence.claims.map((claim) => ({ claim, tests: spokenFor(claim) }))
  const suites = claims.map(({ claim, tests }) => {
    const attributes = { name: `${claim.id} ${claim.title.en}`, ...counts(tests), time: seconds(spent(tests)) }
    return element('testsuite', attributes, ...tests.map((test) => testcase(claim, test)))
  })
  const all = counts(claims.flatMap(({ tests }) => tests))
  const time = seconds(evidence.durationMs)
  const root = element('testsuites', { name: 'nsproof', timestamp: evidence.startedAt, ...all, time }, '\n', ...suites)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`
}
