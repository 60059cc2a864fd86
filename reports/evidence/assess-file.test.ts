import { describe, expect, test } from 'vitest'
import { failing, holding, machineRun } from '../samples/machine-runs.ts'
import { sampleEvidence } from '../samples/synthetic.ts'
import { assessFile } from './assess-file.ts'
import type { Evidence } from './schema.ts'

const whole = machineRun([...holding('ART-12'), ...holding('ART-13')])
const assess = (evidence: unknown) => assessFile(Buffer.from(JSON.stringify(evidence)))
const withClaim = (change: Partial<Evidence['claims'][number]>): Evidence => ({
  ...whole,
  claims: whole.claims.map((claim) => (claim.id === 'ART-12' ? { ...claim, ...change } : claim)),
})
const without = (role: string) => whole.claims[0]?.tests.filter((one) => one.role !== role) ?? []

describe('a whole file', () => {
  test('with every claim as expected is proved', () => {
    expect(assess(whole)).toEqual({ outcome: 'proved', reasons: [], evidence: whole })
  })

  test('with a claim that came out otherwise counts, and says so', () => {
    const { outcome, reasons, evidence } = assess(machineRun([...holding('ART-12'), ...failing('ART-13')]))
    expect({ outcome, reasons }).toEqual({ outcome: 'otherwise', reasons: ['came out otherwise: ART-13'] })
    expect(evidence).toBeDefined()
  })

  test.each([
    [
      'a broken claim',
      machineRun(holding('ART-12').map((one) => ({ ...one, status: 'broken' }))),
      /nothing was shown of ART-12/,
    ],
    [
      'an error that belongs to no claim',
      { ...whole, run: { ...whole.run, troubles: ['the census differs: a link'] } },
      /census/,
    ],
  ])('with %s counts, but its apparatus broke', (_what, evidence, reason) => {
    const found = assess(evidence)
    expect(found).toMatchObject({ outcome: 'apparatus broke', reasons: [expect.stringMatching(reason)] })
    expect(found.evidence).toBeDefined()
  })
})

describe('a file that is not whole counts for nothing, and says why', () => {
  const text = JSON.stringify(whole)

  test.each([
    ['an empty file', '', 'machine failed', /empty/],
    ['a file that was cut', text.slice(0, text.length / 2), 'machine failed', /cut or is not JSON/],
    ['a file that was cut at its end', text.slice(0, -1), 'machine failed', /cut or is not JSON/],
    ['another schema', JSON.stringify({ schema: 1, claims: [] }), 'apparatus broke', /of schema 1/],
    ['other JSON', '{}', 'apparatus broke', /not valid/],
  ])('%s', (_what, content, outcome, reason) => {
    const { evidence, ...found } = assessFile(Buffer.from(content))
    expect(found).toEqual({ outcome, reasons: [expect.stringMatching(reason)] })
    expect(evidence).toBeUndefined()
  })

  test.each([
    [
      'fewer claims than were asked for',
      { ...whole, claims: whole.claims.slice(1) },
      /^1 of 2 claims are there; missing: ART-12$/,
    ],
    ['no claim that was asked for', { ...whole, run: { ...whole.run, asked: [] } }, /no claim was asked for/],
    ['no revision', sampleEvidence(), /does not say of which revision/],
    ['a claim that is there twice', { ...whole, claims: [...whole.claims, ...whole.claims] }, /twice/],
    [
      'a claim as expected without its control',
      withClaim({ tests: without('control') }),
      /ART-12 says as-expected, but its tests say broken/,
    ],
    [
      'a claim as expected whose finding failed',
      {
        ...machineRun(failing('ART-12')),
        claims: [{ ...machineRun(failing('ART-12')).claims[0], status: 'as-expected', verdict: 'confirmed' }],
      },
      /its tests say unexpected/,
    ],
    ['a claim as expected without a verdict', withClaim({ verdict: null }), /verdict is null/],
    [
      'a test that passed without an observation',
      withClaim({
        tests: whole.claims[0]?.tests.map((one) => (one.role === 'control' ? { ...one, observations: [] } : one)) ?? [],
      }),
      /a control passed without an observation/,
    ],
  ])('%s', (_what, evidence, reason) => {
    const found = assess(evidence)
    expect(found).toEqual({
      outcome: 'apparatus broke',
      reasons: expect.arrayContaining([expect.stringMatching(reason)]),
    })
  })
})
