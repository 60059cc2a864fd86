import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type {
  ClaimRecord,
  GridCell,
  Observation,
  Profile,
  SubjectRecord,
  TestRecord,
} from '../instruments/evidence/types.ts'
import type { claimRecordSchema, gridCellSchema, observationSchema, profileSchema, subjectSchema } from './records.ts'
import { sampleEvidence, sampleObservation } from './samples/synthetic.ts'
import { parseEvidence, type Results } from './schema.ts'

const copy = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('evidence.json', () => {
  test('comes back from JSON as it was, with census and grid', () => {
    const census = { before: ['netns a'], after: [], same: false, differences: ['gone: netns a'] }
    const cells = [{ row: 'host', column: 'ps', class: 'host', expected: 'host', observation: sampleObservation() }]
    const grid = { rows: ['host'], columns: ['ps'], cells }
    const whole = { ...sampleEvidence(undefined, { census, engine: 'cgroup-v2' }), grid }
    expect(parseEvidence(copy(whole))).toEqual(whole)
  })

  test('without an engine it is of the default one', () => {
    const { engine: _, ...rest } = sampleEvidence()
    expect(parseEvidence(copy(rest)).engine).toBe('default')
  })

  test.each([
    ['another schema', { schema: 2 }, /^the evidence is not valid at schema: .+$/],
    ['a field nobody knows', { environment: {} }, /Unrecognized key: "environment"/],
    ['claims that are none', { claims: [{}] }, /^the evidence is not valid at claims\.0\.id: .+ \(and \d+ more\)$/],
  ])('refuses %s in one line', (_what, change, message) => {
    expect(() => parseEvidence({ ...copy(sampleEvidence()), ...change })).toThrow(message)
  })

  test('refuses what is not an object', () => {
    expect(() => parseEvidence(null)).toThrow(/^the evidence is not valid at the top: .+/)
  })
})

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

test('the schemas and the types are of one mind (this is decided by tsc)', () => {
  const agreement: [
    Same<z.output<typeof observationSchema>, Observation>,
    Same<z.output<typeof claimRecordSchema>, ClaimRecord>,
    Same<z.output<typeof subjectSchema>, SubjectRecord>,
    Same<z.output<typeof profileSchema>, Profile>,
    Same<z.output<typeof gridCellSchema>, GridCell>,
    Same<Results['tests'][number], TestRecord>,
  ] = [true, true, true, true, true, true]
  expect(agreement).not.toContain(false)
})
