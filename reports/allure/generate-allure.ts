import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { z } from 'zod'
import { unmarkedEnvironment } from '../../instruments/run-environment.ts'
import { writeWhole } from '../output/files.ts'

const cli = join(dirname(fileURLToPath(import.meta.resolve('allure'))), '..', 'cli.js')
const analytics = /googletagmanager|google-analytics|gtag\(/
const scripts = /<script\b[^>]*>[^]*?<\/script>/g
const bundles = /data:text\/javascript;base64,([\w+/=]+)/g
// Without these the page's own script waits for ever if it runs before the async script that sets them (allure 3.18).
const presetScript = '<script>window.allureReportData={};window.allureReportDataReady=false</script>'

const summarySchema = z.object({ stats: z.object({ total: z.number() }) })
const resultSchema = z.object({ historyId: z.string() })

function callsAnalytics(html: string): boolean {
  const decoded = [...html.matchAll(bundles)].map(([, base64 = '']) => Buffer.from(base64, 'base64').toString())
  return analytics.test(html) || decoded.some((script) => analytics.test(script))
}

/**
 * Changes Allure's single page so that it starts from file:// and calls no analytics service.
 * @throws Error if the page is not as expected or still calls an analytics service
 */
export function repairPage(html: string): string {
  if (!html.includes('<head>'))
    throw new Error("allure's page has no <head>: adapt reports/allure/generate-allure.ts to this version of allure")
  const withoutAnalytics = html.replaceAll(scripts, (script) => (analytics.test(script) ? '' : script))
  const repaired = withoutAnalytics.replace('<head>', `<head>${presetScript}`)
  if (callsAnalytics(repaired))
    throw new Error(
      "allure's page still calls an analytics service: adapt reports/allure/generate-allure.ts to this version of allure",
    )
  return repaired
}

/** The number of tests with a result in the folder; 0 if the folder does not exist. */
export async function countResults(resultsDir: string): Promise<number> {
  const files = (await readdir(resultsDir).catch(() => [])).filter((file) => file.endsWith('-result.json'))
  const texts = await Promise.all(files.map((file) => readFile(join(resultsDir, file), 'utf8')))
  return new Set(texts.map((text) => resultSchema.parse(JSON.parse(text)).historyId)).size
}

async function runAllure(resultsDir: string, folder: string): Promise<string> {
  const expected = await countResults(resultsDir)
  if (expected === 0) throw new Error(`there are no Allure results in ${resultsDir}`)
  const options = ['--single-file', '--output', folder, '--cwd', folder, '--name', 'nsproof', '--lang', 'en']
  const run = await execa(process.execPath, [cli, 'awesome', resultsDir, ...options], {
    cwd: folder,
    // Allure runs during the clean-up, which ends every process that has the run's mark.
    env: unmarkedEnvironment(),
    reject: false,
    all: true,
  })
  const [html, summary] = await Promise.all(
    ['index.html', 'summary.json'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  )
  const total = summary ? summarySchema.parse(JSON.parse(summary)).stats.total : 0
  if (!html || total !== expected)
    throw new Error(`allure made a page of ${total} tests from ${expected}: ${run.all.slice(-300)}`)
  return html
}

/**
 * Writes one self-contained page (about 3.7 MB) from the results of allure-vitest. `allure` always exits with 0, so its
 * output is checked instead.
 * @throws Error if the folder holds no results, if tests are missing from the page, or as `repairPage` does
 */
export async function generateAllure(resultsDir: string, outFile: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nsproof-allure-'))
  try {
    await writeWhole(outFile, repairPage(await runAllure(resultsDir, folder)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
