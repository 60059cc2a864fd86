import { describe, expect, test } from 'vitest'
import { campaign, type RunWave } from '../../fixtures/mutation/campaign.ts'
import { troublesOf } from '../../fixtures/mutation/campaign-table.ts'
import type { Effect } from '../../fixtures/mutation/effects.ts'
import type { Mutation } from '../../fixtures/mutation/mutation.ts'
import { fateOf } from '../../fixtures/mutation/verdict.ts'
import type { TestRecord } from '../../instruments/evidence/types.ts'
import { execStep, sampleObservation, sampleTest } from '../../reports/samples/synthetic.ts'

const inside = {
  vantage: 'docker exec nginx',
  steps: [execStep('nginx')],
  argv: ['docker', 'exec', 'a'.repeat(64), 'ps'],
  probe: 'ps',
  shows: ['pid'],
  stdout: 'x',
  facts: 'x',
} as const
const finding = (status: TestRecord['status']): TestRecord =>
  sampleTest('finding', { status, observations: [sampleObservation(inside)] })
const effect: Effect = { claim: 'ART-12', looks: 1, changed: 1, silenced: 0 }

/** Runs in which the claim has this status under every mutation. */
function claimThat(status: (mutation: Mutation) => TestRecord['status'], changed = 1): RunWave {
  return async (mutations) => {
    const mutation = mutations['ART-12']
    const effects = new Map(mutation ? [['ART-12', { ...effect, changed }]] : [])
    return { tests: [finding(mutation ? status(mutation) : 'passed')], effects }
  }
}

const troubles = async (run: RunWave): Promise<string[]> =>
  troublesOf(await campaign({ run, names: () => new Map(), log: () => undefined }))

describe('a campaign', () => {
  test('finds nothing wrong with a claim that fails under every mutation', async () => {
    expect(await troubles(claimThat(() => 'failed'))).toEqual([])
  })

  test('names each mutation that a weak claim survives', async () => {
    const found = await troubles(claimThat(({ operator }) => (operator === 'host' ? 'passed' : 'failed')))
    expect(found).toEqual(['ART-12 SURVIVED host: ps from docker exec nginx'])
  })

  test('expects a refuted expectation, not a broken test, unless the operator breaks the test on purpose', async () => {
    const found = await troubles(claimThat(({ operator }) => (operator === 'share' ? 'failed' : 'broken')))
    expect(found.map((line) => line.split(':')[0])).toEqual(['ART-12 BROKE INSTEAD host'])
  })

  test('does not count mutations that changed nothing', async () => {
    expect(await troubles(claimThat(() => 'passed', 0))).toEqual(['ART-12 TOO FEW operators apply: none'])
  })

  test('calls a claim unsound that fails without a mutation', async () => {
    expect(await troubles(async () => ({ tests: [finding('failed')], effects: new Map() }))).toEqual([
      'ART-12 UNSOUND: it does not pass without a mutation',
    ])
  })

  test('calls a claim unsound that fails after the mutations', async () => {
    let waves = 0
    const run: RunWave = async (mutations) => {
      const after = waves++ > 0 && Object.keys(mutations).length === 0
      return {
        tests: [finding(waves === 1 ? 'passed' : 'failed')],
        effects: new Map(after ? [] : [['ART-12', effect]]),
      }
    }
    expect(await troubles(run)).toEqual(['ART-12 UNSOUND: it does not pass without a mutation'])
  })
})

describe('the fate of a mutation', () => {
  const host: Mutation = { operator: 'host', probe: 'ps', place: 'docker exec nginx' }

  test.for([
    ['killed', { ...effect }, 'failed'],
    ['survived', { ...effect }, 'passed'],
    ['errored', { ...effect }, 'broken'],
    ['unanswered', { ...effect, silenced: 1 }, 'broken'],
    ['unchanged', { ...effect, changed: 0 }, 'passed'],
    ['notPossible', { ...effect, heldBack: 'it would reach the host' }, 'broken'],
  ] as const)('%s', ([fate, told, status]) => {
    expect(fateOf(host, [finding(status)], told)).toBe(fate)
  })

  test('of a finding that a guard stopped', () => {
    expect(fateOf(host, [{ ...finding('broken'), heldBack: true }], effect)).toBe('notPossible')
  })

  test('a probe that was emptied may break the test', () => {
    expect(fateOf({ operator: 'empty', probe: 'ps' }, [finding('broken')], effect)).toBe('broken')
  })
})
