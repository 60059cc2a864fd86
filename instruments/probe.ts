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

/** One question: a command and the parser of its output. Where it is asked from is the vantage's business. */
export interface Probe<Facts> {
  readonly name: string
  readonly argv: readonly string[]
  /** Turns the outcome into facts; throws where the outcome is not an answer. */
  parse(outcome: Outcome): Facts
  /** What of stdout may be published; everything, where it is absent. */
  publish?(stdout: string, outcome: Outcome): string
  /** What of that the evidence keeps, where an answer grows with the machine: all of it was parsed. It understands any text. */
  keep?(stdout: string): Kept
}

/** The question could not be put or was not answered: the apparatus failed, and nothing was shown. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError'
}

/**
 * The usual probe: only exit code 0 is an answer.
 * @throws ProbeError from `parse` with the command, its exit code and its last words.
 */
export function probe<Facts>(
  name: string,
  argv: readonly string[],
  parseText: (stdout: string) => Facts,
  publish?: Probe<Facts>['publish'],
): Probe<Facts> {
  return {
    name,
    argv,
    parse(outcome) {
      if (outcome.exitCode !== 0) throw new ProbeError(complaint(outcome))
      return parseText(outcome.stdout)
    },
    ...(publish && { publish }),
  }
}

/** The parser of a command whose exit code and output are themselves the data. */
export const asIs = (outcome: Outcome): Outcome => outcome

export function complaint(outcome: Outcome): string {
  const words = (outcome.stderr.trim() || outcome.stdout.trim() || 'it said nothing').split('\n').slice(-3).join(' / ')
  return `${outcome.argv.join(' ')} ended with ${outcome.exitCode}: ${words.slice(0, 300)}`
}
