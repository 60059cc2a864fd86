import { execute } from '../execute.ts'
import type { Outcome, Probe } from '../probe.ts'
import type { Vantage } from '../vantage.ts'
import type { OwnContainers } from './own-processes.ts'
import type { Observation, SubjectRecord } from './types.ts'

/** Runs a command until it ends. */
export type Ask = (argv: readonly string[]) => Promise<Outcome>

/** Gives a probe its outcome: the real one, or under a mutation a wrong one. */
export type Answering = (
  vantage: Vantage,
  probe: Probe<unknown>,
  ask: Ask,
  own: () => OwnContainers,
) => Promise<Outcome>

const answerTruly: Answering = (vantage, probe, ask) => ask([...vantage.prefix, ...probe.argv])

type OwnContainer = Pick<SubjectRecord, 'id' | 'pid'>

/** Collects the observations of one test and the containers that it started, each in order. */
export class Recorder {
  readonly observations: Observation[] = []
  readonly containers: SubjectRecord[] = []
  readonly #answering: Answering
  readonly #trio: () => readonly OwnContainer[]
  readonly #recognized: OwnContainer[] = []

  /** @param trio as far as it has started */
  constructor(answering: Answering = answerTruly, trio: () => readonly OwnContainer[] = () => []) {
    this.#answering = answering
    this.#trio = trio
  }

  /** Marks a container as this run's, so that the arguments of its processes may be published. */
  recognize(container: OwnContainer): void {
    this.#recognized.push(container)
  }

  /** The trio and the containers that were recognized. */
  get own(): OwnContainers {
    return new Map([...this.#trio(), ...this.#recognized].map(({ id, pid }) => [id, pid]))
  }

  /** Runs the probe's command from a vantage. @throws ProbeError if it cannot be started or does not end in time */
  ask(vantage: Vantage, probe: Probe<unknown>): Promise<Outcome> {
    return this.#answering(vantage, probe, execute, () => this.own)
  }

  add(vantage: Vantage, probe: Probe<unknown>, outcome: Outcome, facts: unknown): void {
    const { argv, exitCode, stderr, startedAt, durationMs } = outcome
    const { stdout, leftOut } = probe.shorten?.(outcome.stdout, this.own) ?? { stdout: outcome.stdout, leftOut: 0 }
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
