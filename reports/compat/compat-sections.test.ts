import { expect, test } from 'vitest'
import { failing, holding, machineRun } from '../samples/machine-runs.ts'
import { sampleClaim, sampleTest } from '../samples/synthetic.ts'
import { sectionsOf } from './compat-sections.ts'
import { mergeRuns } from './merge-runs.ts'
import { type Forms, summarize } from './run-summary.ts'

test('every claim is in one section: first what came out otherwise, then what differs, by its cause', () => {
  const skipped = (['control', 'finding'] as const).map((role) =>
    sampleTest(role, { claim: sampleClaim('KEY-01', { notApplicable: 'no keyrings' }), status: 'skipped' }),
  )
  const runs = [
    machineRun([
      ...holding('ART-11'),
      ...holding('ART-12'),
      ...failing('ART-13'),
      ...holding('ART-14'),
      ...holding('KEY-01'),
    ]),
    machineRun(
      [...holding('ART-11', 'other'), ...holding('ART-12'), ...holding('ART-13'), ...holding('ART-14'), ...skipped],
      {
        engine: { usernsRemap: true },
      },
    ),
    machineRun(holding('ART-14', 'other'), { version: '26.1.5', kernel: '6.12.0' }),
  ]
  const forms: Forms = new Map()
  const claims = mergeRuns(
    runs.map((run, index) => summarize(run, String(index).padStart(12, '0'), forms)),
    forms,
  )
  expect(sectionsOf(claims).map(({ id, claims: of }) => [id, of.map((claim) => claim.id)])).toEqual([
    ['otherwise', ['ART-13']],
    ['by-mode', ['ART-11']],
    ['not-apart', ['ART-14']],
    ['where-tested', ['KEY-01']],
    ['everywhere', ['ART-12']],
  ])
})
