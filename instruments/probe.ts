import type { Handle, NamespaceType, Observation } from './evidence/types.ts'

/** What a command came back with. `exitCode` is 128 + the signal's number where a signal ended it, as shells have it. */
export interface Outcome {
  readonly argv: readonly string[]
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly startedAt: string
  readonly durationMs: number
}

/** What of an answer the evidence keeps. */
export interface Kept {
  readonly stdout: string
  /** Processes that were in the answer and are not in `stdout`. */
  readonly leftOut: number
}

/** What is known of a command before it runs. */
export interface Described {
  /** The namespaces on which the answer depends, beside the mount namespace. Absent: none. */
  readonly shows?: readonly NamespaceType[]
  /** The containers and processes that it asks about. Absent: none, or the process that asks. */
  readonly about?: readonly Handle[]
}

/** One question: a command and the parser of its output. Where it is asked from is the vantage's business. */
export interface Probe<Facts> extends Described {
  readonly name: string
  readonly argv: readonly string[]
  /** Absent: `probe`. */
  readonly kind?: Observation['kind']
  /** Whether it may change something. Absent: it does not. */
  readonly acts?: boolean
  /** Turns the outcome into facts; throws where the outcome is not an answer. */
  parse(outcome: Outcome): Facts
  /** What of stdout may be published; everything, where it is absent. */
  publish?(stdout: string, outcome: Outcome): string
  /** What of that the evidence keeps, where an answer grows with the machine: all of it was parsed. It understands any text. */
  keep?(stdout: string): Kept
}

/** The question could not be put or was not answered: the apparatus failed, and nothing was shown. */
export class ProbeError extends Error {
  override readonly name: string = 'ProbeError'
}

/**
 * The usual probe: only exit code 0 is an answer.
 * @throws ProbeError from `parse` with the command, its exit code and its last words.
 */
export function probe<Facts>(
  name: string,
  argv: readonly string[],
  parseText: (stdout: string) => Facts,
  { publish, ...described }: Described & Pick<Probe<Facts>, 'publish'> = {},
): Probe<Facts> {
  return {
    name,
    argv,
    parse(outcome) {
      if (outcome.exitCode !== 0) throw new ProbeError(complaint(outcome))
      return parseText(outcome.stdout)
    },
    ...described,
    ...(publish && { publish }),
  }
}

/** The parser of a command whose exit code and output are themselves the data. */
export const asIs = (outcome: Outcome): Outcome => outcome

/** A guard stopped the test: what came next could have reached the host. */
export class HeldBack extends ProbeError {
  override readonly name = 'HeldBack'
}

export function complaint(outcome: Outcome): string {
  const words = (outcome.stderr.trim() || outcome.stdout.trim() || 'it said nothing').split('\n').slice(-3).join(' / ')
  return `${outcome.argv.join(' ')} ended with ${outcome.exitCode}: ${words.slice(0, 300)}`
}
