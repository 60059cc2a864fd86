import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { hostileText, passedPair, sampleClaim, sampleEvidence, sampleTest } from '../samples/synthetic.ts'
import { textWidth } from './text-width.ts'
import { verdictTable } from './verdict-table.ts'

const long = { en: 'a very long sentence '.repeat(10), ja: '名前空間にリンクを張ると一覧に出る。'.repeat(10) }
const mixed = sampleEvidence([
  ...passedPair(sampleClaim('ART-01')),
  ...passedPair(sampleClaim('ART-02', { verdict: 'refuted', title: long })),
  sampleTest('control', { claim: sampleClaim('ART-03') }),
  sampleTest('finding', {
    claim: sampleClaim('ART-03'),
    status: 'failed',
    error: `AssertionError: expected 1 to be 2\ndiff`,
  }),
  sampleTest('finding', { claim: sampleClaim('ART-04', { title: { en: hostileText, ja: hostileText } }) }),
  ...passedPair(sampleClaim('USER-01', { notApplicable: 'none' })),
])

describe('the table', () => {
  test('has the id, title, result and time of each claim, then the reasons, then the counts', () => {
    const lines = verdictTable(mixed, { colour: false, width: 80 }).split('\n')
    expect(lines[0]).toMatch(/^ART-01 {3}a link is what names ART-01 .* {2}confirmed {9}0\.30 s$/)
    expect(lines[1]).toMatch(/^ART-02 .*… {2}refuted /)
    expect(lines.slice(-4)).toEqual([
      'ART-03 UNEXPECTED: finding: nginx: AssertionError: expected 1 to be 2',
      'ART-04 BROKEN: no control passed',
      '5 claims: 1 confirmed, 1 refuted, 1 not applicable, 1 UNEXPECTED, 1 BROKEN (4.00 s)',
      '',
    ])
  })

  test.each(['en', 'ja'] as const)('has rows of the given width in %s', (lang) => {
    const rows = verdictTable(mixed, { colour: false, width: 80, lang }).split('\n').slice(0, 5)
    expect(rows.map(textWidth)).toEqual(Array(5).fill(80))
  })

  test('has Japanese titles and results if the language is Japanese', () => {
    const table = verdictTable(mixed, { colour: false, width: 120, lang: 'ja' })
    expect(table).toContain('リンクが ART-01 に名前を与える')
    expect(table).toContain('5 件: 1 確認, 1 反証, 1 対象外, 1 予想外, 1 故障')
  })

  test('has colours only on request, and the same text', () => {
    const coloured = verdictTable(mixed, { colour: true, width: 80 })
    expect(coloured).toContain('\u001b[31mUNEXPECTED')
    expect(stripVTControlCharacters(coloured)).toBe(verdictTable(mixed, { colour: false, width: 80 }))
  })

  test('escapes control characters of a title', () => {
    const table = verdictTable(mixed, { colour: false, width: 200 })
    expect(table).toContain(String.raw`\u{001b}[31m\u{202e}`)
    expect(table.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u)
  })
})
