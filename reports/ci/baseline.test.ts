import { describe, expect, test } from 'vitest'
import { failing, holding, machineRun } from '../samples/machine-runs.ts'
import { applies, type BaselineEntry, judgeByBaseline, parseBaseline } from './baseline.ts'

const entry = (more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  claim: 'ART-12',
  when: {},
  reason: 'the engine mends it in the next version',
  issue: 'https://example.org/issues/1',
  until: '2026-12-31',
  ...more,
})
const run = machineRun([...failing('ART-12'), ...holding('ART-13')], {
  version: '20.10.24+dfsg1',
  kernel: '6.12.117+deb13-amd64',
})
const judge = (...entries: readonly BaselineEntry[]) => judgeByBaseline(run, entries, '2026-11-27')

describe('a run beside its baseline', () => {
  test('a claim that came out otherwise is unexpected without an entry', () => {
    expect(judge()).toEqual({ unexpected: ['ART-12'], known: [], fixed: [], expired: [], broken: [] })
  })

  test('and known with one that is for this machine', () => {
    const one = entry({ when: { engine: 'docker', version: '<28', kernel: '>=6.12', cgroup: 1 } })
    expect(judge(one)).toEqual({ unexpected: [], known: [one], fixed: [], expired: [], broken: [] })
  })

  test.each([
    { engine: 'podman' },
    { version: '>=28' },
    { kernel: '<6' },
    { cgroup: 2 },
    { arch: 'arm64' },
    { rootless: true },
    { usernsRemap: true },
    { runtime: 'crun' },
  ] as const)('but not with one that is for other machines: %j', (when) => {
    expect(applies(entry({ when }), run.profile)).toBe(false)
    expect(judge(entry({ when })).unexpected).toEqual(['ART-12'])
  })

  test('an entry whose claim came out as expected no longer applies, if it is for this machine', () => {
    const here = entry({ claim: 'ART-13' })
    const elsewhere = entry({ claim: 'ART-13', when: { engine: 'podman' } })
    expect(judge(entry(), here, elsewhere).fixed).toEqual([here])
  })

  test('an entry that is out of date accepts nothing, from the day after its last', () => {
    expect(judge(entry({ until: '2026-11-27' })).expired).toEqual([])
    const old = entry({ until: '2026-11-26' })
    expect(judge(old)).toMatchObject({ unexpected: ['ART-12'], expired: [old], known: [] })
  })

  test('an entry accepts no claim of which nothing was shown', () => {
    const broken = machineRun(holding('ART-12').map((one) => ({ ...one, status: 'broken' as const })))
    expect(judgeByBaseline(broken, [entry()], '2026-11-27')).toMatchObject({ broken: ['ART-12'], known: [], fixed: [] })
  })
})

describe('baseline.json', () => {
  test('may leave the condition out', () => {
    const { when: _, ...short } = entry()
    expect(parseBaseline([short])).toEqual([entry()])
  })

  test.each([
    [{ until: 'soon' }, /at 0\.until/],
    [{ issue: 'later' }, /at 0\.issue/],
    [{ reason: '' }, /at 0\.reason/],
    [{ claim: 'art' }, /at 0\.claim: a claim id looks like ART-12/],
    [{ when: { version: 'new' } }, /at 0\.when\.version: a range of versions looks like/],
    [{ when: { distro: 'x' } }, /at 0\.when/],
  ])('is refused in one line with %j', (change, said) => {
    expect(() => parseBaseline([{ ...entry(), ...change }])).toThrow(said)
  })
})
