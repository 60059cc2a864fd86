import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentLab } from '../../fixtures/lab.ts'
import { describeLeftover, differences, type Leftover, takeCensus } from '../../fixtures/undo/census.ts'
import { entriesOf, listJournals } from '../../fixtures/undo/journal.ts'
import { markedProcesses } from '../../fixtures/undo/marked-processes.ts'
import { until } from '../../fixtures/until.ts'
import { runStart } from './run-start.ts'

let out = ''
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'nsproof-killed-'))
})
afterAll(() => rmSync(out, { recursive: true }))

interface Started {
  readonly child: ChildProcess
  readonly run: string
  readonly exit: Promise<unknown[]>
}

/** Starts a run in a new process group and waits until `stands` returns true. @param claims by default the article's */
async function startUntil(stands: (run: string) => Promise<boolean>, claims: readonly string[] = []): Promise<Started> {
  const before = new Set(listJournals().map(({ folder }) => folder))
  const start = join(import.meta.dirname, '../start.ts')
  const child = spawn(process.execPath, [start, '--out', join(out, 'reports'), ...claims], {
    detached: true,
    stdio: 'ignore',
  })
  const exit = once(child, 'exit')
  const read = async (): Promise<string> => {
    if (child.exitCode !== null) throw new Error(`the run exited with ${child.exitCode} before the test could kill it`)
    const mine = listJournals().find(
      (journal) => !before.has(journal.folder) && entriesOf(journal, 'run')[0]?.pid === child.pid,
    )
    const run = mine && entriesOf(mine, 'run')[0]?.id
    return run !== undefined && (await stands(run)) ? run : ''
  }
  const limits = { limit: 110_000, interval: 20, complaint: 'the run did not come so far' }
  return { child, run: await until(read, (run) => run !== '', limits), exit }
}

const lab = currentLab()
const leftOf = async (run: string): Promise<Leftover[]> =>
  (await takeCensus(lab.engine, run)).filter((one) => one.run === run)
const containersStand = async (run: string): Promise<boolean> =>
  (await leftOf(run)).filter(({ what }) => what.startsWith('container')).length >= 3
const linkStands = async (run: string): Promise<boolean> => {
  const journal = listJournals().find(({ folder }) => folder.endsWith(run))
  return (
    journal !== undefined &&
    entriesOf(journal, 'link').some(({ path }) => lstatSync(path, { throwIfNoEntry: false }) !== undefined)
  )
}

const networkStands = async (run: string): Promise<boolean> =>
  (await leftOf(run)).some(({ what }) => what.startsWith('network'))

/** What is left of the run after this time; empty as soon as nothing is. */
async function leftAfter(run: string, ms: number): Promise<string[]> {
  const ours = async (): Promise<string[]> => [
    ...(await leftOf(run)).map(describeLeftover),
    ...(await markedProcesses(run)).map((pid) => `process ${pid}`),
    ...listJournals()
      .filter(({ folder }) => folder.endsWith(run))
      .map(({ folder }) => folder),
  ]
  return until(ours, (left) => left.length === 0, { limit: ms, interval: 50 })
}

/** Waits until the run's reaper has ended, which takes longer on a busy machine. */
async function untilReaped(run: string): Promise<void> {
  const look = async (): Promise<string> =>
    (await execa('pgrep', ['--full', String.raw`undo/reaper\.ts \S*/${run}$`], { reject: false })).stdout
  await until(look, (pids) => pids === '', { limit: 60_000, interval: 50, complaint: 'the reaper has not ended' })
}

describe('a run that is ended by a signal', () => {
  test.for([
    ['SIGKILL to the process group while the containers run', 'SIGKILL', containersStand, null],
    ['SIGKILL to the process group while a link exists', 'SIGKILL', linkStands, null],
    ['SIGKILL to the process group while a network stands', 'SIGKILL', networkStands, null, ['NET-16']],
    ['SIGINT', 'SIGINT', containersStand, 130],
    ['SIGTERM', 'SIGTERM', linkStands, 143],
    ['SIGHUP', 'SIGHUP', containersStand, 129],
  ] as const)('%s: leaves nothing', async ([, signal, stands, code, claims]) => {
    const before = await takeCensus(lab.engine)
    const { child, run, exit } = await startUntil(stands, claims)
    process.kill(-(child.pid ?? 0), signal)
    expect(await exit).toEqual(code === null ? [null, signal] : [code, null])
    await untilReaped(run)
    expect(await leftAfter(run, 2000)).toEqual([])
    expect(differences(before, await takeCensus(lab.engine), run)).toEqual([])
  })

  test('does not disturb the next run', async () => {
    const { exitCode, statuses } = await runStart(['ART-12'])
    expect(statuses).toEqual({ 'ART-12': 'as-expected' })
    expect(exitCode).toBe(0)
  })
})
