import { describe, expect, test } from 'vitest'
import { passedPair, sampleClaim, sampleEvidence, sampleObservation, sampleTest } from '../samples/synthetic.ts'

const first = (...tests: Parameters<typeof sampleEvidence>) => sampleEvidence(...tests).claims[0]

describe('a claim', () => {
  test('whose control and finding passed is as expected and has its verdict', () => {
    expect(first(passedPair(sampleClaim('ART-05', { verdict: 'refuted' })))).toMatchObject({
      id: 'ART-05',
      status: 'as-expected',
      verdict: 'refuted',
      tests: [{ role: 'control' }, { role: 'finding', observations: [{ argv: ['ip', 'netns', 'list'] }] }],
    })
  })

  test.each([
    [
      'a failed finding',
      [sampleTest('control'), sampleTest('finding', { status: 'failed', error: 'no\nmore' })],
      'unexpected',
    ],
    [
      'a failed control',
      [sampleTest('control', { status: 'failed', error: 'no' }), sampleTest('finding')],
      'unexpected',
    ],
    ['a broken test', [sampleTest('control'), sampleTest('finding', { status: 'broken', error: 'no' })], 'broken'],
    [
      'broken beside failed',
      [sampleTest('control', { status: 'broken', error: 'no' }), sampleTest('finding', { status: 'failed' })],
      'broken',
    ],
  ])('with %s has no verdict, and the first line of the error is the reason', (_what, tests, status) => {
    const judged = first(tests)
    expect(judged).toMatchObject({ status, verdict: null })
    expect(judged?.reason).toMatch(/^(control|finding): nginx: no$/)
  })

  test.each([
    ['no control', [sampleTest('finding')], 'no control passed'],
    ['no finding', [sampleTest('control')], 'no finding passed'],
    [
      'a skipped finding',
      [sampleTest('control'), sampleTest('finding', { status: 'skipped', error: 'why' })],
      'no finding passed (finding: nginx: why)',
    ],
  ])('with %s is broken', (_what, tests, reason) => {
    expect(first(tests)).toMatchObject({ status: 'broken', verdict: null, reason })
  })

  test('that this host cannot test is not applicable, or broken if one of its tests is broken', () => {
    const of = sampleClaim('USER-01', { notApplicable: 'this kernel has no time namespaces' })
    const skipped = sampleTest('finding', { claim: of, status: 'skipped' })
    expect(first([skipped])).toMatchObject({ status: 'not-applicable', reason: of.notApplicable, verdict: null })
    expect(first([skipped, sampleTest('control', { claim: of, status: 'broken' })])).toMatchObject({ status: 'broken' })
  })
})

const ofTopic = (id: string) => sampleClaim(id, { topic: id.split('-')[0]?.toLowerCase() ?? '' })

test('claims are sorted: ART first, then by topic, then by number', () => {
  const ids = ['PID-2', 'NET-10', 'ART-20', 'NET-9', 'ART-3']

  expect(sampleEvidence(ids.flatMap((id) => passedPair(ofTopic(id)))).claims.map(({ id }) => id)).toEqual([
    'ART-3',
    'ART-20',
    'NET-9',
    'NET-10',
    'PID-2',
  ])
})

const cell = (row: string, column: string) => ({
  row,
  column,
  class: 'host',
  expected: 'new',
  observation: sampleObservation(),
})

test('the rows and columns of the grid are in the order of the cells', () => {
  const cells = [cell('nsenter', 'pid'), cell('nsenter', 'net'), cell('host', 'pid'), cell('host', 'net')]
  const results = { tests: passedPair(), cells, moduleErrors: [], durationMs: 1 }
  expect(sampleEvidence(undefined, { results }).grid).toEqual({
    rows: ['nsenter', 'host'],
    columns: ['pid', 'net'],
    cells,
  })
  expect(sampleEvidence()).not.toHaveProperty('grid')
})
