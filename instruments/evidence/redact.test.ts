import childProcess, { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { execute } from '../execute.ts'
import { parsePs } from '../parsers/ps.ts'
import { markOf, runVariable, runVariables, setRunVariables, unmarkedEnvironment } from '../run-environment.ts'
import { redactPs } from './redact.ts'
import { maxOthers } from './shorten.ts'

const argv = ['ps', '-ww', '-ef']
/** No containers. */
const none = new Map<string, number>()
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Starts a process with a secret in its arguments. @param run whose mark it has, if any */
async function startProcess(secret: string, run: string | undefined): Promise<number> {
  const child = spawn('sh', ['-c', 'echo ready; read line', secret], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...unmarkedEnvironment(), ...(run !== undefined && runVariables({ run })) },
  })
  children.push(child)
  await once(child.stdout, 'data')
  return child.pid ?? 0
}

/** Makes this process one of that run. @returns the run before, empty if there was none */
function markedAs(run: string): string {
  const before = runVariable('run') ?? ''
  setRunVariables({ run })
  return before
}

const redactedPs = async (from: readonly string[] = argv): Promise<string> =>
  redactPs((await execute(from)).stdout, argv, none)

/** Rows of `ps -ef` for PIDs that no process can have (the highest pid_max is 4194304). */
const foreignRows = (count: number): string => {
  const rows = Array.from({ length: count }, (_, index) => `root ${5_000_000 + index} 1 0 10:00 ? 00:00:00 hunter2`)
  return `UID PID PPID C STIME TTY TIME CMD\n${rows.join('\n')}\n`
}

/** Processor time in milliseconds for redacting a list of that many rows, the least of five measurements. */
const redactionTime = (rows: number): number => {
  const text = foreignRows(rows)
  const times = Array.from({ length: 5 }, () => {
    const began = process.cpuUsage()
    redactPs(text, argv, none)
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

/** Imports the module as if /proc hid other users' processes, and counts the calls of sudo. Each runs without sudo. */
async function withHidepid(): Promise<{ redact: typeof redactPs; sudoCalls: () => number }> {
  vi.spyOn(process, 'geteuid').mockReturnValue(1000)
  const { readFileSync } = fs
  vi.spyOn(fs, 'readFileSync').mockImplementation(((path: string, ...rest: [BufferEncoding]) => {
    if (path === '/proc/self/mountinfo') return '22 28 0:21 / /proc rw - proc proc rw,hidepid=invisible\n'
    if (/^\/proc\/\d+\//.test(path)) throw new Error(`${path} is hidden`)
    return readFileSync(path, ...rest)
  }) as typeof readFileSync)
  const { spawnSync } = childProcess
  const sudo = vi
    .spyOn(childProcess, 'spawnSync')
    .mockImplementation(((_: string, [, program = '', ...rest]: string[]) =>
      spawnSync(program, rest, { encoding: 'latin1' })) as typeof spawnSync)
  syncBuiltinESMExports()
  vi.resetModules()
  const { redactPs: redact } = await import('./redact.ts')
  return { redact, sudoCalls: () => sudo.mock.calls.length }
}

describe('with hidepid, for a user with sudo', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
    vi.resetModules()
  })

  test('one sudo reads all that a list needs, and the result is the same', async () => {
    await startProcess('--secret', 'a-run')
    const before = markedAs('a-run')
    const list = (await execute(argv)).stdout
    const expected = redactPs(list, argv, none)
    const { redact, sudoCalls } = await withHidepid()
    expect(redact(list, argv, none)).toBe(expected)
    expect(expected).toContain('--secret')
    expect(sudoCalls()).toBe(1)
    markedAs(before)
  })
})

describe('a long process list', () => {
  test('keeps every row, without the arguments of other users’ processes', () => {
    const text = redactPs(foreignRows(5000), argv, none)
    expect(text).not.toContain('hunter2')
    expect(parsePs(text).map(({ pid }) => pid)).toEqual(parsePs(foreignRows(5000)).map(({ pid }) => pid))
  })

  test('does not read /proc/PID of processes that cannot belong to this run', () => {
    const reads = vi.spyOn(fs, 'readFileSync')
    syncBuiltinESMExports()
    const countReads = (rows: number): number => {
      reads.mockClear()
      redactPs(foreignRows(rows), argv, none)
      return reads.mock.calls.filter(([path]) => /^\/proc\/5\d{6}\//.test(String(path))).length
    }
    expect(countReads(5000)).toBe(countReads(100))
    expect(countReads(5000)).toBeLessThanOrEqual(maxOthers)
    reads.mockRestore()
    syncBuiltinESMExports()
  })

  test('takes time in proportion to its rows', () => {
    expect(redactionTime(20_000)).toBeLessThan(20 * redactionTime(2000))
    expect(redactionTime(5000)).toBeLessThan(500)
  })
})

describe('redacting the ps of the host', () => {
  test.for(['hunter2', '秘密の言葉', '-----'])(
    'a process of another user with the argument %j is shown as pid, ppid, uid and comm',
    async (secret) => {
      const pid = await startProcess(secret, undefined)
      expect(await redactedPs()).not.toContain(secret)
      const text = await redactedPs(['ps', '-ww', '-f', '-p', String(pid)])
      expect(text).not.toContain(secret)
      expect(parsePs(text).find((row) => row.pid === pid)).toMatchObject({
        ppid: process.pid,
        args: '[sh]',
        stime: '-',
        tty: '-',
      })
    },
  )

  test('processes of this run and the ps command itself keep all fields', async () => {
    const run = runVariable('run') ?? 'a-test'
    markedAs(run)
    const pid = await startProcess('of-this-run', run)
    const rows = parsePs(await redactedPs())
    expect(rows.find((row) => row.pid === pid)?.args).toContain('of-this-run')
    expect(rows.map(({ args }) => args)).toContain('ps -ww -ef')
  })

  test.for([
    'hunter2\n',
    'UID PID PPID C STIME TTY TIME CMD\n',
    'UID PID PPID C STIME TTY TIME CMD\nhunter2\n',
    'UID PID PPID C STIME TTY TIME CMD\nroot 1 0 0 10:00 ? 00:00:00 hunter2\nhunter2\n',
  ])('output that is no process list is withheld: %j', (text) => {
    expect(redactPs(text, argv, none)).toBe('(withheld: a process list that is not one of `ps -ef`)\n')
  })

  test('an ancestor of a process of this run is shown by its comm, without its arguments', async () => {
    const run = runVariable('run') ?? 'a-test'
    markedAs(run)
    const script = 'env "$1" sh -c "echo ready; read line"; :'
    const above = spawn('sh', ['-c', script, 'hunter3', markOf(run)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: unmarkedEnvironment(),
    })
    children.push(above)
    await once(above.stdout, 'data')
    const rows = parsePs(await redactedPs())
    above.stdin.end()
    expect(rows.find(({ pid }) => pid === above.pid)?.args).toBe('[sh]')
    expect(rows.find(({ ppid }) => ppid === above.pid)?.args).toBe('sh -c echo ready; read line')
  })
})
