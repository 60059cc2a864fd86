import { describe, expect, test } from 'vitest'
import {
  hostileText,
  passedPair,
  sampleClaim,
  sampleEvidence,
  sampleObservation,
  sampleTest,
} from '../samples/synthetic.ts'
import { toJUnit } from './junit.ts'

const xmlOf = (...tests: Parameters<typeof sampleEvidence>) => toJUnit(sampleEvidence(...tests))

describe('junit.xml', () => {
  test('counts failures, errors and skips separately', () => {
    const of = sampleClaim('ART-01')
    const tests = (['passed', 'failed', 'broken', 'skipped'] as const).map((status) =>
      sampleTest('finding', { claim: of, status, title: status, error: `${status}\nsecond line` }),
    )
    const xml = xmlOf(tests)
    expect(xml).toContain(
      '<testsuite name="ART-01 a link is what names ART-01" tests="4" failures="1" errors="1" skipped="1" time="0.600">',
    )
    expect(xml).toMatch(
      /name="finding: failed" time="0.150">\s*<failure message="failed">failed\nsecond line<\/failure>/,
    )
    expect(xml).toContain('<error message="broken">')
    expect(xml).toContain('<skipped message="skipped">')
    expect(xml.match(/<system-out>/g)).toHaveLength(3)
  })

  test('has an error if no test failed but a control is missing', () => {
    expect(xmlOf([sampleTest('finding')])).toContain('<error message="no control passed">')
  })

  test('has a skip with its reason for a claim that is not applicable', () => {
    const xml = xmlOf(passedPair(sampleClaim('USER-01', { notApplicable: 'no time namespaces' })))
    expect(xml).toContain('tests="3" failures="0" errors="0" skipped="1"')
    expect(xml).toContain('<skipped message="no time namespaces">')
  })

  test('is well-formed with hostile text in every field', () => {
    const of = sampleClaim('ART-01', { topic: hostileText, title: { en: hostileText, ja: hostileText } })
    const seen = [
      sampleObservation({ argv: [hostileText], vantage: hostileText, stdout: hostileText, stderr: hostileText }),
    ]
    const xml = xmlOf([
      sampleTest('control', {
        claim: of,
        title: hostileText,
        status: 'failed',
        error: hostileText,
        observations: seen,
      }),
    ])
    expect(xml).not.toMatch(/<script|\]\]>|\u202e|\u{ffff}|\u{fffe}/u)
    // oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids is the point
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f]|\p{Cs}/u)
    expect(xml.replaceAll(/<\/?[a-z?][^<>]*>|&(?:amp|lt|gt|quot|apos|#10|#9);/g, '')).not.toMatch(/[<>&]/)
  })
})
