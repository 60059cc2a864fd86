import { fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { claimFiles } from '../fixtures/run/select.ts'
import { annotationLines } from '../reports/ci/annotations.ts'
import { type Baseline, judgeByBaseline, parseBaseline } from '../reports/ci/baseline.ts'
import { exitCodeOf, type FailOn, failOnValues, verdictOf } from '../reports/ci/ci-verdict.ts'
import { jobSummary } from '../reports/ci/job-summary.ts'
import { type AssessedFile, assessFile } from '../reports/evidence/assess-file.ts'
import { readContent } from './support/evidence-file.ts'
import { parseOptions, runCommand } from './support/run-command.ts'

const usage = `npm run ci -- [options] [claim …]

Runs claims as npm start does, and tells the result to a CI service: the verdict in one line, what changed since a baseline,
and what is unexpected. On GitHub Actions it writes the job summary, the step's outputs and at most ten annotations;
elsewhere it prints the summary.

  --claims LIST    claims, separated by spaces; "all" for every claim; the article's if it is empty
  --engine NAME    as for npm start; one engine
  --baseline FILE  claims that are known to come out otherwise; an entry that no longer applies fails, an expired one too
  --fail-on WHAT   any (a claim came out otherwise, the baseline is out of date, or the apparatus broke), otherwise (not for
                   a broken apparatus), or never
  --evidence FILE  judge this file, and run nothing
  --out FOLDER     write the reports to this folder instead of reports/out
  --help           this text

Exit code: 0 as expected or not applicable; 1 a claim came out otherwise, or the baseline is out of date; 2 it could not
run, or its arguments were wrong; 3 the apparatus broke or the machine failed.
`

const knownOptions = {
  claims: { type: 'string', default: '' },
  engine: { type: 'string', default: '' },
  baseline: { type: 'string', default: '' },
  'fail-on': { type: 'string', default: 'any' },
  evidence: { type: 'string' },
  out: { type: 'string', default: 'reports/out' },
} as const

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({ allowPositionals: true, options: knownOptions })
  const failOn = parseFailOn(values['fail-on'])
  const baseline = values.baseline === '' ? [] : await readBaseline(values.baseline)
  const { out, engine } = values
  const folder = resolve(engine === '' ? out : join(out, engine))
  const file = values.evidence ?? join(folder, 'evidence.json')
  if (values.evidence === undefined) {
    if (engine === 'all' || engine.includes(',')) throw new LabError('--engine: name one engine; a job is for one')
    await rm(file, { force: true })
    const code = await runClaims([...values.claims.split(/\s+/).filter(Boolean), ...positionals], { engine, out })
    if (code === 2) return 2
  }
  return tell(await assess(file), { baseline, failOn, file, notebook: join(resolve(file, '..'), 'index.html') })
})

/** @throws LabError for anything else */
function parseFailOn(text: string): FailOn {
  const found = failOnValues.find((value) => value === text)
  if (found === undefined)
    throw new LabError(`--fail-on must be ${failOnValues.join(', ')}, not ${JSON.stringify(text)}`)
  return found
}

/** @throws LabError if it is missing or not valid */
async function readBaseline(file: string): Promise<Baseline> {
  try {
    const baseline = parseBaseline(JSON.parse(await readFile(file, 'utf8')))
    const known = claimFiles()
    const unknown = baseline.find(({ claim }) => !known.has(claim))
    if (unknown !== undefined) throw new Error(`there is no claim ${unknown.claim}`)
    return baseline
  } catch (error) {
    throw new LabError(`--baseline ${file}: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`)
  }
}

/** @returns the exit code of npm start */
async function runClaims(
  claims: readonly string[],
  options: { readonly engine: string; readonly out: string },
): Promise<number> {
  const ids = claims.filter((claim) => claim !== 'all')
  const args = [
    ...(options.engine === '' ? [] : ['--engine', options.engine]),
    `--out=${options.out}`,
    ...(ids.length < claims.length ? ['--all'] : []),
    '--',
    ...ids,
  ]
  const child = fork(join(import.meta.dirname, 'start.ts'), args)
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 3
}

/** Evidence that is missing after a run is a failed machine. */
async function assess(file: string): Promise<AssessedFile> {
  try {
    return assessFile(await readContent(file))
  } catch {
    return { outcome: 'machine failed', reasons: ['there is no evidence'] }
  }
}

interface Telling {
  readonly baseline: Baseline
  readonly failOn: FailOn
  readonly file: string
  readonly notebook: string
}

async function tell(assessed: AssessedFile, { baseline, failOn, file, notebook }: Telling): Promise<number> {
  const { evidence } = assessed
  const today = new Date().toISOString().slice(0, 10)
  const judged = evidence && judgeByBaseline(evidence, baseline, today)
  const verdict = verdictOf(assessed, judged)
  const summary = jobSummary(verdict, evidence, judged)
  const { GITHUB_STEP_SUMMARY: summaryFile, GITHUB_OUTPUT: outputFile } = process.env
  if (summaryFile === undefined) process.stdout.write(`\n${summary}`)
  else await appendFile(summaryFile, summary)
  if (outputFile !== undefined)
    await appendFile(outputFile, `verdict=${verdict.verdict}\nevidence=${resolve(file)}\nnotebook=${notebook}\n`)
  if (evidence !== undefined && judged !== undefined && process.env['GITHUB_ACTIONS'] === 'true') {
    const files = claimFiles()
    for (const line of annotationLines(evidence, judged, (id) => files.get(id))) process.stdout.write(`${line}\n`)
  }
  process.stdout.write(`${verdict.line}\n`)
  return exitCodeOf(verdict, failOn)
}
