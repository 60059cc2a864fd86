import { coerce } from 'semver'
import type { RunSummary } from './run-summary.ts'
import { compareVersions } from './version-range.ts'

/** Machines that the page shows as one column: one series of an engine, in one mode, on one cgroup version. */
export interface Column {
  /** For links: `docker-20.10-v1-rootful`. */
  readonly key: string
  /** For example `Docker 20.10`. */
  readonly engine: string
  /** For example `cgroup v1 · rootful`. */
  readonly conditions: string
  readonly runs: readonly RunSummary[]
}

const engineNames: Readonly<Record<string, string>> = { docker: 'Docker', podman: 'Podman' }

/** One column for each combination that a run has, ordered by engine, version, cgroup and mode. */
export function columnsOf(runs: readonly RunSummary[]): Column[] {
  const groups = [...Map.groupBy(runs, keyOfColumn)]
  const columns = groups.flatMap(([key, of]) => (of[0] === undefined ? [] : [columnOf(key, of, of[0])]))
  return columns.toSorted((a, b) => compareVersions(a.engine, b.engine) || a.key.localeCompare(b.key, 'en'))
}

/** `20.10` of `20.10.24+dfsg1`. */
function seriesOf(version: string): string {
  const numbers = coerce(version)
  return numbers === null ? version : `${numbers.major}.${numbers.minor}`
}

const keyOfColumn = ({ versions, facts }: RunSummary): string =>
  [versions.engine, seriesOf(versions.engineVersion), facts.cgroup, facts.mode, ...runtimeOf(versions.runtime)]
    .join('-')
    .replaceAll(/[^\w.-]+/g, '_')

/** Only a runtime that is not the usual one makes a column of its own. */
const runtimeOf = (runtime: string): string[] => (runtime === 'runc' ? [] : [runtime])

function columnOf(key: string, runs: readonly RunSummary[], { versions, facts }: RunSummary): Column {
  return {
    key,
    engine: `${engineNames[versions.engine] ?? versions.engine} ${seriesOf(versions.engineVersion)}`,
    conditions: [`cgroup ${facts.cgroup}`, facts.mode, ...runtimeOf(versions.runtime)].join(' · '),
    runs,
  }
}
