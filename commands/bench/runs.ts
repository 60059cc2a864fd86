import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { environment } from '../../fixtures/engine/environment.ts'
import { Mishap } from '../../fixtures/run/mishap.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import { runVariables } from '../../instruments/run-environment.ts'
import { type Evidence, parseEvidence } from '../../reports/evidence/schema.ts'
import { type Called, readMoments } from './phases.ts'
import type { Ground } from './shell.ts'

const root = join(import.meta.dirname, '../..')

/** One benchmark: what runs share. */
export interface Bench {
  readonly lab: OpenLab
  /** How often each thing is measured, beside the once that does not count. */
  readonly rounds: number
  readonly log: (line: string) => void
}

interface Ran extends Called {
  readonly seconds: number
  readonly stdout: string
}

let interrupted = false

/** A signal ends what is measured too. That is no failure of it: the run's own handler removes everything, and exits. */
export function heedSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => (interrupted = true))
}

/**
 * Runs a command as a reader would, in the project's folder.
 * @throws Mishap where it does not end with 0
 */
async function timed(argv: readonly [string, ...string[]], env: Readonly<Record<string, string>>): Promise<Ran> {
  const [program, ...args] = argv
  const from = performance.now()
  const ended = await execa(program, args, { cwd: root, env: environment(env), stdin: 'ignore', reject: false })
  const to = performance.now()
  if (interrupted) await new Promise<never>(() => {})
  if (ended.exitCode !== 0) {
    const last = `${ended.stderr}\n${ended.stdout}`.trim().split('\n').slice(-3).join(' / ')
    throw new Mishap(`${argv.join(' ')} ended with ${ended.exitCode ?? ended.signal}: ${last}`)
  }
  const { timeOrigin } = performance
  return { seconds: (to - from) / 1000, stdout: ended.stdout, from: timeOrigin + from, to: timeOrigin + to }
}

export interface Started extends Ran {
  readonly evidenceFile: string
  readonly evidence: Evidence
  /** Of evidence.json. */
  readonly bytes: number
  readonly moments: ReturnType<typeof readMoments>
}

/**
 * `npm start` for these claims, the article's where none is named, on the benchmark's engine. One that does not end with 0
 * is told and started once more.
 */
export async function npmStart(bench: Bench, ...claims: readonly string[]): Promise<Started> {
  try {
    return await startOnce(bench, claims)
  } catch (error) {
    if (!(error instanceof Mishap)) throw error
    bench.log(`${error.message}; once more …`)
    return startOnce(bench, claims)
  }
}

async function startOnce({ lab }: Bench, claims: readonly string[]): Promise<Started> {
  const out = join(lab.folder, 'reports')
  const evidenceFile = join(out, 'evidence.json')
  const moments = join(lab.folder, 'moments.json')
  const argv = ['npm', 'start', '--', '--no-provision', `--out=${out}`, ...claims] as const
  // A private engine may be used within the run that it belongs to.
  const owner = lab.journalled.within ?? lab.run
  const env = { DOCKER_HOST: lab.engine.socket, ...runVariables({ run: owner, moments }) }
  const ran = await timed(argv, env)
  const evidence = parseEvidence(JSON.parse(readFileSync(evidenceFile, 'utf8')))
  return { ...ran, evidenceFile, evidence, bytes: statSync(evidenceFile).size, moments: readMoments(moments) }
}

/** `npm run report` from this evidence. */
export async function npmReport({ lab }: Bench, evidenceFile: string): Promise<Ran> {
  return timed(['npm', 'run', 'report', '--', evidenceFile, `--out=${join(lab.folder, 'again.html')}`], {})
}

/** Runs a script with bash. */
export async function bash({ lab }: Bench, name: string, text: string): Promise<Ran> {
  const file = join(lab.folder, name)
  writeFileSync(file, text)
  return timed(['bash', file], {})
}

export function groundOf({ folder, run, engine }: OpenLab): Ground {
  return {
    cli: engine.cli,
    host: [...engine.sudo, ...engine.enter],
    run,
    journal: join(folder, 'journal.ndjson'),
    netns: engine.netns ?? '/var/run/netns',
  }
}
