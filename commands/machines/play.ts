import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { environment } from '../../fixtures/engine/environment.ts'
import { lastLines } from '../../fixtures/engine/last-lines.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import { isDiskFull } from './decide-outcome.ts'
import type { Guest } from './guest.ts'
import type { TimeLimits } from './time-limits.ts'

const folder = join(import.meta.dirname, '../../machines')

/** What `machines/prove.sh look` prints. */
const lookSchema = z.object({ kernel: z.string(), system: z.string(), slowness: z.int().positive() })

/** A line of machines/events.py. */
const eventSchema = z.object({
  step: z.string(),
  /** Absent when the step begins. */
  ended: z.enum(['ok', 'failed', 'unreachable']).exactOptional(),
  /** What it printed, or why it failed. */
  text: z.string().default(''),
})
type PlayEvent = z.output<typeof eventSchema>

export interface PlayOptions {
  readonly name: string
  readonly guest: Guest
  /** Variables of machines/prove.yml. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Temporary folder. */
  readonly temporary: string
  readonly limits: TimeLimits
  readonly log: (line: string) => void
  readonly stop: AbortSignal
}

/**
 * Runs the playbook for one machine. It ends with the machine, or when a limit is over.
 * @returns one sentence about what failed first, or undefined
 */
export async function play(options: PlayOptions): Promise<string | undefined> {
  const { guest, limits, stop, log } = options
  const child = startAnsible(options)
  const events = new Events(limits, log)
  const lines = createInterface({ input: child.stdout }).on('line', (line) => events.read(line))
  const closed = Promise.all([once(child, 'close'), once(lines, 'close')])
  const stderr = collectText(child)
  const stopped = Promise.withResolvers<string>()
  const onStop = (): void => stopped.resolve('it was stopped')
  stop.addEventListener('abort', onStop)
  if (stop.aborted) onStop()
  const ended = closed.then(async ([[code]]) => {
    const failure = events.failure ?? (code === 0 ? undefined : `Ansible ended with ${code}: ${lastLines(stderr(), 1)}`)
    // When a guest ends, ssh fails first. Its end says more.
    return failure === undefined ? undefined : Promise.race([guest.ended, delay(2000, failure)])
  })
  try {
    return await Promise.race([guest.ended, events.late, stopped.promise, ended])
  } finally {
    stop.removeEventListener('abort', onStop)
    events.close()
    await end(child, closed)
  }
}

/** What Ansible reports, and the limits of time, which depend on it. */
class Events {
  /** What failed first. */
  failure: string | undefined
  readonly #late = Promise.withResolvers<string>()
  readonly #limits: TimeLimits
  readonly #log: (line: string) => void
  #step = ''
  #timer: NodeJS.Timeout

  constructor(limits: TimeLimits, log: (line: string) => void) {
    this.#limits = limits
    this.#log = log
    this.#timer = this.#arm(limits.untilKnown)
  }

  /** Resolves with one sentence when a limit is over. */
  get late(): Promise<string> {
    return this.#late.promise
  }

  read(line: string): void {
    const event = eventSchema.safeParse(parseJson(line)).data
    if (event === undefined) return
    if (event.ended === undefined) this.#log((this.#step = event.step))
    else if (event.ended !== 'ok') this.failure ??= describeFailure(event, this.#limits)
    else if (event.step === 'look at the machine') this.#look(event.text)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #look(text: string): void {
    const look = lookSchema.safeParse(parseJson(text)).data
    if (look === undefined) return
    const { system, kernel, slowness } = look
    this.#log(visibleLine(`${system}, kernel ${kernel}, ${slowness} times slower than a fast machine`))
    clearTimeout(this.#timer)
    this.#timer = this.#arm(this.#limits.untilEnd(slowness))
  }

  #arm(seconds: number): NodeJS.Timeout {
    const tell = (): void => this.#late.resolve(`it was not done after ${seconds} s, in the step “${this.#step}”`)
    return setTimeout(tell, seconds * 1000)
  }
}

/** @returns undefined for a text that is no JSON: Ansible may print other lines */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function describeFailure({ step, ended, text }: PlayEvent, { boot }: TimeLimits): string {
  const why = lastLines(text, 1)
  if (isDiskFull(text)) return `its disk is full, in the step “${step}”: ${why}`
  if (step === 'wait for ssh') return `ssh did not answer within ${boot} s: ${why}`
  return ended === 'unreachable'
    ? `ssh no longer reaches it, in the step “${step}”: ${why}`
    : `the step “${step}” failed: ${why}`
}

function startAnsible({
  name,
  guest,
  variables,
  temporary,
}: PlayOptions): ChildProcessByStdio<null, Readable, Readable> {
  const file = join(temporary, `${name}.variables.json`)
  writeFileSync(file, JSON.stringify(variables))
  const argv = ['--inventory', guest.inventory, '--limit', name, '--extra-vars', `@${file}`, join(folder, 'prove.yml')]
  const env = environment({
    ANSIBLE_CALLBACK_PLUGINS: folder,
    ANSIBLE_STDOUT_CALLBACK: 'events',
    ANSIBLE_LOCAL_TEMP: join(temporary, 'ansible'),
    ANSIBLE_PYTHON_INTERPRETER: 'auto_silent',
    // A host that is gone is noticed after two minutes.
    ANSIBLE_SSH_EXTRA_ARGS: '-o ServerAliveInterval=15 -o ServerAliveCountMax=8',
  })
  // Ends with this process, even by SIGKILL.
  return spawn('setpriv', ['--pdeathsig', 'TERM', 'ansible-playbook', ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    detached: true,
  })
}

function collectText({ stderr }: { readonly stderr: Readable }): () => string {
  let text = ''
  stderr.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-10_000)))
  return () => text
}

/** Milliseconds from SIGTERM to SIGKILL. */
const patience = 10_000

/** Ends Ansible and its children, which are one process group. */
async function end(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    process.kill(-child.pid, signal)
    await Promise.race([closed, delay(patience, undefined, { ref: false })])
  }
}
