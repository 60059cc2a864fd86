import { describe, expect, test } from 'vitest'
import { passedPair, sampleClaim, sampleEvidence } from '../samples/synthetic.ts'
import { machineTable, withMachineTable } from './machine-table.ts'

const run = sampleEvidence([
  ...passedPair(sampleClaim('ART-10')),
  ...passedPair(sampleClaim('USR-01', { notApplicable: 'No remapping.' })),
])
const rows = (table: string) => table.split('\n').slice(2)

describe('the table of machines', () => {
  test('has one row for a run, with the counts of its claims', () => {
    const table = machineTable([run], 'en')
    expect(rows(table)).toHaveLength(1)
    expect(table).toContain(`| ${run.profile.os} | ${run.profile.kernel.release} ${run.profile.kernel.arch} |`)
    expect(table).toMatch(/\| 2: 1 as expected, 1 not applicable \|$/)
    expect(machineTable([run], 'ja')).toMatch(/\| 2: 予想どおり 1, 対象外 1 \|$/)
  })

  test('has equal rows once, sorted', () => {
    const other = { ...run, profile: { ...run.profile, os: 'A | B' } }
    const table = machineTable([run, other, run], 'en')
    expect(rows(table)).toHaveLength(2)
    expect(rows(table)[0]).toMatch(/^\| A \\\| B +\|/)
  })

  test('replaces the text between the two marks, and nothing else', () => {
    const marks = ['<!-- machines: written by npm run seen -->', '<!-- end of machines -->'] as const
    const once = withMachineTable(`before\n${marks[0]}\nold\n${marks[1]}\nafter\n`, 'new')
    expect(once).toBe(`before\n${marks[0]}\n\nnew\n\n${marks[1]}\nafter\n`)
    expect(withMachineTable(once, 'new')).toBe(once)
    expect(() => withMachineTable('no marks', 'new')).toThrow(/no place for the table/)
  })
})
