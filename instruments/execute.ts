import { constants } from 'node:os'
import { execa } from 'execa'
import { type Outcome, ProbeError } from './probe.ts'

/** One language, one time zone, no width of a terminal: what a tool prints must not depend on who looks. */
export const environment = { LC_ALL: 'C.UTF-8', TZ: 'UTC', LANG: undefined, LANGUAGE: undefined, COLUMNS: undefined }

/**
 * Runs one command to its end and returns what came of it, whatever the exit code.
 * @param timeout milliseconds until it is killed
 * @throws ProbeError when the command could not be started or did not end in time
 */
export async function execute(argv: readonly string[], timeout = 60_000): Promise<Outcome> {
  const [file, ...args] = argv
  if (file === undefined) throw new ProbeError('there is no command to run: argv is empty')
  const startedAt = new Date().toISOString()
  const result = await execa(file, args, {
    env: environment,
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    maxBuffer: 64 * 1024 * 1024,
    timeout,
  })
  if (result.timedOut) throw new ProbeError(`${argv.join(' ')} did not end within ${timeout} ms`)
  const exitCode = result.exitCode ?? (result.signal === undefined ? undefined : 128 + constants.signals[result.signal])
  if (exitCode === undefined) {
    throw new ProbeError(`${file} could not be started (${result.shortMessage}); is it installed, and on PATH?`)
  }
  return {
    argv,
    exitCode,
    stdout: result.stdout,
    stderr: result.stderr,
    startedAt,
    durationMs: Math.round(result.durationMs),
  }
}
