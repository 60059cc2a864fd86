import { Mishap } from '../../fixtures/run/mishap.ts'
import { appendEntry } from '../../fixtures/undo/journal.ts'
import { amongContainers, amongProcesses } from './crowd.ts'
import { type Phases, phasesOf } from './phases.ts'
import { type Bench, bash, groundOf, npmReport, npmStart, type Started } from './runs.ts'
import { articleScript } from './shell.ts'
import { comparePairs, inTurn, type PairComparison, type Spread, spread } from './statistics.ts'
import { type WorkScript, workScript } from './work-script.ts'

/** What one part found. */
export interface Found {
  readonly comparisons?: Readonly<Partial<Record<ComparisonName, PairComparison>>>
  /** Seconds, by what took them. */
  readonly seconds?: Readonly<Record<string, Spread>>
  /** Of the bash script: what it did, and the most exit codes of one round that were not as in the run it repeats. */
  readonly work?: Counts
}

interface Counts {
  readonly containers: number
  readonly commands: number
  readonly different: number
}

export const comparisonNames = [
  'same-work',
  'bare-procedure',
  'one-claim',
  '1000-processes',
  '1000-processes-evidence',
  '5000-processes',
  '5000-processes-evidence',
  '30-containers',
  '30-containers-evidence',
] as const

type ComparisonName = (typeof comparisonNames)[number]

const secondsOf = (pairs: readonly (readonly [{ readonly seconds: number }, { readonly seconds: number }])[]) =>
  pairs.map(([of, to]) => [of.seconds, to.seconds] as const)

async function sameWork(bench: Bench): Promise<Found> {
  const { evidence } = await npmStart(bench)
  const script = workScript(evidence, groundOf(bench.lab))
  for (const path of script.files) appendEntry(bench.lab.folder, { kind: 'file', path })
  const counts: Counts[] = []
  const work = async () => {
    const ran = await bash(bench, 'work.sh', script.text)
    counts.push(countsOf(ran.stdout, script))
    return ran
  }
  const pairs = await inTurn(bench.rounds, () => npmStart(bench), work)
  const { containers, commands } = script
  return {
    comparisons: { 'same-work': comparePairs('npm start / the same work in bash', 's', secondsOf(pairs)) },
    work: { containers, commands, different: Math.max(...counts.map(({ different }) => different)) },
  }
}

/** @throws Mishap where the script did not do all of the work */
function countsOf(stdout: string, { containers, commands }: WorkScript): Counts {
  const counts = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Counts
  if (counts.containers === containers && counts.commands === commands) return counts
  throw new Mishap(
    `the script started ${counts.containers} containers of ${containers} and ran ${counts.commands} commands of ${commands}`,
  )
}

function article(bench: Bench) {
  const { nginx, httpd, nextcloud } = bench.lab.images
  const text = articleScript(groundOf(bench.lab), [nginx.withPs, httpd.withPs, nextcloud.withPs])
  return () => bash(bench, 'article.sh', text)
}

async function bareProcedure(bench: Bench): Promise<Found> {
  const pairs = await inTurn(bench.rounds, () => npmStart(bench), article(bench))
  return {
    comparisons: {
      'bare-procedure': comparePairs('npm start / the article’s commands in bash', 's', secondsOf(pairs)),
    },
  }
}

async function oneClaim(bench: Bench): Promise<Found> {
  const pairs = await inTurn(bench.rounds, () => npmStart(bench, 'ART-12'), article(bench))
  return {
    comparisons: { 'one-claim': comparePairs('one claim / the article’s commands in bash', 's', secondsOf(pairs)) },
  }
}

type Among = (body: () => Promise<Started>) => Promise<Started>

async function beside(bench: Bench, name: '1000-processes' | '5000-processes' | '30-containers', among: Among) {
  bench.log(`beside ${name.replace('-', ' ')} …`)
  const alone = () => npmStart(bench)
  const pairs = await inTurn(bench.rounds, () => among(alone), alone)
  const what = `npm start beside ${name.replace('-', ' ')} / alone`
  const bytes = pairs.map(([of, to]) => [of.bytes, to.bytes] as const)
  return {
    [name]: comparePairs(what, 's', secondsOf(pairs)),
    [`${name}-evidence`]: comparePairs(`${what}: evidence.json`, 'bytes', bytes),
  }
}

async function crowded(bench: Bench): Promise<Found> {
  const few = await beside(bench, '1000-processes', (body) => amongProcesses(1000, body))
  const many = await beside(bench, '5000-processes', (body) => amongProcesses(5000, body))
  const containers = await beside(bench, '30-containers', (body) => amongContainers(bench.lab, 30, body))
  return { comparisons: { ...few, ...many, ...containers } }
}

async function repeated<Sample>(rounds: number, measure: () => Promise<Sample>): Promise<Sample[]> {
  await measure()
  const samples: Sample[] = []
  while (samples.length < rounds) samples.push(await measure())
  return samples
}

async function notebookAlone(bench: Bench): Promise<Found> {
  const { evidenceFile } = await npmStart(bench)
  const samples = await repeated(bench.rounds, () => npmReport(bench, evidenceFile))
  return { seconds: { 'npm run report': spread(samples.map(({ seconds }) => seconds)) } }
}

async function phases(bench: Bench): Promise<Found> {
  const starts = await repeated(bench.rounds, () => npmStart(bench))
  const all: readonly Phases[] = starts.map((start) => phasesOf(start.evidence, start.moments, start))
  const names = Object.keys(all[0] ?? {})
  const by = names.map((name) => [`npm start: ${name}`, spread(all.map((one) => one[name] ?? 0))] as const)
  return { seconds: { 'npm start': spread(starts.map(({ seconds }) => seconds)), ...Object.fromEntries(by) } }
}

/** By the letter of `--only`: what it measures, and how. */
export const parts = {
  a: { what: 'npm start against the same work in bash', measure: sameWork },
  b: { what: 'npm start against the article’s commands in bash', measure: bareProcedure },
  c: { what: 'one claim against the article’s commands in bash', measure: oneClaim },
  d: { what: 'npm start beside 1,000 and 5,000 processes and 30 containers', measure: crowded },
  e: { what: 'the notebook from evidence', measure: notebookAlone },
  f: { what: 'npm start by phase', measure: phases },
} as const satisfies Record<string, { readonly what: string; readonly measure: (bench: Bench) => Promise<Found> }>

export type PartName = keyof typeof parts
