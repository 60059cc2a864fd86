import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { currentLab } from '../../fixtures/lab.ts'
import { differences, takeCensus } from '../../fixtures/undo/census.ts'
import { entriesOf, listJournals } from '../../fixtures/undo/journal.ts'
import { isAlive } from '../../fixtures/undo/process.ts'
import { until } from '../../fixtures/until.ts'
import { tourSteps } from '../tour/tour-steps.ts'
import { tourTexts } from '../tour/tour-texts.ts'

const tour = join(import.meta.dirname, '../tour.ts')
const prompt = /\[q\] leave: |\[q\] 終了：/g
const asked = tourSteps.filter(({ predictions }) => predictions !== undefined)

interface Terminal {
  readonly child: ChildProcess
  screen(): string
  /** Waits until the prompt has been shown this many times. */
  prompted(times: number): Promise<void>
  type(keys: string): void
  readonly exit: Promise<unknown[]>
}

let state = ''
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'tour-state-'))
})
afterEach(() => rm(state, { recursive: true }))

/** Runs the tour under script(1), which provides a terminal and returns the tour's exit code. */
function openTerminal(...args: readonly string[]): Terminal {
  const command = [process.execPath, tour, ...args].join(' ')
  const child = spawn('script', ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
    stdio: 'pipe',
    env: { ...process.env, XDG_STATE_HOME: state },
  })
  let screen = ''
  child.stdout.on('data', (data: Buffer) => (screen += data.toString()))
  const exit = once(child, 'exit')
  const prompted = async (times: number): Promise<void> => {
    while ((screen.match(prompt) ?? []).length < times) {
      const [code] = await Promise.race([once(child.stdout, 'data').then(() => [null]), exit])
      if (typeof code === 'number')
        throw new Error(`the tour ended with ${code} before prompt ${times}: ${screen.slice(-500)}`)
    }
  }
  return { child, screen: () => screen, prompted, type: (keys) => void child.stdin.write(keys), exit }
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Runs that ended without clean-up: the process is gone, the journal is not, and --keep was not given. */
const abandoned = (): string[] => {
  const journals = listJournals().filter((journal) => entriesOf(journal, 'kept').length === 0)
  return journals.flatMap((journal) => entriesOf(journal, 'run').flatMap((run) => (isAlive(run) ? [] : [run.id])))
}

describe('the tour', () => {
  const lab = currentLab()

  test('asks at each step, judges each prediction by the output, and leaves nothing', {
    timeout: 180_000,
  }, async () => {
    const before = await takeCensus(lab.engine)
    const terminal = openTerminal('--lang', 'ja')
    let prompts = 0
    const answer = async (keys: string): Promise<void> => {
      await terminal.prompted(++prompts)
      terminal.type(keys)
    }
    for (const { predictions } of tourSteps) {
      await answer(predictions === undefined ? '\r' : 'a\r')
      await answer('\r')
    }
    expect(await terminal.exit).toEqual([0, null])
    const screen = terminal.screen()
    for (const { title } of tourSteps) expect(screen).toEqual(expect.stringContaining(title.ja))
    const held = count(screen, /予想は当たった/g)
    const failed = count(screen, /予想 a\) は外れた。マシンの答え：[b-d]\)/g)
    expect(held).toBeGreaterThan(0)
    expect(failed).toBeGreaterThan(0)
    expect(held + failed).toBe(asked.length)
    expect(screen).toContain(`${asked.length} 問のうち ${held} 問の予想が当たった`)
    expect(screen).not.toContain(tourTexts.none.ja)
    expect(differences(before, await takeCensus(lab.engine), '')).toEqual([])
    expect(abandoned()).toEqual([])
  })

  test('gives a hint, runs a step again, goes back, and goes on where it was left', { timeout: 180_000 }, async () => {
    const terminal = openTerminal()
    const keys = ['\r', 'r\r', '\r', 'x\r', 'h\r', 'c\r', 'b\r', 'n\r', '\r', '\r', 'q\r']
    for (const [index, key] of keys.entries()) {
      await terminal.prompted(index + 1)
      terminal.type(key)
    }
    expect(await terminal.exit).toEqual([0, null])
    const [first, second] = asked
    expect(count(terminal.screen(), /^ {2}[0-9a-f]{12} {2}nsproof-\S+-nginx /gm)).toBeGreaterThan(1)
    expect(terminal.screen()).toContain(tourTexts.unknown.en)
    expect(terminal.screen()).toContain(first?.hint?.en)
    expect(terminal.screen()).toContain('Your prediction held: c)')

    const later = openTerminal()
    await later.prompted(1)
    expect(later.screen()).toContain('Going on where you left off (1 predicted before')
    expect(later.screen()).toContain(second?.title.en)
    later.type('q\r')
    await later.exit
    const anew = openTerminal('--reset')
    await anew.prompted(1)
    expect(anew.screen()).toContain(`1/${tourSteps.length} `)
    anew.type('q\r')
    await anew.exit
  })

  test('cleans up when Ctrl-C is pressed after the link was made', async () => {
    const before = await takeCensus(lab.engine)
    const terminal = openTerminal()
    const linked = tourSteps.findIndex(({ act }) => act === 'link') + 1
    for (let step = 1; step < linked; step++) {
      await terminal.prompted(step)
      terminal.type('n\r')
    }
    await terminal.prompted(linked)
    terminal.type('\r')
    await terminal.prompted(linked + 1)
    expect(await takeCensus(lab.engine)).not.toEqual(before)
    terminal.type('\u0003')
    expect(await terminal.exit).toEqual([130, null])
    expect(differences(before, await takeCensus(lab.engine), '')).toEqual([])
    expect(abandoned()).toEqual([])
  })

  test('cleans up when the terminal is gone', async () => {
    const before = await takeCensus(lab.engine)
    const terminal = openTerminal()
    await terminal.prompted(1)
    terminal.child.kill('SIGKILL')
    await terminal.exit
    const left = async (): Promise<string[]> => differences(before, await takeCensus(lab.engine), '')
    expect(await until(left, (lines) => lines.length === 0, { limit: 10_000, interval: 100 })).toEqual([])
    expect(
      await until(
        async () => abandoned(),
        (runs) => runs.length === 0,
        { limit: 10_000, interval: 100 },
      ),
    ).toEqual([])
  })

  test('with --yes shows every step and its answer without a terminal', { timeout: 120_000 }, async () => {
    const { stdout, exitCode } = await execa(process.execPath, [tour, '--yes'], { stdin: 'ignore' })
    for (const { title, why } of tourSteps) {
      expect(stdout).toContain(title.en)
      expect(stdout).toContain(why.en)
    }
    expect(count(stdout, /^The machine did: [a-d]\) /gm)).toBe(asked.length)
    expect(exitCode).toBe(0)
  })

  test('without a terminal, says so and exits with 2', async () => {
    const child = spawn(process.execPath, [tour], { stdio: ['ignore', 'pipe', 'pipe'] })
    let stderr = ''
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
    expect(await once(child, 'close')).toEqual([2, null])
    expect(stderr).toMatch(/^nsproof: the tour needs a terminal.*\n$/)
  })
})
