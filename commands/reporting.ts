import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { OpenLab } from '../fixtures/run/experiment.ts'
import type { SubjectRecord } from '../instruments/evidence/types.ts'
import { allurePage } from '../reports/allure-page.ts'
import { assemble } from '../reports/assemble.ts'
import { gridTable } from '../reports/grid-table.ts'
import { notebook } from '../reports/notebook/index.ts'
import { type Census, type Evidence, parseResults, type Results } from '../reports/schema.ts'
import { verdictTable } from '../reports/table.ts'
import { type PageWriter, writeReports } from '../reports/write.ts'
import { version } from './version.ts'

export interface Found {
  readonly evidence: Evidence
  /** What went wrong outside of any claim, a line each. */
  readonly troubles: readonly string[]
  readonly failed: boolean
  readonly out: string
}

interface Circumstances {
  readonly subjects: readonly SubjectRecord[]
  readonly startedAt: Date
  readonly out: string
  /** The further engine that was asked for. */
  readonly engine?: string
  readonly census?: Census
  readonly drillDown: PageWriter
}

/** Begins Allure's page, from what its reporter left in the run's folder. */
export function beginDrillDown(lab: OpenLab): PageWriter {
  return allurePage(join(lab.folder, 'allure-results'), join(lab.folder, 'allure.html'))
}

/** Turns what the collector wrote into evidence and pages. */
export async function reportOn(
  lab: OpenLab,
  { subjects, startedAt, out, engine, census, drillDown }: Circumstances,
): Promise<Found> {
  const results = readResults(lab.folder)
  const evidence = assemble({
    results,
    profile: lab.profile,
    subjects,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    version,
    ...(engine && { engine }),
    ...(census && { census }),
  })
  const outDir = resolve(out)
  const page = notebook(process.env['NSPROOF_LANG'] === 'ja' ? { lang: 'ja' } : {})
  const warnings = await writeReports(evidence, { outDir, pages: [drillDown, page] })
  const left = census?.differences.map((line) => `the census differs: ${line}`) ?? []
  const bad = evidence.claims.some(({ status }) => status === 'unexpected' || status === 'broken')
  return {
    evidence,
    troubles: [...results.moduleErrors, ...left, ...warnings],
    failed: bad || results.moduleErrors.length > 0 || left.length > 0 || evidence.claims.length === 0,
    out: relative(process.cwd(), outDir) || '.',
  }
}

function readResults(folder: string): Results {
  const file = join(folder, 'results.json')
  if (!existsSync(file)) return { tests: [], moduleErrors: ['vitest ended before it wrote any result'], durationMs: 0 }
  return parseResults(JSON.parse(readFileSync(file, 'utf8')))
}

/** The table, what went wrong, and where the reports lie. */
export function tell(
  { evidence, troubles, out }: Found,
  { colour, lang }: { readonly colour: boolean; readonly lang: 'en' | 'ja' },
): void {
  process.stdout.write(`\n${verdictTable(evidence, { colour, lang, width: process.stdout.columns ?? 120 })}\n`)
  if (evidence.grid) process.stdout.write(`${gridTable(evidence.grid, { colour, lang })}\n`)
  for (const trouble of troubles) process.stdout.write(`! ${trouble}\n`)
  process.stdout.write(
    `\nReports: ${out}/index.html, ${out}/allure/index.html, ${out}/evidence.json, ${out}/junit.xml\n`,
  )
}
