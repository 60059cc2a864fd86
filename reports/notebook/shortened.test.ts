import { describe, expect, test } from 'vitest'
import { execStep, sampleClaim, sampleEvidence, sampleObservation, sampleTest } from '../samples/synthetic.ts'
import { ownersOf } from './claim/process-owners.ts'
import { notebookPage } from './page/page.ts'

const rows = [
  { pid: 1, ppid: 0, args: '[init]' },
  { pid: 700, ppid: 1, args: '[containerd-shim]' },
  { pid: 711, ppid: 700, args: 'nginx: master process' },
]
const list = sampleObservation({
  probe: 'ps',
  argv: ['ps', '-ww', '-ef'],
  stdout: `UID PID PPID C STIME TTY TIME CMD\n${rows.map(({ pid, ppid, args }) => `0 ${pid} ${ppid} - - - - ${args}\n`).join('')}`,
  facts: rows,
  leftOut: 4937,
})
const nginx = { name: 'nginx', id: 'a'.repeat(64), pid: 711, image: 'nginx', digest: '', source: 'stand-in' } as const

const page = async () => {
  const tests = (['control', 'finding'] as const).map((role) =>
    sampleTest(role, { claim: sampleClaim('ART-06'), observations: [list] }),
  )
  return notebookPage([sampleEvidence(tests, { subjects: [nginx] })])
}

describe('a process list that the evidence holds in part', () => {
  test('is followed by the number of the other processes, in both languages', async () => {
    const html = await page()
    expect(html).toContain('… and 4,937 more, of which evidence.json keeps no more than their number.')
    expect(html).toContain('… ほかに 4,937 件。evidence.json に残したのは件数だけである。')
    expect(html).toContain('Other processes of the host: 4,937')
  })

  test('is treated as a list of the host, so PIDs inside a container have no owner', () => {
    const inside = { ...list, vantage: 'docker exec nginx', steps: [execStep('nginx')] }
    expect(ownersOf(list, [nginx])).toEqual(new Map([[711, 'nginx']]))
    expect(ownersOf(inside, [{ ...nginx, pid: 5 }])).toEqual(new Map())
  })
})
