import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseProcfs, parseStats } from '../parsers/procfs.ts'
import { parsePs } from '../parsers/ps.ts'
import { type Probe, rawOutcome } from '../probe.ts'
import { listedPids, members, processes, procfs, ps } from '../probes/index.ts'
import { hostVantage } from '../vantage.ts'
import { Recorder } from './recorder.ts'
import { maxOthers, shortenLines, shortenProcfs, shortenPs, shortenStats } from './shorten.ts'
import { transcript } from './text-transcript.ts'

/** No containers. */
const none = new Map<string, number>()
const samples = join(import.meta.dirname, '../parsers/samples/parseProcfs')
const good = readdirSync(samples).filter((name) => !name.startsWith('broken'))
const stat = (pid: number, comm = 'a') =>
  `${pid} (${comm}) S 1 7 7 0 -1 4194560 5 0 0 0 11 12 0 0 20 0 1 0 4321 987654 33\n`
const status =
  'Name:\ta\nState:\tS (sleeping)\nPid:\t7\nPPid:\t1\nUid:\t0\t0\t0\t0\nGroups:\t4 27\nNSpid:\t7\nVmRSS:\t123 kB\n'

/** PIDs that no process can have: the highest /proc/sys/kernel/pid_max is 4194304. */
const many = Array.from({ length: 1000 }, (_, index) => 5_000_000 + index)

describe('shortening the text of a procfs', () => {
  test.for(good)('%s parses to the same facts before and after', (name) => {
    const text = readFileSync(join(samples, name), 'utf8')
    expect(parseProcfs(shortenProcfs(text, none).stdout)).toEqual(parseProcfs(text))
  })

  test('drops the fields of stat and status that no fact needs', () => {
    const kept = shortenProcfs(`/proc/7/stat\0${stat(7)}\0/proc/7/status\0${status}\0`, none).stdout
    expect(kept).not.toMatch(/987654|VmRSS|Groups/)
    expect(kept).toContain('4321')
    expect(shortenStats(`${stat(7)}\0`, none).stdout).not.toContain('987654')
  })

  test('keeps a comm that looks like other fields of stat', () => {
    const text = `${stat(7, ') R 1 (\n')}\0${stat(8)}\0`
    expect(parseStats(shortenStats(text, none).stdout)).toEqual(parseStats(text))
  })
})

describe('a list of 1,000 processes of other users is shortened', () => {
  const texts: readonly (readonly [string, Probe<unknown>, string])[] = [
    ['processes', processes(), many.map((pid) => `${stat(pid)}\0`).join('')],
    [
      'procfs',
      procfs(),
      many.map((pid) => `/proc/${pid}/stat\0${stat(pid)}\0/proc/${pid}/status\0${status}\0`).join(''),
    ],
    ['members', members('pid'), many.map((pid) => `/proc/${pid}/ns 4:4026531836\n`).join('')],
    ['ls /proc', listedPids(), many.map((pid) => `${pid}\n`).join('')],
  ]

  test.for(texts)('%s', ([, probe, stdout]) => {
    const { observations } = record(probe, stdout)
    expect(observations).toMatchObject([{ leftOut: 1000 - maxOthers }])
    expect(observations[0]?.facts).toHaveLength(maxOthers)
    expect(observations[0]?.stdout.length).toBeLessThan(stdout.length / 40)
  })

  test('processes of this run are kept beyond the limit', () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' })
    onTestFinished(() => void child.kill())
    const { stdout, leftOut } = shortenLines([...many.slice(0, 50), child.pid].map((pid) => `${pid}\n`).join(''), none)
    expect(stdout.split('\n')).toContain(String(child.pid))
    expect(leftOut).toBe(50 - maxOthers)
  })

  test('ps: drops the rows without a command', () => {
    const rows = many.map((pid, index) => `? ${pid} 1 - - - - ${index < 3 ? '[sh]' : '-'}\n`)
    const { observations } = record(ps(), `UID PID PPID C STIME TTY TIME CMD\n${rows.join('')}`)
    expect(observations).toMatchObject([
      { leftOut: 997, facts: [{ args: '[sh]' }, { args: '[sh]' }, { args: '[sh]' }] },
    ])
    expect(parsePs(observations[0]?.stdout ?? '')).toHaveLength(3)
    expect(observations.map(transcript)[0]).toContain('… and 997 more processes of this host, not kept\n')
  })
})

describe('text that is not shortened', () => {
  test.for([shortenPs, shortenLines, shortenStats, shortenProcfs])(
    '%o keeps empty text and text that is no process list',
    (shorten) => {
      expect(shorten('', none)).toEqual({ stdout: '', leftOut: 0 })
      expect(shorten('(withheld)\n', none).leftOut).toBe(0)
    },
  )

  test('the output of a probe that has no rule for shortening is kept whole', () => {
    const text = 'x\n'.repeat(1000)
    expect(record({ name: 'x', argv: [], parse: rawOutcome }, text).observations[0]?.stdout).toBe(text)
  })
})

function record(probe: Probe<unknown>, stdout: string): Recorder {
  const recorder = new Recorder()
  const outcome = { argv: probe.argv, exitCode: 0, stdout, stderr: '', startedAt: '', durationMs: 0 }
  recorder.add(hostVantage([]), probe, outcome, probe.parse(outcome))
  return recorder
}
