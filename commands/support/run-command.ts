import { setImmediate } from 'node:timers/promises'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { LabError } from '../../fixtures/engine/error.ts'
import { Mishap, sentenceOf } from '../../fixtures/run/mishap.ts'

/**
 * 0 all as expected or not applicable; 1 a claim came out otherwise; 2 it could not run, or its arguments were wrong; 3 the
 * apparatus broke, so nothing was shown. When both 1 and 3 hold, it is 1.
 */
export type ExitCode = 0 | 1 | 2 | 3

/** From harmless to worst: an unexpected claim matters most, then a broken run, then one that never started. */
const severity: readonly number[] = [0, 2, 3, 1]

/** One exit code for several runs: 1 before 3, 3 before 2, 2 before 0. */
export function worstExitCode(codes: readonly number[]): number {
  return codes.toSorted((a, b) => severity.indexOf(b) - severity.indexOf(a))[0] ?? 0
}

const minNodeVersion = 24

/** The exit code that a shell gives to a program which SIGPIPE ended: 128 + 13. */
const sigpipeExitCode = 141

/**
 * Runs a command and ends the process with its exit code. `--help` prints the usage instead. An error that a correct
 * installation can meet is printed in one line. Any other error is a bug and is thrown with its stack.
 */
export async function runCommand(usage: string, body: () => Promise<number>): Promise<void> {
  const closed = surviveClosedPipes()
  try {
    assertNode()
    const code = isHelpWanted(process.argv.slice(2)) ? printUsage(usage) : await body()
    // A failed write is reported in the next turn of the event loop.
    await setImmediate()
    process.exit(closed() ? sigpipeExitCode : code)
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === undefined) throw error
    process.stderr.write(`nsproof: ${sentence}\n`)
    process.exit(error instanceof Mishap ? 3 : 2)
  }
}

/** What follows `--` belongs to another command. */
function isHelpWanted(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end === -1 ? undefined : end).includes('--help')
}

function printUsage(usage: string): 0 {
  process.stdout.write(usage)
  return 0
}

/**
 * Ignores EPIPE and EIO on both streams, so that a command cleans up although its reader or its terminal has gone (`npm run
 * doctor | head`).
 * @returns a function that says whether a pipe was closed
 */
function surviveClosedPipes(): () => boolean {
  let closed = false
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // EIO: the terminal is gone.
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
      closed = true
    })
  }
  return () => closed
}

/** The project brings its own Node, because that of the distribution may be too old. */
function assertNode(): void {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= minNodeVersion) return
  throw new LabError(
    `this is Node ${process.versions.node}, but Node ${minNodeVersion} is needed, which the project brings: start it through npm, for example \`npm start\``,
  )
}

/** @throws LabError for an unknown option */
export function parseOptions<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs<Config>({ args: process.argv.slice(2), ...config })
  } catch (error) {
    throw new LabError(`${error instanceof Error ? error.message : String(error)}; --help lists the options`)
  }
}

/** @throws LabError for anything but `en` and `ja` */
export function parseLanguage(wanted: string): 'en' | 'ja' {
  if (wanted === 'en' || wanted === 'ja') return wanted
  throw new LabError(`--lang must be en or ja, not ${JSON.stringify(wanted)}`)
}

/** Prints progress to stderr; stdout is for the results. */
export function log(line: string): void {
  process.stderr.write(`nsproof: ${line}\n`)
}

export const colour: boolean = process.stdout.isTTY && process.env['NO_COLOR'] === undefined
