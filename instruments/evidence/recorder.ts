import type { Outcome, Probe } from '../probe.ts'
import type { Vantage } from '../vantage.ts'
import type { Observation } from './types.ts'

/** A world in which something is deliberately wrong, to prove that the experiments notice. */
export interface Distortion {
  /** The vantage that is used in place of the one asked for. */
  vantage?(vantage: Vantage, probe: Probe<unknown>): Vantage
  /** What the probe gets to read in place of what the command printed. */
  output?(outcome: Outcome, probe: Probe<unknown>): Outcome
}

/** Keeps every observation of one test, in order. */
export class Recorder {
  readonly observations: Observation[] = []
  readonly #distortion: Distortion

  constructor(distortion: Distortion = {}) {
    this.#distortion = distortion
  }

  command(vantage: Vantage, probe: Probe<unknown>): readonly string[] {
    const from = this.#distortion.vantage?.(vantage, probe) ?? vantage
    return [...from.prefix, ...probe.argv]
  }

  distort(probe: Probe<unknown>, outcome: Outcome): Outcome {
    return this.#distortion.output?.(outcome, probe) ?? outcome
  }

  add(vantage: Vantage, probe: Probe<unknown>, outcome: Outcome, facts: unknown): void {
    const { argv, exitCode, stdout, stderr, startedAt, durationMs } = outcome
    const told = facts === outcome ? { exitCode } : facts
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
    })
  }
}
