import { describe, expect, test } from 'vitest'
import { failing, holding, machineRun, sampleRevision } from '../../reports/samples/machine-runs.ts'
import { decideOutcome, type Fetched, type Wanted } from './decide-outcome.ts'

const wanted: Wanted = { revision: sampleRevision, asked: ['ART-12', 'ART-13'] }
const whole = machineRun([...holding('ART-12'), ...holding('ART-13')])
const fetched = (evidence: unknown, rest: Partial<Fetched> = {}): Fetched => ({
  evidence: Buffer.from(JSON.stringify(evidence)),
  exitCode: 0,
  output: 'a line\nthe last line\n',
  ...rest,
})

test('whole evidence of the suite that was sent, with the claims that were asked for, is proved', () => {
  expect(decideOutcome(fetched(whole), wanted)).toEqual({ outcome: 'proved', reasons: [] })
  expect(decideOutcome(fetched(whole), wanted, 'it shut down').outcome).toBe('proved')
})

test('a claim that came out otherwise is told, whatever the exit code is', () => {
  const evidence = machineRun([...holding('ART-12'), ...failing('ART-13')])
  for (const exitCode of [0, 1, 3])
    expect(decideOutcome(fetched(evidence, { exitCode }), wanted)).toEqual({
      outcome: 'otherwise',
      reasons: ['came out otherwise: ART-13'],
    })
})

describe('the apparatus broke if the evidence is', () => {
  test.each([
    [
      'of another suite',
      fetched(whole),
      { ...wanted, revision: 'fedcba987654' },
      /of revision .*, and fedcba987654 was/,
    ],
    ['of fewer claims', fetched(machineRun(holding('ART-12'))), wanted, /of 2 claims .*, 1 are missing: ART-13/],
    [
      'of a claim of which nothing was shown',
      fetched(machineRun(holding('ART-12').map((one) => ({ ...one, status: 'broken' })))),
      { ...wanted, asked: ['ART-12'] },
      /nothing was shown of ART-12/,
    ],
    [
      'not what the exit code says',
      fetched(whole, { exitCode: 3 }),
      wanted,
      /^`npm start` ended with 3: the last line$/,
    ],
    [
      'missing, and `npm start` ended by itself',
      { exitCode: 2, output: 'why not' },
      wanted,
      /ended with 2 and wrote no evidence: why not/,
    ],
  ] as const)('%s', (_what, got, asked, reason) => {
    expect(decideOutcome(got, asked)).toEqual({ outcome: 'apparatus broke', reasons: [expect.stringMatching(reason)] })
  })
})

describe('the machine failed if', () => {
  const full = '/home/learner/x: no space left on device (write: ENOSPC): make room there and start again'
  test.each([
    ['it sent nothing', { output: '' }, undefined, /^it sent no results$/],
    ['it ended first', { output: '' }, 'its kernel panicked: x', /^its kernel panicked: x$/],
    [
      'an exit code came, but ssh broke before the evidence',
      { exitCode: 0, output: '' },
      'ssh no longer reaches it',
      /^ssh/,
    ],
    [
      'only an exit code came after its end',
      fetched(whole, { exitCode: undefined as never }),
      'it shut down',
      /^it shut down$/,
    ],
    [
      'its evidence is cut',
      { exitCode: 0, output: '', evidence: Buffer.from('{"schema":2') },
      undefined,
      /cut or is not JSON/,
    ],
    ['its disk is full', { exitCode: 3, output: full }, undefined, /^its disk is full: .*ENOSPC/],
    [
      'the claims took too long',
      { exitCode: 124, output: 'ART-01' },
      undefined,
      /not done within its limit of time: ART-01/,
    ],
    ['`npm start` was killed', { exitCode: 137, output: 'ART-01' }, undefined, /ended there by signal 9: ART-01/],
  ] as const)('%s', (_what, got, failure, reason) => {
    const { outcome, reasons } = decideOutcome(got, wanted, failure)
    expect([outcome, reasons[0]]).toEqual(['machine failed', expect.stringMatching(reason)])
  })
})
