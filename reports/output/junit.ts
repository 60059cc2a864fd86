import { create } from 'xmlbuilder2'
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js'
import { testName } from '../../instruments/evidence/test-name.ts'
import { transcript } from '../../instruments/evidence/text-transcript.ts'
import { visible } from '../../instruments/evidence/visible.ts'
import { totalDurationMs } from '../evidence/claim-result.ts'
import type { ClaimEvidence, Evidence, TestEvidence } from '../evidence/schema.ts'

type Case = { readonly name: string } & Pick<TestEvidence, 'status' | 'error' | 'durationMs' | 'observations'>

const tags = { failed: 'failure', broken: 'error', skipped: 'skipped' } as const

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3)

function statusWithoutTest(status: ClaimEvidence['status']): 'broken' | 'skipped' | undefined {
  if (status === 'broken') return 'broken'
  return status === 'not-applicable' ? 'skipped' : undefined
}

/** Adds a test case for a status that no test of the claim has: a missing control, or a claim that is not applicable. */
function casesOf(claim: ClaimEvidence): readonly Case[] {
  const cases = claim.tests.map((test) => ({ ...test, name: testName(test) }))
  const status = statusWithoutTest(claim.status)
  if (status === undefined || claim.tests.some((test) => test.status === status)) return cases
  const name = status === 'broken' ? 'the claim is tested' : 'the claim applies'
  const reason = claim.reason === undefined ? {} : { error: claim.reason }
  return [...cases, { name, status, ...reason, durationMs: 0, observations: [] }]
}

function counts(tests: readonly Case[]) {
  const number = (status: TestEvidence['status']) => tests.filter((test) => test.status === status).length
  return { tests: tests.length, failures: number('failed'), errors: number('broken'), skipped: number('skipped') }
}

function addCase(suite: XMLBuilder, claim: ClaimEvidence, test: Case): void {
  const attributes = {
    classname: visible(`${claim.topic}.${claim.id}`),
    name: visible(test.name),
    time: seconds(test.durationMs),
  }
  const element = suite.ele('testcase', attributes)
  if (test.status === 'passed') return
  const error = visible(test.error ?? claim.reason ?? '')
  element.ele(tags[test.status], { message: error.split('\n')[0] ?? '' }).txt(error)
  const transcripts = test.observations.map(transcript).join('\n')
  if (transcripts !== '') element.ele('system-out').txt(visible(transcripts))
}

/**
 * Evidence as JUnit XML: one suite for each claim, one case for each test. A failed test is a failure, a broken one an error.
 * Transcripts of tests that did not pass are in system-out. Characters that XML 1.0 forbids are escaped. Times are seconds.
 * @see https://github.com/testmoapp/junitxml
 */
export function toJUnit(evidence: Evidence): string {
  const claims = evidence.claims.map((claim) => ({ claim, tests: casesOf(claim) }))
  const all = counts(claims.flatMap(({ tests }) => tests))
  const time = seconds(evidence.durationMs)
  const document = create({ version: '1.0', encoding: 'UTF-8' })
  const root = document.ele('testsuites', { name: 'nsproof', timestamp: evidence.startedAt, ...all, time })
  for (const { claim, tests } of claims) {
    const name = visible(`${claim.id} ${claim.title.en}`)
    const suite = root.ele('testsuite', { name, ...counts(tests), time: seconds(totalDurationMs(tests)) })
    for (const test of tests) addCase(suite, claim, test)
  }
  return document.end({ prettyPrint: true })
}
