import { commandProbe } from './command-probe.ts'
import type { Recorder } from './evidence/recorder.ts'
import { type Outcome, type Probe, succeeded } from './probe.ts'
import * as probes from './probes/index.ts'
import { compose, type Vantage } from './vantage.ts'

type Probes = typeof probes

/** Every probe as a method: `view.addresses()` runs the probe `addresses` from the view's vantage. */
type ProbeMethods = {
  readonly [Name in keyof Probes]: (
    ...args: Parameters<Probes[Name]>
  ) => Promise<ReturnType<ReturnType<Probes[Name]>['parse']>>
}

interface ViewMethods {
  readonly vantage: Vantage
  /** A view from here through further vantages. */
  via(...vantages: readonly Vantage[]): View
  /**
   * Runs any command; its exit code is data. Do not list processes with it: the probes for that remove other users'
   * arguments.
   */
  run(...argv: readonly string[]): Promise<Outcome>
  /** Runs a command whose success is a precondition and not what is shown. @throws ProbeError if it fails */
  must(...argv: readonly string[]): Promise<Outcome>
  /** Runs one probe. @throws ProbeError if its outcome is no answer */
  ask<Facts>(probe: Probe<Facts>): Promise<Facts>
}

export type View = ViewMethods & ProbeMethods

/** A vantage with all probes as methods. Every outcome is recorded, also one that the parser rejects. */
export function viewFrom(vantage: Vantage, recorder: Recorder): View {
  async function ask<Facts>(probe: Probe<Facts>): Promise<Facts> {
    const raw = await recorder.ask(vantage, probe)
    const outcome = probe.redact ? { ...raw, stdout: probe.redact(raw.stdout, raw, recorder.own) } : raw
    let facts: Facts | null = null
    try {
      facts = probe.parse(outcome)
      return facts
    } finally {
      recorder.add(vantage, probe, outcome, facts)
    }
  }
  const run = (...argv: readonly string[]): Promise<Outcome> => ask(commandProbe(argv))
  const viewMethods: ViewMethods = {
    vantage,
    ask,
    via: (...vantages) => viewFrom(compose(vantage, ...vantages), recorder),
    run,
    must: async (...argv) => succeeded(await run(...argv)),
  }
  const probeMethods = Object.entries(probes).map(([name, makeProbe]) => [
    name,
    (...args: never[]) => ask((makeProbe as (...args: never[]) => Probe<unknown>)(...args)),
  ])
  return Object.assign(viewMethods, Object.fromEntries(probeMethods) as ProbeMethods)
}
