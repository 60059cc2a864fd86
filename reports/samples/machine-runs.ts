import type { Profile, TestRecord } from '../../instruments/evidence/types.ts'
import type { Evidence } from '../evidence/schema.ts'
import { passedPair, sampleClaim, sampleEvidence } from './synthetic.ts'

export const sampleRevision = '0123456789ab'

interface SampleMachine {
  readonly version?: string
  readonly kernel?: string
  readonly runtimeVersion?: string
  readonly engine?: Partial<Profile['engine']>
}

/** A pair of tests of a claim that holds with this expectation. */
export const holding = (id: string, expected = 'listed'): TestRecord[] =>
  passedPair(
    sampleClaim(id, {
      expectation: { text: { en: expected, ja: `${expected}（予想）` }, because: { en: 'the rule', ja: '規則' } },
    }),
  )

/** The same with a finding that failed. */
export const failing = (id: string): TestRecord[] =>
  holding(id).map((test) =>
    test.role === 'finding' ? { ...test, status: 'failed', error: 'AssertionError: seen otherwise' } : test,
  )

/** Whole evidence of one machine. Each run starts a second later, so that no two files are equal. */
export function machineRun(tests: readonly TestRecord[], machine: SampleMachine = {}): Evidence {
  const { version = '20.10.24', kernel = '6.1.0', runtimeVersion = '1.1.5', engine = {} } = machine
  const base = sampleEvidence()
  const profile = {
    ...base.profile,
    engine: { ...base.profile.engine, timeNamespaces: true, apparmor: true, version, runtimeVersion, ...engine },
    kernel: { ...base.profile.kernel, release: kernel },
  }
  const asked = [...new Set(tests.map(({ claim }) => claim.id))]
  started += 1000
  const startedAt = new Date(started).toISOString()
  return sampleEvidence(tests, { profile, startedAt, run: { revision: sampleRevision, asked, troubles: [] } })
}

let started = Date.parse('2026-01-02T03:04:05.000Z')
