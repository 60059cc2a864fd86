import { commandProbe } from './command.ts'
import type { Recorder } from './evidence/recorder.ts'
import type { Outcome, Probe } from './probe.ts'
import * as probes from './probes/index.ts'
import { compose, type Vantage } from './vantage.ts'

type Probes = typeof probes

/** Every probe as a method: `view.addresses()` asks `addresses` from where the view stands. */
type Looks = {
  readonly [Name in keyof Probes]: (
    ...args: Parameters<Probes[Name]>
  ) => Promise<ReturnType<ReturnType<Probes[Name]>['parse']>>
}

interface Standpoint {
  readonly vantage: Vantage
  /** The same, looking further through these. */
  via(...vantages: readonly Vantage[]): View
  /** Any command; its exit code is data. Not for process lists: those have a probe that keeps other people's argv out. */
  run(...argv: readonly string[]): Promise<Outcome>
  /** @throws ProbeError where the outcome is no answer */
  look<Facts>(probe: Probe<Facts>): Promise<Facts>
}

export type View = Standpoint & Looks

/** A place to look from. Everything seen from it goes to the recorder, whether it answers the question or not. */
export function viewFrom(vantage: Vantage, recorder: Recorder): View {
  async function look<Facts>(probe: Probe<Facts>): Promise<Facts> {
    const seen = await recorder.ask(vantage, probe)
    const outcome = probe.publish ? { ...seen, stdout: probe.publish(seen.stdout, seen) } : seen
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
    run: (...argv) => look(commandProbe(argv)),
  }
  const looks = Object.entries(probes).map(([name, ask]) => [
    name,
    (...args: never[]) => look((ask as (...args: never[]) => Probe<unknown>)(...args)),
  ])
  return Object.assign(standpoint, Object.fromEntries(looks) as Looks)
}
