import { relative, resolve } from 'node:path'
import { LabError } from '../../fixtures/engine/error.ts'
import { Mishap } from '../../fixtures/run/mishap.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import type { CompatClaim } from '../../reports/compat/compat-schema.ts'
import { mergeRuns } from '../../reports/compat/merge-runs.ts'
import type { Forms } from '../../reports/compat/run-summary.ts'
import { assertCompatFolder, writeCompat } from '../../reports/compat/write-compat.ts'
import type { MachineOutcome } from '../../reports/evidence/assess-file.ts'
import { type ReadRun, readRuns } from './read-runs.ts'
import { readTranscripts } from './read-transcripts.ts'
import { readRevision } from './revision.ts'
import { worstExitCode } from './run-command.ts'

export interface MergeOptions {
  /** Folder of the data and the page. */
  readonly out: string
  /** How many whole files there must be at least. */
  readonly atLeast: number
}

type WholeRun = ReadRun & Required<Pick<ReadRun, 'summary'>>
const isWhole = (run: ReadRun): run is WholeRun => run.summary !== undefined

/**
 * Merges evidence files and writes data and page. Prints a line for each file that is not proved, each conflict, and the
 * counts.
 * @returns 0 all proved and of one revision; 1 a claim came out otherwise, or files conflict; 2 files are of another
 * revision; 3 a machine failed or an apparatus broke. If several hold, 1 comes before 3, and 3 before 2
 * @throws Mishap if no file is whole
 * @throws LabError if the folder holds something else
 */
export async function mergeFiles(args: readonly string[], { out, atLeast }: MergeOptions): Promise<number> {
  assertOut(out)
  const forms: Forms = new Map()
  const runs = await readRuns(args, forms)
  const whole = runs.filter(isWhole)
  const revision = chooseRevision(whole, await readRevision())
  tellRuns(runs.filter(({ outcome }) => outcome !== 'proved'))
  if (revision === undefined) throw new Mishap('no evidence file is whole, so nothing was written: see the lines above')
  const others = whole.filter(({ summary }) => summary.revision !== revision)
  for (const { file, summary } of others)
    process.stdout.write(`left out  ${file}: it is of revision ${summary.revision}, not of ${revision}\n`)
  const merged = whole.filter(({ summary }) => summary.revision === revision)
  const summaries = merged.map(({ summary }) => summary)
  const claims = mergeRuns(summaries, forms)
  tellConflicts(claims)
  const leftOut = runs.filter((run) => !isWhole(run))
  await writeCompat(resolve(out), {
    claims,
    runs: summaries,
    leftOut,
    transcripts: await readTranscripts(merged, forms),
  })
  const tooFew = merged.length < atLeast
  if (tooFew) process.stdout.write(`machine failed  ${merged.length} whole files of at least ${atLeast}\n`)
  process.stdout.write(
    `${countLine(runs, others.length)}\nRevision ${revision}, ${claims.length} claims: ${relative(process.cwd(), resolve(out)) || '.'}/index.html\n`,
  )
  const conflicts = claims.some((claim) => claim.conflicts.length > 0)
  return worstExitCode([
    ...runs.map(({ outcome }) => outcomeExitCodes[outcome]),
    ...(conflicts ? [1] : []),
    ...(tooFew ? [3] : []),
    ...(others.length > 0 ? [2] : []),
  ])
}

function assertOut(out: string): void {
  try {
    assertCompatFolder(resolve(out))
  } catch (error) {
    throw new LabError(error instanceof Error ? error.message : String(error))
  }
}

export const outcomeExitCodes: Readonly<Record<MachineOutcome, number>> = {
  proved: 0,
  otherwise: 1,
  'apparatus broke': 3,
  'machine failed': 3,
}

/** This checkout's revision if any file is of it, else that of the newest file. */
function chooseRevision(runs: readonly WholeRun[], own: string): string | undefined {
  if (runs.some(({ summary }) => summary.revision === own)) return own
  return runs.toSorted((a, b) => b.summary.startedAt.localeCompare(a.summary.startedAt))[0]?.summary.revision
}

function tellRuns(runs: readonly ReadRun[]): void {
  for (const { file, outcome, reasons } of runs)
    process.stdout.write(`${outcome}  ${file}: ${visibleLine(reasons.join('; '))}\n`)
}

function tellConflicts(claims: readonly CompatClaim[]): void {
  for (const { id, conflicts } of claims)
    for (const { facts, outcomes } of conflicts) {
      const sides = outcomes.map(({ outcome, evidence }) => `${outcome} in ${evidence.join(', ')}`)
      process.stdout.write(
        visibleLine(`conflict  ${id} on ${facts.engine}, ${facts.kernel}, ${facts.mode}: ${sides.join('; ')}`) + '\n',
      )
    }
}

function countLine(runs: readonly ReadRun[], others: number): string {
  const outcomes = Object.keys(outcomeExitCodes) as MachineOutcome[]
  const counts = outcomes.map((outcome) => [outcome, runs.filter((run) => run.outcome === outcome).length] as const)
  const parts = counts.flatMap(([outcome, count]) => (count === 0 ? [] : [`${count} ${outcome}`]))
  return `${runs.length} files: ${[...parts, ...(others > 0 ? [`${others} of another revision`] : [])].join(', ')}`
}
