import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { sentenceOf } from '../../fixtures/run/mishap.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import type { SubjectRecord } from '../../instruments/evidence/types.ts'
import { runLanguage } from '../../instruments/run-environment.ts'
import { allureWriter } from '../../reports/allure/allure-writer.ts'
import { assemble } from '../../reports/evidence/assemble.ts'
import { type Census, type Evidence, parseResults, type Results } from '../../reports/evidence/schema.ts'
import { notebookWriter } from '../../reports/notebook/notebook-writer.ts'
import { type PageWriter, writeReports } from '../../reports/output/write-reports.ts'
import { gridTable } from '../../reports/terminal/grid-table.ts'
import { verdictTable } from '../../reports/terminal/verdict-table.ts'
import { explainExit } from './explain-exit.ts'
import { readRevision } from './revision.ts'
import type { ExitCode } from './run-command.ts'
import { version } from './version.ts'

export interface RunReports {
  readonly evidence: Evidence
  /** Errors that belong to no claim, one line each. They fail the run. */
  readonly troubles: readonly string[]
  /** What is missing from the reports, one line each. It does not fail the run. */
  readonly warnings: readonly string[]
  /** Folder of the reports, relative to the working directory; absent if they could not be written. */
  readonly out?: string
}

interface ReportInput {
  readonly subjects: readonly SubjectRecord[]
  readonly startedAt: Date
  /** Ids of the claims that were asked for. */
  readonly asked: readonly string[]
  readonly out: string
  /** The engine variant, as `--engine` names it. */
  readonly engine?: string
  readonly census?: Census
  readonly drillDown: PageWriter
}

/** Starts to generate Allure's page from the results in the run's folder. */
export function startAllurePage(lab: OpenLab): PageWriter {
  return allureWriter(join(lab.folder, 'allure-results'), join(lab.folder, 'allure.html'))
}

/** Writes evidence and pages from the collector's results. If they cannot be written, `troubles` says why. */
export async function writeRunReports(
  lab: OpenLab,
  { subjects, startedAt, asked, out, engine, census, drillDown }: ReportInput,
): Promise<RunReports> {
  const results = readResults(lab.folder)
  const left = census?.differences.map((line) => `the census differs: ${line}`) ?? []
  const troubles = [...results.moduleErrors, ...left]
  const evidence = assemble({
    results,
    run: { revision: await readRevision(), asked, troubles },
    profile: lab.profile,
    subjects,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    version,
    ...(engine && { engine }),
    ...(census && { census }),
  })
  const outDir = resolve(out)
  const page = notebookWriter(runLanguage() === 'ja' ? { lang: 'ja' } : {})
  try {
    const warnings = await writeReports(evidence, { outDir, pages: [drillDown, page] })
    return { evidence, troubles, warnings, out: relative(process.cwd(), outDir) || '.' }
  } catch (error) {
    return { evidence, troubles: [...troubles, writeError(outDir, error)], warnings: [] }
  }
}

/** The stack is kept for a bug. It is not thrown, so that the verdicts are still printed. */
function writeError(outDir: string, error: unknown): string {
  const why = sentenceOf(error) ?? (error instanceof Error ? error.stack : String(error))
  return `the reports could not be written to ${outDir}: ${why}`
}

const noResults = (why: string): Results => ({ tests: [], moduleErrors: [why], durationMs: 0 })

/** The file is missing if vitest was killed, and cut off if the disk was full. */
function readResults(folder: string): Results {
  const file = join(folder, 'results.json')
  if (!existsSync(file)) return noResults('vitest ended before it wrote any result')
  try {
    return parseResults(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return noResults(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Prints the table, the errors and warnings, the paths of the reports and the last sentence. @returns the exit code */
export function printSummary(
  { evidence, troubles, warnings, out }: RunReports,
  { colour, lang }: { readonly colour: boolean; readonly lang: 'en' | 'ja' },
): ExitCode {
  process.stdout.write(`\n${verdictTable(evidence, { colour, lang, width: process.stdout.columns ?? 120 })}\n`)
  if (evidence.grid) process.stdout.write(`${gridTable(evidence.grid, { colour, lang })}\n`)
  for (const trouble of [...troubles, ...warnings]) process.stdout.write(`! ${trouble}\n`)
  if (out !== undefined)
    process.stdout.write(
      `\nReports: ${out}/index.html, ${out}/allure/index.html, ${out}/evidence.json, ${out}/junit.xml\n`,
    )
  const { code, sentence } = explainExit(evidence, troubles, lang)
  process.stdout.write(`${sentence}\n`)
  return code
}
