import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseProcfs, parseStats } from '../parsers/procfs.ts'
import { parsePs } from '../parsers/ps.ts'
import { asIs, type Probe } from '../probe.ts'
import { listed, members, processes, procfs, ps } from '../probes/index.ts'
import { hostVantage } from '../vantage.ts'
import { keepLines, keepProcfs, keepPs, keepStats, mostOthers } from './keep.ts'
import { Recorder } from './recorder.ts'
import { transcript } from './transcript.ts'

const samples = join(import.meta.dirname, '../parsers/samples/parseProcfs')
const good = readdirSync(samples).filter((name) => !name.startsWith('broken'))
const stat = (pid: number, comm = 'a') =>
  `${pid} (${comm}) S 1 7 7 0 -1 4194560 5 0 0 0 11 12 0 0 20 0 1 0 4321 987654 33\n`
const status =
  'Name:\ta\nState:\tS (sleeping)\nPid:\t7\nPPid:\t1\nUid:\t0\t0\t0\t0\nGroups:\t4 27\nNSpid:\t7\nVmRSS:\t123 kB\n'

/** PIDs that no process of this machine has: /proc/sys/kernel/pid_max is 4194304 at most. */
const many = Array.from({ length: 1000 }, (_, index) => 5_000_000 + index)

describe('what the evidence keeps of a procfs', () => {
  test.for(good)('%s gives the same facts', (name) => {
    const text = readFileSync(join(samples, name), 'utf8')
    expect(parseProcfs(keepProcfs(text).stdout)).toEqual(parseProcfs(text))
  })

  test('leaves out the rest of a process', () => {
    const kept = keepProcfs(`/proc/7/stat\0${stat(7)}\0/proc/7/status\0${status}\0`).stdout
    expect(kept).not.toMatch(/987654|VmRSS|Groups/)
    expect(kept).toContain('4321')
    expect(keepStats(`${stat(7)}\0`).stdout).not.toContain('987654')
  })

  test('a comm that imitates other fields stays one', () => {
    const text = `${stat(7, ') R 1 (\n')}\0${stat(8)}\0`
    expect(parseStats(keepStats(text).stdout)).toEqual(parseStats(text))
  })
})

describe('of a thousand processes that are others’ the evidence keeps a few', () => {
  const texts: readonly (readonly [string, Probe<unknown>, string])[] = [
    ['processes', processes(), many.map((pid) => `${stat(pid)}\0`).join('')],
    [
      'procfs',
      procfs(),
      many.map((pid) => `/proc/${pid}/stat\0${stat(pid)}\0/proc/${pid}/status\0${status}\0`).join(''),
    ],
    ['members', members('pid'), many.map((pid) => `/proc/${pid}/ns 4:4026531836\n`).join('')],
    ['ls /proc', listed(), many.map((pid) => `${pid}\n`).join('')],
  ]

  test.for(texts)('%s', ([, probe, stdout]) => {
    const { observations } = record(probe, stdout)
    expect(observations).toMatchObject([{ leftOut: 1000 - mostOthers }])
    expect(observations[0]?.facts).toHaveLength(mostOthers)
    expect(observations[0]?.stdout.length).toBeLessThan(stdout.length / 40)
  })

  test('and all that can be of this run', () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' })
    onTestFinished(() => void child.kill())
    const { stdout, leftOut } = keepLines([...many.slice(0, 50), child.pid].map((pid) => `${pid}\n`).join(''))
    expect(stdout.split('\n')).toContain(String(child.pid))
    expect(leftOut).toBe(50 - mostOthers)
  })

  test('ps, those that were not looked up', () => {
    const rows = many.map((pid, index) => `? ${pid} 1 - - - - ${index < 3 ? '[sh]' : '-'}\n`)
    const { observations } = record(ps(), `UID PID PPID C STIME TTY TIME CMD\n${rows.join('')}`)
    expect(observations).toMatchObject([
      { leftOut: 997, facts: [{ args: '[sh]' }, { args: '[sh]' }, { args: '[sh]' }] },
    ])
    expect(parsePs(observations[0]?.stdout ?? '')).toHaveLength(3)
    expect(observations.map(transcript)[0]).toContain('… and 997 more processes of this host, not kept\n')
  })
})

describe('what the evidence keeps whole', () => {
  test.for([keepPs, keepLines, keepStats, keepProcfs])('%o: nothing, and what is no answer', (keep) => {
    expect(keep('')).toEqual({ stdout: '', leftOut: 0 })
    expect(keep('(withheld)\n').leftOut).toBe(0)
  })

  test('the answer of a probe without such a rule', () => {
    const text = 'x\n'.repeat(1000)
    expect(record({ name: 'x', argv: [], parse: asIs }, text).observations[0]?.stdout).toBe(text)
  })
})

function record(probe: Probe<unknown>, stdout: string): Recorder {
  const recorder = new Recorder()
  const outcome = { argv: probe.argv, exitCode: 0, stdout, stderr: '', startedAt: '', durationMs: 0 }
  recorder.add(hostVantage([]), probe, outcome, probe.parse(outcome))
  return recorder
}
