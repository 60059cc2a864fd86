import { expect, test } from 'vitest'
import { sampleClaim, sampleEvidence, sampleObservation, sampleTest } from '../../reports/samples/synthetic.ts'
import { phasesOf } from './phases.ts'

test('phases follow one another from the call to the return', () => {
  const startedAt = '2026-01-02T03:04:05.000Z'
  const at = (seconds: number) => Date.parse(startedAt) + seconds * 1000
  const look = (seconds: number, durationMs: number) =>
    sampleObservation({ startedAt: new Date(at(seconds)).toISOString(), durationMs })
  const of = sampleClaim()
  const seen = [
    sampleTest('control', { claim: of, observations: [look(1.5, 100)] }),
    sampleTest('finding', { claim: of, observations: [look(1.25, 10), look(3.5, 500)] }),
  ]
  const moments = { 'lab opened': at(0.5), 'tests ended': at(4.25), 'put back': at(4.5), 'reports written': at(5) }
  const phases = phasesOf(sampleEvidence(seen, { startedAt }), moments, { from: at(-0.25), to: at(5.125) })
  expect(phases).toEqual({
    'npm, Node and modules': 0.25,
    'engine, images and profile': 0.5,
    'vitest begins': 0.75,
    experiments: 2.75,
    'vitest ends': 0.25,
    'put back': 0.25,
    reports: 0.5,
    exit: 0.125,
  })
})
