import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { currentLab } from '../../fixtures/lab.ts'
import { differences, takeCensus } from '../../fixtures/undo/census.ts'
import { entriesOf, listJournals } from '../../fixtures/undo/journal.ts'
import { isAlive } from '../../fixtures/undo/process.ts'
import { tourSteps } from '../tour/tour-steps.ts'

const tour = join(import.meta.dirname, '../tour.ts')
const prompt = /\[q\] leave|\[q\] 終了/g

interface Terminal {
  readonly child: ChildProcess
  screen(): string
  /** Waits until the prompt has been shown this many times. */
  prompted(times: number): Promise<void>
  type(keys: string): void
  readonly exit: Promise<unknown[]>
}

/** Runs the tour under script(1), which provides a terminal and returns the tour's exit code. */
function openTerminal(...args: readonly string[]): Terminal {
  const command = [process.execPath, tour, ...args].join(' ')
  const child = spawn('script', ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
    stdio: 'pipe',
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

/** Runs that ended without clean-up: the process is gone, the journal is not, and --keep was not given. */
const abandoned = (): string[] => {
  const journals = listJournals().filter((journal) => entriesOf(journal, 'kept').length === 0)
  return journals.flatMap((journal) => entriesOf(journal, 'run').flatMap((run) => (isAlive(run) ? [] : [run.id])))
}

describe('the tour', () => {
  const lab = currentLab()

  test('runs to its end when Enter is pressed at each step, and leaves nothing', { timeout: 120_000 }, async () => {
    const before = await takeCensus(lab.engine)
    const terminal = openTerminal('--lang', 'ja')
    for (let step = 1; step <= tourSteps.length; step++) {
      await terminal.prompted(step)
      terminal.type('\r')
    }
    expect(await terminal.exit).toEqual([0, null])
    for (const { title } of tourSteps) expect(terminal.screen()).toEqual(expect.stringContaining(title.ja))
    expect(differences(before, await takeCensus(lab.engine), '')).toEqual([])
    expect(abandoned()).toEqual([])
  })

  test('cleans up when Ctrl-C is pressed after the link was made', async () => {
    const before = await takeCensus(lab.engine)
    const terminal = openTerminal()
    const linked = tourSteps.findIndex(({ act }) => act === 'link') + 1
    for (let step = 1; step <= linked; step++) {
      await terminal.prompted(step)
      terminal.type('\r')
    }
    await terminal.prompted(linked + 1)
    expect(await takeCensus(lab.engine)).not.toEqual(before)
    terminal.type('\u0003')
    expect(await terminal.exit).toEqual([130, null])
    expect(differences(before, await takeCensus(lab.engine), '')).toEqual([])
    expect(abandoned()).toEqual([])
  })

  test('ends at once when q is pressed', async () => {
    const terminal = openTerminal()
    await terminal.prompted(1)
    terminal.type('q\r')
    expect(await terminal.exit).toEqual([0, null])
    expect(terminal.screen()).not.toContain(`2/${tourSteps.length}`)
  })

  test('without a terminal, says so and exits with 2', async () => {
    const child = spawn(process.execPath, [tour], { stdio: ['ignore', 'pipe', 'pipe'] })
    let stderr = ''
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
    expect(await once(child, 'close')).toEqual([2, null])
    expect(stderr).toMatch(/^nsproof: the tour needs a terminal.*\n$/)
  })
})
