import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeLab, type OpenLab, withLab, withTrio } from '../fixtures/run/open-lab.ts'
import { claimFiles } from '../fixtures/run/select.ts'
import { runVitest } from '../fixtures/run/vitest.ts'
import { setRunVariables } from '../instruments/run-environment.ts'
import { log, runCommand } from './support/run-command.ts'
import { startAllurePage, writeRunReports } from './support/run-reports.ts'

const usage = `npm test -- [--project unit|experiments|suite]… [--no-provision] [vitest's filters and options]

Runs the suite's own tests and every experiment, and writes reports/out/. The project unit needs neither an engine nor root.

Exit code: 0 all passed; 1 a test or a claim failed, or the apparatus broke; 2 it could not run; 3 it broke before the tests
were counted.
`

await runCommand(usage, async () => {
  const args = process.argv.slice(2)
  // The suites read this variable before they install packages of their own (reports/samples/chromium.ts).
  if (args.includes('--no-provision')) setRunVariables({ noProvision: '1' })
  const passed = args.filter((arg) => arg !== '--no-provision')
  return needsEngine(passed)
    ? withLab({ provision: !args.includes('--no-provision'), log }, (lab) => testInLab(lab, passed))
    : testAlone(passed)
})

/** Only the project `unit` runs without an engine. */
function needsEngine(args: readonly string[]): boolean {
  const projects = args.flatMap((arg, index) =>
    arg === '--project' ? [args[index + 1]] : (/^--project=(.*)$/.exec(arg)?.[1] ?? []),
  )
  return projects.length === 0 || projects.some((project) => project !== 'unit')
}

/**
 * Prints the errors and, as the last line, the counts.
 * @param code vitest's exit code
 * @param countsFile path of vitest's JSON report
 * @param troubles errors that belong to no test; each counts as a failure
 * @returns 0 or 1
 */
function printCounts(code: number, countsFile: string, troubles: readonly string[]): number {
  const counts = existsSync(countsFile) ? (JSON.parse(readFileSync(countsFile, 'utf8')) as Counts) : undefined
  const failed = (counts?.numFailedTests ?? 0) + troubles.length + (counts === undefined ? 1 : 0)
  for (const trouble of troubles) process.stdout.write(`! ${trouble}\n`)
  const skipped = counts?.numPendingTests ?? 0
  process.stdout.write(
    `${counts?.numPassedTests ?? 0} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  )
  return code === 0 && failed === 0 ? 0 : 1
}

interface Counts {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}

async function testAlone(args: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'nsproof-test-'))
  const counts = join(folder, 'counts.json')
  try {
    setRunVariables({ counts })
    return printCounts(await runVitest(args), counts, [])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function testInLab(lab: OpenLab, args: readonly string[]): Promise<number> {
  const startedAt = new Date()
  const counts = join(lab.folder, 'counts.json')
  setRunVariables({ counts })
  const { result, subjects } = await withTrio(lab, () => runVitest(args, lab.journalled))
  const drillDown = startAllurePage(lab)
  const census = await closeLab(lab)
  // With arguments vitest chooses the files, so it is not known here which claims were asked for.
  const asked = args.length === 0 ? [...claimFiles().keys()] : []
  const reports = await writeRunReports(lab, { subjects, startedAt, asked, out: 'reports/out', census, drillDown })
  for (const warning of reports.warnings) process.stdout.write(`! ${warning}\n`)
  if (reports.out !== undefined) process.stdout.write(`\nReports: ${reports.out}\n`)
  return printCounts(result, counts, reports.troubles)
}
