import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { type Outcome, ProbeError } from './probe.ts'

/** Fixes language, time zone and width, so that a tool's output does not depend on the user's settings. */
export const localeVariables = {
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  LANG: undefined,
  LANGUAGE: undefined,
  COLUMNS: undefined,
}

/** Limit of one stream, in bytes. */
const maxOutputBytes = 64 * 1024 * 1024

/** Time from SIGTERM to SIGKILL, in milliseconds. */
const killDelayMs = 5000

/**
 * Runs a command and returns its outcome, whatever its exit code.
 * @param timeout milliseconds until the command is killed. The default only has to end a hang: on a busy emulated
 *   processor, dpkg took more than a minute to install three packages.
 * @throws ProbeError if the command cannot be started, does not end in time, or prints more than 64 MiB to a stream
 */
export async function execute(argv: readonly string[], timeout = 180_000): Promise<Outcome> {
  const [file, ...args] = argv
  if (file === undefined) throw new ProbeError('cannot run a command: argv is empty')
  const startedAt = new Date().toISOString()
  const began = performance.now()
  const { exitCode, streams } = await runToEnd(() => start(file, args), argv, timeout)
  const [stdout, stderr] = streams.map((chunks) => Buffer.concat(chunks).toString())
  const durationMs = Math.round(performance.now() - began)
  return { argv, exitCode, stdout: stdout ?? '', stderr: stderr ?? '', startedAt, durationMs }
}

type Child = ChildProcessByStdio<null, Readable, Readable>

function start(file: string, args: readonly string[]): Child {
  return spawn(file, args, { env: { ...process.env, ...localeVariables }, stdio: ['ignore', 'pipe', 'pipe'] })
}

interface Ended {
  readonly exitCode: number
  /** The chunks of stdout and of stderr. */
  readonly streams: readonly [Buffer[], Buffer[]]
}

async function runToEnd(run: () => Child, argv: readonly string[], timeout: number): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  const failed = (error: Error): void =>
    reject(new ProbeError(`${argv[0]} could not be started (${error.message}); is it installed, and on PATH?`))
  let timer: NodeJS.Timeout | undefined
  try {
    const child = run().on('error', failed)
    const stop = (why: string): void => {
      terminate(child)
      reject(new ProbeError(`${argv.join(' ')} ${why}`))
    }
    timer = setTimeout(() => stop(`did not end within ${timeout} ms`), timeout)
    const streams = [collect(child.stdout, stop), collect(child.stderr, stop)] as const
    child.on('close', (code, signal) =>
      resolve({ exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), streams }),
    )
  } catch (error) {
    failed(error as Error) // spawn throws at once, for example if argv is too long (E2BIG)
  }
  return promise.finally(() => clearTimeout(timer))
}

function collect(stream: Readable, stop: (why: string) => void): Buffer[] {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size > maxOutputBytes) stop('printed more than 64 MiB')
  })
  return chunks
}

/** Closes our ends of the streams, because processes that the command left running can keep them open. */
function terminate(child: Child): void {
  child.kill('SIGTERM')
  const kill = setTimeout(() => child.kill('SIGKILL'), killDelayMs)
  child.on('exit', () => clearTimeout(kill))
  child.stdout.destroy()
  child.stderr.destroy()
}
