import { describe, expect, test } from 'vitest'
import { claim, evidence, observation, pair, record } from './samples/synthetic.ts'

const first = (...tests: Parameters<typeof evidence>) => evidence(...tests).claims[0]

describe('a claim', () => {
  test('whose control and finding passed is as expected, with the verdict it earned', () => {
    expect(first(pair(claim('ART-05', { verdict: 'refuted' })))).toMatchObject({
      id: 'ART-05',
      status: 'as-expected',
      verdict: 'refuted',
      tests: [{ role: 'control' }, { role: 'finding', observations: [{ argv: ['ip', 'netns', 'list'] }] }],
    })
  })

  test.each([
    ['a failed finding', [record('control'), record('finding', { status: 'failed', error: 'no\nmore' })], 'unexpected'],
    ['a failed control', [record('control', { status: 'failed', error: 'no' }), record('finding')], 'unexpected'],
    ['a broken test', [record('control'), record('finding', { status: 'broken', error: 'no' })], 'broken'],
    [
      'broken beside failed',
      [record('control', { status: 'broken', error: 'no' }), record('finding', { status: 'failed' })],
      'broken',
    ],
  ])('with %s has no verdict and the first line of the error as reason', (_what, tests, status) => {
    const judged = first(tests)
    expect(judged).toMatchObject({ status, verdict: null })
    expect(judged?.reason).toMatch(/^(control|finding): nginx: no$/)
  })

  test.each([
    ['no control', [record('finding')], 'no control passed'],
    ['no finding', [record('control')], 'no finding passed'],
    [
      'a skipped finding',
      [record('control'), record('finding', { status: 'skipped', error: 'why' })],
      'no finding passed (finding: nginx: why)',
    ],
  ])('with %s is broken: nothing was shown', (_what, tests, reason) => {
    expect(first(tests)).toMatchObject({ status: 'broken', verdict: null, reason })
  })

  test('that this host cannot show is not applicable, unless its apparatus broke', () => {
    const of = claim('USER-01', { notApplicable: 'this kernel has no time namespaces' })
    const skipped = record('finding', { claim: of, status: 'skipped' })
    expect(first([skipped])).toMatchObject({ status: 'not-applicable', reason: of.notApplicable, verdict: null })
    expect(first([skipped, record('control', { claim: of, status: 'broken' })])).toMatchObject({ status: 'broken' })
  })
})

const ofTopic = (id: string) => claim(id, { topic: id.split('-')[0]?.toLowerCase() ?? '' })

test('claims come as ART first, then by topic, then by number', () => {
  const ids = ['PID-2', 'NET-10', 'ART-20', 'NET-9', 'ART-3']

  expect(evidence(ids.flatMap((id) => pair(ofTopic(id)))).claims.map(({ id }) => id)).toEqual([
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
  observation: observation(),
})

test('cells become the grid, rows and columns in the order in which they were looked at', () => {
  const cells = [cell('nsenter', 'pid'), cell('nsenter', 'net'), cell('host', 'pid'), cell('host', 'net')]
  const results = { tests: pair(), cells, moduleErrors: [], durationMs: 1 }
  expect(evidence(undefined, { results }).grid).toEqual({ rows: ['nsenter', 'host'], columns: ['pid', 'net'], cells })
  expect(evidence()).not.toHaveProperty('grid')
})
