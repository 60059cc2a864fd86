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

/** A command and the parser of its output. It does not know from where it will be run: that is the vantage. */
export interface Probe<Facts> {
  readonly name: string
  readonly argv: readonly string[]
  /** Turns the outcome into facts. Throws if the outcome is not an answer. */
  parse(outcome: Outcome): Facts
  /** Removes from stdout what must not be published. Absent: all of it may be published. */
  redact?(stdout: string, outcome: Outcome): string
  /**
   * Shortens stdout for the evidence, for answers that grow with the machine. The parser gets all of stdout. Accepts
   * any text.
   */
  shorten?(stdout: string): Shortened
}

/** A probe could not be run, or its output was no answer: the test shows nothing, and is neither passed nor failed. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError'
}

/**
 * A probe for which only exit code 0 is an answer.
 * @throws ProbeError from `parse` with the command, its exit code and the last three lines that it printed
 */
export function probe<Facts>(
  name: string,
  argv: readonly string[],
  parseText: (stdout: string) => Facts,
  redact?: Probe<Facts>['redact'],
): Probe<Facts> {
  return {
    name,
    argv,
    parse(outcome) {
      if (outcome.exitCode !== 0) throw new ProbeError(describeFailure(outcome))
      return parseText(outcome.stdout)
    },
    ...(redact && { redact }),
  }
}

/** A parser that returns the outcome unchanged, for commands whose exit code and output are the data. */
export const rawOutcome = (outcome: Outcome): Outcome => outcome

export function describeFailure(outcome: Outcome): string {
  const words = (outcome.stderr.trim() || outcome.stdout.trim() || 'it printed nothing')
    .split('\n')
    .slice(-3)
    .join(' / ')
  return `${outcome.argv.join(' ')} ended with ${outcome.exitCode}: ${words.slice(0, 300)}`
}
