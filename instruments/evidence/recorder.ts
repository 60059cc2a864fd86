import { execute } from '../execute.ts'
import type { Outcome, Probe } from '../probe.ts'
import type { Vantage } from '../vantage.ts'
import type { Observation, SubjectRecord } from './types.ts'

/** Runs one command to its end. */
export type Ask = (argv: readonly string[]) => Promise<Outcome>

/** What a probe gets to read: the truth, or in a world that is deliberately wrong, something else. */
export type Answering = (vantage: Vantage, probe: Probe<unknown>, ask: Ask) => Promise<Outcome>

const truly: Answering = (vantage, probe, ask) => ask([...vantage.prefix, ...probe.argv])

/** Keeps every observation of one test, and every container that it started, in order. */
export class Recorder {
  readonly observations: Observation[] = []
  readonly containers: SubjectRecord[] = []
  readonly #answering: Answering

  constructor(answering: Answering = truly) {
    this.#answering = answering
  }

  /** @throws ProbeError when the command could not be started or did not end in time */
  ask(vantage: Vantage, probe: Probe<unknown>): Promise<Outcome> {
    return this.#answering(vantage, probe, execute)
  }

  add(vantage: Vantage, probe: Probe<unknown>, outcome: Outcome, facts: unknown): void {
    const { argv, exitCode, stderr, startedAt, durationMs } = outcome
    const { stdout, leftOut } = probe.keep?.(outcome.stdout) ?? { stdout: outcome.stdout, leftOut: 0 }
    const shortened = leftOut > 0 && facts !== null ? probe.parse({ ...outcome, stdout }) : facts
    const told = facts === outcome ? { exitCode } : shortened
    this.observations.push({
      step: probe.name,
      vantage: vantage.label,
      argv,
      exitCode,
      stdout,
      stderr,
      startedAt,
      durationMs,
      facts: told,
      ...(leftOut > 0 && { leftOut }),
    })
  }
}
