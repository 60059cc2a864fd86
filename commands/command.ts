import { setImmediate } from 'node:timers/promises'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { LabError } from '../fixtures/engine/error.ts'
import { Mishap, sentenceOf } from '../fixtures/run/mishap.ts'

/**
 * 0 all as expected or not applicable; 1 a claim came out otherwise; 2 it could not run or was asked wrongly; 3 the apparatus
 * broke, so nothing was shown. When both 1 and 3 hold, 1.
 */
export type ExitCode = 0 | 1 | 2 | 3

/** That a claim came out otherwise is the first thing to know; then that nothing was shown where something ran; then that nothing ran. */
const severity: readonly number[] = [0, 2, 3, 1]

/** The code that stands for several runs: 1 before 3 before 2 before 0. */
export function worstExitCode(codes: readonly number[]): number {
  return codes.toSorted((a, b) => severity.indexOf(b) - severity.indexOf(a))[0] ?? 0
}

const lowestNode = 24

/** What a shell tells of a program that SIGPIPE ended (128 + 13). */
const pipeClosed = 141

/** Runs a command to its exit code. What a correct installation can meet is told in one line; anything else is a bug and keeps its stack. */
export async function runCommand(body: () => Promise<number>): Promise<void> {
  const closed = surviveClosedPipes()
  try {
    assertNode()
    const code = await body()
    // A failed write is told in the next turn.
    await setImmediate()
    process.exit(closed() ? pipeClosed : code)
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === undefined) throw error
    process.stderr.write(`nsproof: ${sentence}\n`)
    process.exit(error instanceof Mishap ? 3 : 2)
  }
}

/**
 * Lets a command go on to its end, and put everything back, when whoever reads its output has gone (`npm run doctor | head`).
 * @returns whether that has happened
 */
function surviveClosedPipes(): () => boolean {
  let closed = false
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      closed = true
    })
  }
  return () => closed
}

/** The project brings its own Node; on another one the miss has to be loud. */
function assertNode(): void {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= lowestNode) return
  throw new LabError(
    `this is Node ${process.versions.node}, not the one the project brings: start it through npm, for example \`npm start\``,
  )
}

/** @throws LabError for an option that does not exist */
export function parseOptions<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs<Config>({ args: process.argv.slice(2), ...config })
  } catch (error) {
    throw new LabError(`${error instanceof Error ? error.message : String(error)}; --help tells what there is`)
  }
}

/** @throws LabError for a language there is no text in */
export function parseLanguage(wanted: string): 'en' | 'ja' {
  if (wanted === 'en' || wanted === 'ja') return wanted
  throw new LabError(`--lang is en or ja, not ${JSON.stringify(wanted)}`)
}

/** Progress goes to stderr, so that stdout holds the results alone. */
export function log(line: string): void {
  process.stderr.write(`nsproof: ${line}\n`)
}

export const colour: boolean = process.stdout.isTTY && process.env['NO_COLOR'] === undefined
