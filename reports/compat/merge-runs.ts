import type { Text } from '../../instruments/evidence/types.ts'
import { compareClaimIds } from '../evidence/comparison.ts'
import type { CompatClaim, CompatConflict, CompatStatement } from './compat-schema.ts'
import { type FactsAndForm, factsKey, findCauses } from './find-causes.ts'
import type { MachineFacts } from './machine-facts.ts'
import type { Forms, OutcomeForm, RunSummary } from './run-summary.ts'
import { compareVersions, rangeOf } from './version-range.ts'

/** Engines for which a claim is listed although nobody has tried it: unknown is said, not left out. */
const knownEngines = ['docker', 'podman'] as const

/** A run in which something was shown of a claim. */
interface Trial extends FactsAndForm {
  readonly run: RunSummary
  readonly outcome: OutcomeForm
}

/** One entry for each claim of any run. All runs are of one revision. Pure. */
export function mergeRuns(runs: readonly RunSummary[], forms: Forms): CompatClaim[] {
  const trials = runs.flatMap((run) =>
    run.forms.flatMap((form) => {
      const outcome = forms.get(form)
      return outcome === undefined ? [] : [{ run, facts: run.facts, form, outcome }]
    }),
  )
  const byClaim = [...Map.groupBy(trials, ({ outcome }) => outcome.id)]
  return byClaim.toSorted(([a], [b]) => compareClaimIds(a, b)).map(([id, all]) => claimOf(id, all))
}

function claimOf(id: string, trials: readonly Trial[]): CompatClaim {
  const first = trials.find(({ outcome }) => outcome.outcome === 'holds') ?? trials[0]
  if (first === undefined) throw new Error(`${id} has no run`)
  const alike = [...Map.groupBy(trials, ({ facts }) => factsKey(facts)).values()]
  const isConflict = (group: readonly Trial[]) => new Set(group.map(({ form }) => form)).size > 1
  const agreed = alike.filter((group) => !isConflict(group)).flat()
  const forms = new Set(trials.map(({ form }) => form))
  return {
    schema: 1,
    id,
    topic: first.outcome.topic,
    revision: first.run.revision,
    title: first.outcome.title,
    source: first.outcome.source,
    differs: forms.size > 1,
    causes: findCauses(agreed),
    support: Object.fromEntries(enginesOf(trials).map((engine) => [engine, statementsOn(engine, agreed)])),
    conflicts: alike.filter(isConflict).map(conflictOf),
  }
}

const enginesOf = (trials: readonly Trial[]): string[] =>
  [...new Set([...knownEngines, ...trials.map(({ run }) => run.versions.engine)])].toSorted()

function statementsOn(engine: string, agreed: readonly Trial[]): CompatStatement[] {
  const here = agreed.filter(({ run }) => run.versions.engine === engine)
  const groups = [...Map.groupBy(here, ({ form }) => form).values()]
  if (groups.length === 0) return [{ outcome: 'unknown' }]
  return groups.toSorted((a, b) => b.length - a.length).map((group) => statementOf(group, here))
}

/** @param here all runs of the claim on the same engine */
function statementOf(group: readonly Trial[], here: readonly Trial[]): CompatStatement {
  const [first] = group
  if (first === undefined) throw new Error('a statement has at least one run')
  const { outcome, title, expectation, because, reason } = first.outcome
  const values = (of: (trial: Trial) => string): string[] => [...new Set(group.map(of))].toSorted(compareVersions)
  return {
    outcome,
    ...rangeUnderSameConditions(group, here, 'engine'),
    runtime: Object.fromEntries(
      values(({ run }) => run.versions.runtime).map((name) => {
        const of = (trials: readonly Trial[]) => trials.filter(({ run }) => run.versions.runtime === name)
        return [name, rangeUnderSameConditions(of(group), of(here), 'runtime')]
      }),
    ),
    kernel: rangeUnderSameConditions(group, here, 'kernel'),
    cgroup: values(({ facts }) => facts.cgroup),
    mode: values(({ facts }) => facts.mode),
    arch: values(({ facts }) => facts.arch),
    system: values(({ facts }) => facts.system),
    title,
    ...(outcome === 'not-applicable' ? {} : { expectation, because }),
    ...(reason !== undefined && { reason }),
    evidence: values(({ run }) => run.digest),
  }
}

const versionIn = {
  engine: ({ run }: Trial) => run.versions.engineVersion,
  runtime: ({ run }: Trial) => run.versions.runtimeVersion,
  kernel: ({ run }: Trial) => run.versions.kernel,
} as const

/** Versions that were tried in another mode, cgroup version or architecture do not limit a range. */
function rangeUnderSameConditions(group: readonly Trial[], here: readonly Trial[], of: keyof typeof versionIn) {
  const conditions = ({ facts }: Trial) => [facts.cgroup, facts.mode, facts.arch].join('\n')
  const same = new Set(group.map(conditions))
  const tried = here.filter((trial) => same.has(conditions(trial)) && trial.outcome.outcome !== 'not-applicable')
  return rangeOf(group.map(versionIn[of]), tried.map(versionIn[of]))
}

function conflictOf(group: readonly Trial[]): CompatConflict {
  const facts: MachineFacts | undefined = group[0]?.facts
  if (facts === undefined) throw new Error('a conflict has at least two runs')
  const outcomes = [...Map.groupBy(group, ({ form }) => form).values()].map((same) => {
    const one = same[0]?.outcome
    const expectation: Text = one?.expectation ?? { en: '', ja: '' }
    return {
      outcome: one?.outcome ?? 'otherwise',
      expectation,
      ...(one?.reason !== undefined && { reason: one.reason }),
      evidence: [...new Set(same.map(({ run }) => run.digest))].toSorted(),
    }
  })
  return { facts, outcomes }
}
