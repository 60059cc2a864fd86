import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Observation, Sign } from '../../instruments/evidence/types.ts'
import { articleRun } from '../samples/sample-runs.ts'
import { passedPair, sampleClaim, sampleEvidence, sampleObservation, sampleTest } from '../samples/synthetic.ts'
import { answerOf } from './answer.ts'

const text = { en: 'a text', ja: '文' }
const nginx = { name: 'nginx', id: 'a'.repeat(64), pid: 711, image: 'nginx', digest: '', source: 'stand-in' } as const
const httpd = { ...nginx, name: 'httpd', id: 'b'.repeat(64), pid: 712 } as const

/** Whether one sign is true of an observation, the first of a claim that may have others. */
function truthOf(sign: Sign, seen: Partial<Observation>, ...others: readonly Partial<Observation>[]): string {
  const observations = [{ probe: 'asked', ...seen }, ...others].map((one) => sampleObservation(one))
  const predictions = [
    { text, when: [sign] },
    { text, when: [{ look: { probe: 'asked' }, lacks: '' }] },
  ]
  const claim = sampleClaim('ART-12', { question: { ask: text, predictions, look: { probe: 'asked' } } })
  const run = sampleEvidence([sampleTest('control', { claim }), sampleTest('finding', { claim, observations })], {
    subjects: [nginx, httpd],
  })
  const [found] = run.claims
  const answer = found && answerOf(found, run)
  return answer?.undecided === true ? 'undecided' : answer?.held.includes(0) === true ? 'holds' : 'does not hold'
}

const row = (pid: number, ppid: number, args: string) => ({ pid, ppid, args })
const hosts = [row(1, 0, '[init]'), row(711, 700, 'nginx: master process'), row(712, 701, 'httpd -DFOREGROUND')]
const inside = [row(1, 0, 'nginx: master process'), row(9, 0, 'ps -ww -ef')]
const at = (name: string, ...addresses: string[]) => ({ name, addresses })
const netns = (about: number, facts: string): Partial<Observation> => ({
  probe: 'net namespace',
  about: [about],
  facts,
})
const own = [netns(711, '4:1'), netns(712, '4:2')]
const inspect = { probe: 'docker inspect', about: [nginx.id], facts: { ipAddresses: { bridge: '172.17.0.2' } } }
const hostAddresses = { probe: 'ip address', facts: [at('lo', '127.0.0.1/8'), at('eth0', '192.0.2.2/24')] }

