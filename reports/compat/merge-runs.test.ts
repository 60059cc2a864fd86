import { describe, expect, test } from 'vitest'
import type { Evidence } from '../evidence/schema.ts'
import { failing, holding, machineRun, sampleRevision } from '../samples/machine-runs.ts'
import { sampleClaim, sampleTest } from '../samples/synthetic.ts'
import { compatSchema, type KnownStatement } from './compat-schema.ts'
import { mergeRuns } from './merge-runs.ts'
import { type Forms, summarize } from './run-summary.ts'

/** The digests are 000000000001, 000000000002 … in the order of the runs. */
function merge(...runs: readonly Evidence[]) {
  const forms: Forms = new Map()
  const summaries = runs.map((run, index) => summarize(run, String(index + 1).padStart(12, '0'), forms))
  return mergeRuns(summaries, forms).map((claim) => compatSchema.parse(claim))
}

const known = (claim: ReturnType<typeof merge>[number] | undefined, engine = 'docker') =>
  (claim?.support[engine] ?? []).filter((statement): statement is KnownStatement => statement.outcome !== 'unknown')

describe('evidence of several machines becomes one entry for each claim', () => {
  test('with ranges that begin at the oldest version tried, and the digests behind them', () => {
    const [claim] = merge(
      machineRun(holding('ART-12'), { version: '26.1.5+dfsg1', kernel: '6.12.117' }),
      machineRun(holding('ART-12'), { version: '20.10.5', kernel: '5.10.0', runtimeVersion: '1.0.0' }),
    )
    expect(claim).toMatchObject({ id: 'ART-12', revision: sampleRevision, differs: false, conflicts: [] })
    expect(known(claim)).toEqual([
      expect.objectContaining({
        outcome: 'holds',
        version_added: '≤20.10.5',
        version_last: '26.1.5+dfsg1',
        runtime: { runc: { version_added: '≤1.0.0', version_last: '1.1.5' } },
        kernel: { version_added: '≤5.10.0', version_last: '6.12.117' },
        evidence: ['000000000001', '000000000002'],
      }),
    ])
  })

  test('an engine that nobody tried stays unknown', () => {
    const [claim] = merge(machineRun(holding('ART-12')))
    expect(claim?.support['podman']).toEqual([{ outcome: 'unknown' }])
  })

  test('a claim that holds with another expectation in another mode has two statements, and the mode is the cause', () => {
    const [claim] = merge(
      machineRun(holding('ART-11', 'seven are its own'), { version: '20.10.24' }),
      machineRun(holding('ART-11', 'eight are its own'), { version: '26.1.5', engine: { usernsRemap: true } }),
      machineRun(holding('ART-11', 'seven are its own'), { version: '26.1.5' }),
    )
    expect(claim).toMatchObject({ differs: true, causes: { shown: ['mode'], possible: [] } })
    const [usual, remapped] = known(claim)
    expect(usual).toMatchObject({ version_added: '≤20.10.24', version_last: '26.1.5', mode: ['rootful'] })
    // 20.10.24 was not tried with userns-remap, so it does not bound that range.
    expect(remapped).toMatchObject({
      version_added: '≤26.1.5',
      mode: ['userns-remap'],
      expectation: { en: 'eight are its own' },
    })
  })

  test('a newer engine with another outcome bounds the range from both sides', () => {
    const [claim] = merge(
      machineRun(holding('TIM-02', 'the host’s'), { version: '28.5.2' }),
      machineRun(holding('TIM-02', 'its own'), { version: '29.5.0' }),
    )
    expect(claim?.causes.shown).toEqual(['engine'])
    expect(known(claim).map(({ version_added, version_removed }) => [version_added, version_removed])).toEqual([
      ['≤28.5.2', '>28.5.2 ≤29.5.0'],
      ['>28.5.2 ≤29.5.0', undefined],
    ])
  })

  test('a claim of which nothing was shown is no statement', () => {
    const broken = holding('ART-12').map((one) => ({ ...one, status: 'broken' as const, error: 'no engine' }))
    const claims = merge(machineRun([...broken, ...holding('ART-13')]))
    expect(claims.map(({ id }) => id)).toEqual(['ART-13'])
  })

  test('a claim that a host cannot run is not applicable, with its reason, and bounds no range', () => {
    const reason = 'This kernel has no keyrings (CONFIG_KEYS).'
    const skipped = (['control', 'finding'] as const).map((role) =>
      sampleTest(role, { claim: sampleClaim('KEY-01', { notApplicable: reason }), status: 'skipped' }),
    )
    const [claim] = merge(
      machineRun(skipped, { version: '20.10.5' }),
      machineRun(holding('KEY-01'), { version: '26.1.5' }),
    )
    const statements = known(claim)
    expect(statements.find(({ outcome }) => outcome === 'not-applicable')).toMatchObject({ reason })
    expect(statements.find(({ outcome }) => outcome === 'holds')).toMatchObject({ version_added: '≤26.1.5' })
  })
})

describe('machines with equal facts and different outcomes', () => {
  const claims = merge(machineRun(holding('ART-12')), machineRun(failing('ART-12')), machineRun(holding('ART-12')))

  test('are a conflict that names both sides', () => {
    expect(claims[0]?.conflicts).toEqual([
      {
        facts: expect.objectContaining({ engine: 'docker 20.10.24', kernel: '6.1.0' }),
        outcomes: [
          expect.objectContaining({ outcome: 'holds', evidence: ['000000000001', '000000000003'] }),
          expect.objectContaining({
            outcome: 'otherwise',
            reason: 'finding: nginx: AssertionError: seen otherwise',
            evidence: ['000000000002'],
          }),
        ],
      },
    ])
  })

  test('are not averaged: no statement rests on them', () => {
    expect(claims[0]?.support['docker']).toEqual([{ outcome: 'unknown' }])
  })

  test('do not hide what other machines show', () => {
    const [claim] = merge(
      machineRun(holding('ART-12')),
      machineRun(failing('ART-12')),
      machineRun(holding('ART-12'), { version: '26.1.5' }),
    )
    expect(known(claim)).toEqual([expect.objectContaining({ version_added: '≤26.1.5', evidence: ['000000000003'] })])
  })
})
