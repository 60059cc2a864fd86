import type { Recorder } from './evidence/recorder.ts'
import { type Outcome, type Probe, rawOutcome } from './probe.ts'
import * as probes from './probes/index.ts'
import { compose, type Vantage } from './vantage.ts'

type Probes = typeof probes

/** Every probe as a method: `view.addresses()` runs the probe `addresses` from the view's vantage. */
type Looks = {
  readonly [Name in keyof Probes]: (
    ...args: Parameters<Probes[Name]>
  ) => Promise<ReturnType<ReturnType<Probes[Name]>['parse']>>
}

interface Standpoint {
  readonly vantage: Vantage
  /** A view from here through further vantages. */
  via(...vantages: readonly Vantage[]): View
  /**
   * Runs any command; its exit code is data. Do not list processes with it: the probes for that remove other users'
   * arguments.
   */
  run(...argv: readonly string[]): Promise<Outcome>
  /** Runs one probe. @throws ProbeError if its outcome is no answer */
  look<Facts>(probe: Probe<Facts>): Promise<Facts>
}

export type View = Standpoint & Looks

/** A vantage with all probes as methods. Every outcome is recorded, also one that the parser rejects. */
export function viewFrom(vantage: Vantage, recorder: Recorder): View {
  async function look<Facts>(probe: Probe<Facts>): Promise<Facts> {
    const seen = await recorder.ask(vantage, probe)
    const outcome = probe.redact ? { ...seen, stdout: probe.redact(seen.stdout, seen) } : seen
    let facts: Facts | null = null
    try {
      facts = probe.parse(outcome)
      return facts
    } finally {
      recorder.add(vantage, probe, outcome, facts)
    }
  }
  const standpoint: Standpoint = {
    vantage,
    look,
    via: (...vantages) => viewFrom(compose(vantage, ...vantages), recorder),
    run: (...argv) => look({ name: argv[0] ?? '', argv, parse: rawOutcome }),
  }
  const looks = Object.entries(probes).map(([name, ask]) => [
    name,
    (...args: never[]) => look((ask as (...args: never[]) => Probe<unknown>)(...args)),
  ])
  return Object.assign(standpoint, Object.fromEntries(looks) as Looks)
}
