import type { OwnContainers } from './evidence/own-processes.ts'
import type { Handle, NamespaceType, Observation } from './evidence/types.ts'

/** Result of a command. If a signal ended it, `exitCode` is 128 plus the signal number, as in a shell. */
export interface Outcome {
  readonly argv: readonly string[]
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly startedAt: string
  readonly durationMs: number
}

/** The part of an answer that the evidence keeps. */
export interface Shortened {
  readonly stdout: string
  /** Number of processes that were removed from `stdout`. */
  readonly leftOut: number
}

/** What is known of a command before it runs. */
export interface Described {
  /** The namespaces on which the answer depends, beside the mount namespace. Absent: none. */
  readonly shows?: readonly NamespaceType[]
  /** The containers and processes that it asks about. Absent: none, or the process that asks. */
  readonly about?: readonly Handle[]
}

/** A command and the parser of its output. It does not know from where it will be run: that is the vantage. */
export interface Probe<Facts> extends Described {
  readonly name: string
  readonly argv: readonly string[]
  /** Absent: `probe`. */
  readonly kind?: Observation['kind']
  /** Whether it may change something. Absent: it does not. */
  readonly acts?: boolean
  /** Turns the outcome into facts. Throws if the outcome is not an answer. */
  parse(outcome: Outcome): Facts
  /** Removes from stdout what must not be published. Absent: all of it may be published. */
  redact?(stdout: string, outcome: Outcome, own: OwnContainers): string
  /**
   * Shortens stdout for the evidence, for answers that grow with the machine. The parser gets all of stdout. Accepts
   * any text.
   */
  shorten?(stdout: string, own: OwnContainers): Shortened
}

/** A probe could not be run, or its output was no answer: the test shows nothing, and is neither passed nor failed. */
export class ProbeError extends Error {
  override readonly name: string = 'ProbeError'
}

/**
 * A probe for which only exit code 0 is an answer.
 * @throws ProbeError from `parse`, as `succeeded` does
 */
export function probe<Facts>(
  name: string,
  argv: readonly string[],
  parseText: (stdout: string) => Facts,
  { redact, ...described }: Described & Pick<Probe<Facts>, 'redact'> = {},
): Probe<Facts> {
  return {
    name,
    argv,
    parse(outcome) {
      return parseText(succeeded(outcome).stdout)
    },
    ...described,
    ...(redact && { redact }),
  }
}

/** A parser that returns the outcome unchanged, for commands whose exit code and output are the data. */
export const rawOutcome = (outcome: Outcome): Outcome => outcome

/** A guard stopped the test: the next command could have reached the host. */
export class HeldBack extends ProbeError {
  override readonly name = 'HeldBack'
}

/** @throws ProbeError with the command, its exit code and the last three lines that it printed, unless that is 0 */
export function succeeded(outcome: Outcome): Outcome {
  if (outcome.exitCode !== 0) throw new ProbeError(describeFailure(outcome))
  return outcome
}

export function describeFailure(outcome: Outcome): string {
  const words = (outcome.stderr.trim() || outcome.stdout.trim() || 'it printed nothing')
    .split('\n')
    .slice(-3)
    .join(' / ')
  return `${outcome.argv.join(' ')} ended with ${outcome.exitCode}: ${words.slice(0, 300)}`
}
