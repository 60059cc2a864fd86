import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { type Outcome, ProbeError } from './probe.ts'

/** One language, one time zone, no width of a terminal: what a tool prints must not depend on who looks. */
export const environment = { LC_ALL: 'C.UTF-8', TZ: 'UTC', LANG: undefined, LANGUAGE: undefined, COLUMNS: undefined }

/** Bytes of one stream. */
const mostOutput = 64 * 1024 * 1024

/** Milliseconds from SIGTERM to SIGKILL. */
const grace = 5000

/**
 * Runs one command to its end and returns what came of it, whatever the exit code.
 * @param timeout milliseconds until it is killed
 * @throws ProbeError when the command could not be started, did not end in time, or printed more than 64 MiB
 */
export async function execute(argv: readonly string[], timeout = 60_000): Promise<Outcome> {
  const [file, ...args] = argv
  if (file === undefined) throw new ProbeError('there is no command to run: argv is empty')
  const startedAt = new Date().toISOString()
  const began = performance.now()
  const { exitCode, streams } = await ended(() => start(file, args), argv, timeout)
  const [stdout, stderr] = streams.map((chunks) => Buffer.concat(chunks).toString())
  const durationMs = Math.round(performance.now() - began)
  return { argv, exitCode, stdout: stdout ?? '', stderr: stderr ?? '', startedAt, durationMs }
}

type Child = ChildProcessByStdio<null, Readable, Readable>

function start(file: string, args: readonly string[]): Child {
  return spawn(file, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
}

interface Ended {
  readonly exitCode: number
  /** The chunks of stdout and of stderr. */
  readonly streams: readonly [Buffer[], Buffer[]]
}

async function ended(run: () => Child, argv: readonly string[], timeout: number): Promise<Ended> {
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
    failed(error as Error) // what the kernel refuses at once: too long an argv, too many open files
  }
  return promise.finally(() => clearTimeout(timer))
}

function collect(stream: Readable, stop: (why: string) => void): Buffer[] {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size > mostOutput) stop('printed more than 64 MiB')
  })
  return chunks
}

/** Nobody reads it any more: what it started and left running must not hold the streams open. */
function terminate(child: Child): void {
  child.kill('SIGTERM')
  const kill = setTimeout(() => child.kill('SIGKILL'), grace)
  child.on('exit', () => clearTimeout(kill))
  child.stdout.destroy()
  child.stderr.destroy()
}
