import { execute } from '../execute.ts'
import type { Outcome, Probe } from '../probe.ts'
import type { Vantage } from '../vantage.ts'
import type { Observation, SubjectRecord } from './types.ts'

/** Runs a command until it ends. */
export type Ask = (argv: readonly string[]) => Promise<Outcome>

/** Gives a probe its outcome: the real one, or under a mutation a wrong one. */
export type Answering = (vantage: Vantage, probe: Probe<unknown>, ask: Ask) => Promise<Outcome>

const answerTruly: Answering = (vantage, probe, ask) => ask([...vantage.prefix, ...probe.argv])

/** Collects the observations of one test and the containers that it started, each in order. */
export class Recorder {
  readonly observations: Observation[] = []
  readonly containers: SubjectRecord[] = []
  readonly #answering: Answering

  constructor(answering: Answering = answerTruly) {
    this.#answering = answering
  }

  /** Runs the probe's command from a vantage. @throws ProbeError if it cannot be started or does not end in time */
  ask(vantage: Vantage, probe: Probe<unknown>): Promise<Outcome> {
    return this.#answering(vantage, probe, execute)
  }

  add(vantage: Vantage, probe: Probe<unknown>, outcome: Outcome, facts: unknown): void {
    const { argv, exitCode, stderr, startedAt, durationMs } = outcome
    const { stdout, leftOut } = probe.shorten?.(outcome.stdout) ?? { stdout: outcome.stdout, leftOut: 0 }
    const shortened = leftOut > 0 && facts !== null ? probe.parse({ ...outcome, stdout }) : facts
    const recordedFacts = facts === outcome ? { exitCode } : shortened
    this.observations.push({
      probe: probe.name,
      kind: probe.kind ?? 'probe',
      acts: probe.acts ?? false,
      shows: probe.shows ?? [],
      about: probe.about ?? [],
      vantage: vantage.label,
      steps: vantage.steps,
      argv,
      exitCode,
      stdout,
      stderr,
      startedAt,
      durationMs,
      facts: recordedFacts,
      ...(leftOut > 0 && { leftOut }),
    })
  }
}