describe('a sign', () => {
  test.for<
    readonly [what: string, sign: Sign, seen: Partial<Observation>, others: readonly Partial<Observation>[], string]
  >([
    ['succeeds', { succeeds: true }, { exitCode: 0 }, [], 'holds'],
    ['succeeds', { succeeds: true }, { exitCode: 127 }, [], 'does not hold'],
    ['prints', { prints: ':80 ' }, { stdout: '0.0.0.0:80 \n' }, [], 'holds'],
    ['lacks', { lacks: ':80 ' }, { stdout: '0.0.0.0:80 \n' }, [], 'does not hold'],
    ['rows of nothing', { rows: 'none' }, { facts: [] }, [], 'holds'],
    ['rows of one', { rows: 'one' }, { facts: ['empty'] }, [], 'holds'],
    ['rows of an object', { rows: 'several' }, { facts: { pid: 1, net: 2 } }, [], 'holds'],
    ['rows of a number', { rows: 'several' }, { facts: 5 }, [], 'undecided'],
    ['fact', { fact: { at: '0.outside', value: 0, is: true } }, { facts: [{ outside: 0 }] }, [], 'holds'],
    ['fact', { fact: { at: '0.outside', value: 0, is: false } }, { facts: [{ outside: 0 }] }, [], 'does not hold'],
    ['fact without that part', { fact: { at: '1.outside', value: 0, is: true } }, { facts: [] }, [], 'undecided'],
    ['lists the host', { lists: { host: true, nginx: true, nextcloud: false } }, { facts: hosts }, [], 'holds'],
    ['lists a container', { lists: { host: false, nginx: true, httpd: false } }, { facts: inside }, [], 'holds'],
    ['lists one of two', { lists: { host: false, nginx: true } }, { facts: hosts.slice(0, 2) }, [], 'holds'],
    ['lists PIDs', { lists: { nginx: true, httpd: false } }, { facts: [711, 800] }, [], 'holds'],
    ['lists no processes', { lists: { host: false } }, { facts: 'text' }, [], 'undecided'],
    ['named', { named: 1 }, { facts: [{ name: 'x', id: '4:1' }] }, own, 'holds'],
    ['named', { named: 0 }, { facts: [{ name: 'x', id: '4:9' }] }, own, 'holds'],
    ['named, identities unknown', { named: 0 }, { facts: [] }, [], 'undecided'],
    ['addresses', { addresses: { nginx: true } }, { facts: [at('eth0', '172.17.0.2/16')] }, [inspect], 'holds'],
    [
      'addresses of the host',
      { addresses: { host: false } },
      { facts: [at('lo', '127.0.0.1/8')] },
      [hostAddresses],
      'holds',
    ],
    ['addresses unknown', { addresses: { nginx: true } }, { facts: [at('eth0', '172.17.0.2/16')] }, [], 'undecided'],
    [
      'shares',
      { shares: { pid: false, user: true } },
      { facts: { pid: '4:5', user: '4:6' } },
      [{ probe: 'namespaces', facts: { pid: '4:1', user: '4:6' } }],
      'holds',
    ],
    ['shares unknown', { shares: { pid: false } }, { facts: { pid: '4:5' } }, [], 'undecided'],
    [
      'same',
      { same: { as: { probe: 'other' }, is: true } },
      { facts: '4:5' },
      [{ probe: 'other', facts: '4:5' }],
      'holds',
    ],
    [
      'same part',
      { same: { as: { probe: 'other' }, part: 'now', within: 60, is: true } },
      { facts: { now: 100 } },
      [{ probe: 'other', facts: { now: 159 } }],
      'holds',
    ],
    [
      'same part',
      { same: { as: { probe: 'other' }, part: 'now', within: 60, is: true } },
      { facts: { now: 100 } },
      [{ probe: 'other', facts: { now: 161 } }],
      'does not hold',
    ],
    ['same as nothing', { same: { as: { probe: 'other' }, is: true } }, {}, [], 'undecided'],
    ['of another look', { look: { probe: 'other' }, succeeds: false }, {}, [{ probe: 'other', exitCode: 1 }], 'holds'],
    ['of a look that is missing', { look: { probe: 'other' }, succeeds: false }, {}, [], 'undecided'],
  ])('%s', ([, sign, seen, others, wanted]) => {
    expect(truthOf(sign, seen, ...others)).toBe(wanted)
  })
})

describe('the answer to a question', () => {
  const run = articleRun()
  const answer = (id: string) => {
    const claim = run.claims.find((each) => each.id === id)
    const found = claim && answerOf(claim, run)
    return found && { ...found, texts: found.held.map((index) => claim?.question?.predictions[index]?.text.en) }
  }

  test('is what the machine of a real run did', () => {
    expect(answer('ART-14')).toMatchObject({ texts: ['every process of the host'], undecided: false })
    expect(answer('ART-03')).toMatchObject({ texts: ['nginx’s processes and ps itself'], undecided: false })
  })

  test('changes with what was observed', () => {
    const listing = JSON.stringify(run.claims.find(({ id }) => id === 'ART-14'))
    const mine = run.subjects.map(({ pid }) => new RegExp(`"pid":${pid},`, 'g'))
    const other = JSON.parse(mine.reduce((json, pid) => json.replaceAll(pid, '"pid":999999,'), listing))
    expect(answerOf(other, run)?.held).toEqual([0])
  })

  test('is undecided where the run did not make the observation', () => {
    expect(answer('ART-20')).toMatchObject({ held: [], undecided: true })
  })

  test('is undefined for a claim without a question', () => {
    const old = sampleEvidence(passedPair())
    expect(old.claims.map((claim) => answerOf(claim, old))).toEqual([undefined])
  })
})

test('every claim of the article asks a question', () => {
  const folder = join(import.meta.dirname, '../../experiments/article')
  const files = globSync('ART-*.ts', { cwd: folder })
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((file) => !/^ {4}question: \{/m.test(readFileSync(join(folder, file), 'utf8')))).toEqual([])
})
