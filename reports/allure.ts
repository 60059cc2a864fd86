import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { z } from 'zod'
import { writeWhole } from './files.ts'

const cli = join(dirname(fileURLToPath(import.meta.resolve('allure'))), '..', 'cli.js')
const analytics = /googletagmanager|google-analytics|gtag\(/
const scripts = /<script\b[^>]*>[^]*?<\/script>/g
const bundles = /data:text\/javascript;base64,([\w+/=]+)/g
// The page's own script may run before the async one that sets these, and would then wait for ever (allure 3.18).
const ready = '<script>window.allureReportData={};window.allureReportDataReady=false</script>'

const summarySchema = z.object({ stats: z.object({ total: z.number() }) })
const resultSchema = z.object({ historyId: z.string() })

function calls(html: string): boolean {
  const decoded = [...html.matchAll(bundles)].map(([, base64 = '']) => Buffer.from(base64, 'base64').toString())
  return analytics.test(html) || decoded.some((script) => analytics.test(script))
}

/**
 * Allure's single page, mended: it starts on file:// and calls nobody.
 * @throws Error when it is not the page that is known, or still speaks to an analytics service.
 */
export function repairPage(html: string): string {
  if (!html.includes('<head>')) throw new Error("allure's page has no <head>: this version of allure is not known")
  const cut = html.replaceAll(scripts, (script) => (analytics.test(script) ? '' : script))
  const mended = cut.replace('<head>', `<head>${ready}`)
  if (calls(mended))
    throw new Error("allure's page still calls an analytics service: this version of allure is not known")
  return mended
}

/** How many tests left a result in the folder; none where there is no folder. */
export async function countResults(resultsDir: string): Promise<number> {
  const files = (await readdir(resultsDir).catch(() => [])).filter((file) => file.endsWith('-result.json'))
  const texts = await Promise.all(files.map((file) => readFile(join(resultsDir, file), 'utf8')))
  return new Set(texts.map((text) => resultSchema.parse(JSON.parse(text)).historyId)).size
}

async function generated(resultsDir: string, folder: string): Promise<string> {
  const wanted = await countResults(resultsDir)
  if (wanted === 0) throw new Error(`there are no Allure results in ${resultsDir}`)
  const options = ['--single-file', '--output', folder, '--cwd', folder, '--name', 'nsproof', '--lang', 'en']
  const run = await execa(process.execPath, [cli, 'awesome', resultsDir, ...options], {
    cwd: folder,
    // Without the run's mark: it works while the run is put back, which ends whatever carries that.
    env: { NSPROOF_RUN: undefined },
    reject: false,
    all: true,
  })
  const [html, summary] = await Promise.all(
    ['index.html', 'summary.json'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  )
  const total = summary ? summarySchema.parse(JSON.parse(summary)).stats.total : 0
  if (!html || total !== wanted)
    throw new Error(`allure made a page of ${total} tests from ${wanted}: ${run.all.slice(-300)}`)
  return html
}

/**
 * One self-contained page (about 3.7 MB) from the results that allure-vitest left. `allure` exits 0 whatever happens,
 * so its output is looked at instead.
 * @throws Error when the folder holds no results, when tests are missing from the page, and as `mend` does.
 */
export async function generateAllure(resultsDir: string, outFile: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nsproof-allure-'))
  try {
    await writeWhole(outFile, repairPage(await generated(resultsDir, folder)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
