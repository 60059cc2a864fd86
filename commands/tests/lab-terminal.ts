import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const command = join(import.meta.dirname, '../lab.ts')

/** A lab in a pseudo-terminal. Its shell's prompt is `(lab) $ `. */
export interface LabTerminal {
  readonly child: ChildProcess
  screen(): string
  /** Types a line and waits for the next prompt. @returns what was printed between */
  type(line: string): Promise<string>
  /** Types keys and does not wait. */
  press(keys: string): void
  /** Waits until the screen shows this, from where the last line was typed. @returns what was printed */
  shows(pattern: RegExp): Promise<string>
  readonly exit: Promise<unknown[]>
}

const prompt = /\(lab\) \$ $/

/** Runs the lab under script(1), which provides a terminal and returns the lab's exit code. Waits for the first prompt. */
export async function openLabTerminal(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<LabTerminal> {
  const words = [process.execPath, command, ...args].join(' ')
  // A line that is wider than the terminal would be drawn again and again.
  const child = spawn(
    'script',
    ['--quiet', '--flush', '--return', '--command', `stty cols 2000; ${words}`, '/dev/null'],
    {
      stdio: 'pipe',
      env: { ...process.env, ...env },
    },
  )
  let screen = ''
  let from = 0
  child.stdout.on('data', (data: Buffer) => (screen += data.toString()))
  const exit = once(child, 'exit')
  const shows = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(screen.slice(from))) {
      const [code] = await Promise.race([once(child.stdout, 'data').then(() => [null]), exit])
      if (code !== null)
        throw new Error(`the lab ended with ${String(code)} instead of ${pattern}: ${screen.slice(-1000)}`)
    }
    return screen.slice(from)
  }
  const press = (keys: string): void => {
    from = screen.length
    child.stdin.write(keys)
  }
  const type = async (line: string): Promise<string> => {
    press(`${line}\r`)
    return shows(prompt)
  }
  await shows(prompt)
  return { child, screen: () => screen, type, press, shows, exit }
}
