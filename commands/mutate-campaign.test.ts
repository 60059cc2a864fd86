import { describe, expect, test } from 'vitest'
import type { Effect } from '../fixtures/mutation/effects.ts'
import type { Mutation } from '../fixtures/mutation.ts'
import type { TestRecord } from '../instruments/evidence/types.ts'
import { sampleObservation, sampleTest } from '../reports/samples/synthetic.ts'
import { campaign, type RunWave } from './mutate-campaign.ts'
import { troublesOf } from './mutate-table.ts'
import { fateOf } from './mutate-verdict.ts'

const inside = {
  vantage: 'docker exec nginx',
  argv: ['docker', 'exec', 'a'.repeat(64), 'ps'],
  step: 'ps',
  stdout: 'x',
  facts: 'x',
}
const finding = (status: TestRecord['status']): TestRecord =>
  sampleTest('finding', { status, observations: [sampleObservation(inside)] })
const effect: Effect = { claim: 'ART-12', looks: 1, changed: 1, silenced: 0 }

/** A lab in which the claim comes out so whenever anything is wrong. */
function claimThat(status: (mutation: Mutation) => TestRecord['status'], changed = 1): RunWave {
  return async (mutations) => {
    const mutation = mutations['ART-12']
    const effects = new Map(mutation ? [['ART-12', { ...effect, changed }]] : [])
    return { tests: [finding(mutation ? status(mutation) : 'passed')], effects }
  }
}

const troubles = async (run: RunWave): Promise<string[]> =>
  troublesOf(await campaign({ run, names: () => new Map(), tell: () => undefined }))

describe('a campaign', () => {
  test('is content with a claim that notices everything', async () => {
    expect(await troubles(claimThat(() => 'failed'))).toEqual([])
  })

  test('names each mutation that a weak claim does not notice', async () => {
    const found = await troubles(claimThat(({ operator }) => (operator === 'host' ? 'passed' : 'failed')))
    expect(found).toEqual(['ART-12 SURVIVED host: ps from docker exec nginx'])
  })

  test('wants an expectation refuted, not the test broken, unless the apparatus was broken on purpose', async () => {
    const found = await troubles(claimThat(({ operator }) => (operator === 'share' ? 'failed' : 'broken')))
    expect(found.map((line) => line.split(':')[0])).toEqual(['ART-12 BROKE INSTEAD host'])
  })

  test('does not take mutations that changed nothing for attacks', async () => {
    expect(await troubles(claimThat(() => 'passed', 0))).toEqual(['ART-12 TOO FEW operators apply: none'])
  })

  test('trusts no claim that is red in the world as it is', async () => {
    expect(await troubles(async () => ({ tests: [finding('failed')], effects: new Map() }))).toEqual([
      'ART-12 UNSOUND: it does not pass in the world as it is',
    ])
  })

  test('trusts no claim that is red afterwards', async () => {
    let waves = 0
    const run: RunWave = async (mutations) => {
      const after = waves++ > 0 && Object.keys(mutations).length === 0
      return {
        tests: [finding(waves === 1 ? 'passed' : 'failed')],
        effects: new Map(after ? [] : [['ART-12', effect]]),
      }
    }
    expect(await troubles(run)).toEqual(['ART-12 UNSOUND: it does not pass in the world as it is'])
  })
})

describe('the fate of a mutation', () => {
  const host: Mutation = { operator: 'host', step: 'ps', vantage: 'docker exec nginx' }

  test.for([
    ['killed', { ...effect }, 'failed'],
    ['survived', { ...effect }, 'passed'],
    ['astray', { ...effect }, 'broken'],
    ['unanswered', { ...effect, silenced: 1 }, 'broken'],
    ['unchanged', { ...effect, changed: 0 }, 'passed'],
    ['unmade', { ...effect, heldBack: 'it would reach the host' }, 'broken'],
  ] as const)('%s', ([fate, told, status]) => {
    expect(fateOf(host, [finding(status)], told)).toBe(fate)
  })

  test('a probe that was emptied on purpose may break the test', () => {
    expect(fateOf({ operator: 'empty', step: 'ps' }, [finding('broken')], effect)).toBe('broken')
  })
})
