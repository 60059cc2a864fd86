import { describe, expect, test } from 'vitest'
import { comparisonPage } from '../output/comparison-page.ts'
import { hostileText, passedPair, sampleClaim, sampleEvidence, sampleTest } from '../samples/synthetic.ts'
import { comparisonTable } from '../terminal/comparison-table.ts'
import { compareEvidence } from './comparison.ts'

const expecting = (en: string) => ({ expectation: { text: { en, ja: en }, because: { en: 'so', ja: 'so' } } })
const first = sampleEvidence([
  ...passedPair(sampleClaim('ART-10')),
  ...passedPair(sampleClaim('ART-02', expecting('five of its own'))),
])
const second = sampleEvidence(
  [
    ...passedPair(sampleClaim('ART-02', expecting('six of its own'))),
    sampleTest('control', { claim: sampleClaim('ART-10') }),
    sampleTest('finding', {
      claim: sampleClaim('ART-10'),
      status: 'failed',
      error: 'AssertionError: expected 1 to be 2',
    }),
    ...passedPair(sampleClaim('USR-01', { notApplicable: 'No remapping.' })),
  ],
  { engine: 'cgroup-v2' },
)
const comparison = compareEvidence([first, second])
const table = comparisonTable(comparison, { colour: false, width: 120 })

describe('the comparison', () => {
  test('has each claim once and marks those whose results differ', () => {
    expect(comparison.rows.map(({ id, differs }) => [id, differs])).toEqual([
      ['ART-02', false],
      ['ART-10', true],
      ['USR-01', true],
    ])
    expect(comparison.rows.map(({ cells }) => cells.map((cell) => cell?.result))).toEqual([
      ['confirmed', 'confirmed'],
      ['confirmed', 'unexpected'],
      [undefined, 'not-applicable'],
    ])
  })

  test('has the expectation of a claim only if it differs between the runs', () => {
    const [differing, same] = comparison.rows.map(({ cells }) => cells.map((cell) => cell?.expected?.en))
    expect(differing).toEqual(['five of its own', 'six of its own'])
    expect(same).toEqual([undefined, undefined])
  })

  test('numbers two runs on one engine, and finds no difference in a single run', () => {
    expect(compareEvidence([first, first, second]).columns.map(({ name }) => name)).toEqual([
      'default',
      'default (2)',
      'cgroup-v2',
    ])
    expect(compareEvidence([first]).rows.every(({ differs }) => !differs)).toBe(true)
  })
})

describe('the comparison in the terminal', () => {
  test('names engine, version and kernel in its head, and marks differences', () => {
    const lines = table.split('\n')
    expect(lines[0]).toMatch(/^ +default +cgroup-v2$/)
    expect(lines[1]).toMatch(/^ +docker 20\.10\.24 +docker 20\.10\.24$/)
    expect(lines[2]).toMatch(/^ +Linux 6\.18\.0 +Linux 6\.18\.0$/)
    expect(lines[4]).toMatch(/^ART-02 +confirmed +confirmed +a link/)
    expect(lines[5]).toMatch(/^ART-10 +confirmed +UNEXPECTED +≠ a link/)
    expect(lines[6]).toMatch(/^USR-01 +– +not applicable +≠ a link/)
  })

  test('lists expectations and reasons below the table', () => {
    expect(table).toContain('ART-02 on cgroup-v2: six of its own\n')
    expect(table).toContain('ART-10 on cgroup-v2, UNEXPECTED: finding')
    expect(table).toContain('USR-01 on cgroup-v2, not applicable: No remapping.\n')
  })
})

describe('the comparison page', () => {
  test('has the same rows, escapes text from outside, and has no script', () => {
    const title = { en: hostileText, ja: hostileText }
    const page = comparisonPage(
      compareEvidence([first, sampleEvidence(passedPair(sampleClaim('ART-01', { title })), { engine: hostileText })]),
    )
    expect(page).toContain('docker 20.10.24')
    expect(page).toContain('<tr id="ART-10"')
    expect(page).toMatch(/<span class="word confirmed">/)
    expect(page).not.toMatch(/<script|<img|onerror=[^&]|https?:\/\//)
    for (const hidden of ['\u001B', '\u202E']) expect(page).not.toContain(hidden)
  })
})
