import { mkdir } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { LabError } from '../../fixtures/engine/error.ts'
import { compareEvidence } from '../../reports/evidence/comparison.ts'
import { type Evidence, parseEvidence } from '../../reports/evidence/schema.ts'
import { comparisonPage } from '../../reports/output/comparison-page.ts'
import { writeWhole } from '../../reports/output/files.ts'
import { comparisonTable } from '../../reports/terminal/comparison-table.ts'
import { readContent } from './evidence-file.ts'

export interface CompareOptions {
  /** Path of the page. */
  readonly out: string
  readonly colour: boolean
  readonly lang?: 'en' | 'ja'
}

/**
 * Compares evidence files: prints a table and writes a page.
 * @throws LabError with a line for each file that is missing or not valid
 */
export async function compareFiles(
  files: readonly string[],
  { out, colour, lang = 'en' }: CompareOptions,
): Promise<void> {
  const read = await Promise.all(files.map(readEvidence))
  const errors = read.flatMap((one) => (typeof one === 'string' ? [one] : []))
  if (errors.length > 0) throw new LabError(errors.join('\nnsproof: '))
  const comparison = compareEvidence(read.filter((one) => typeof one !== 'string'))
  const page = resolve(out)
  await mkdir(dirname(page), { recursive: true })
  await writeWhole(page, comparisonPage(comparison))
  process.stdout.write(`\n${comparisonTable(comparison, { colour, lang, width: process.stdout.columns ?? 120 })}\n`)
  process.stdout.write(`Comparison: ${relative(process.cwd(), page)}\n`)
}

/** @returns the evidence, or one line that says what is wrong with the file */
export async function readEvidence(file: string): Promise<Evidence | string> {
  try {
    return parseEvidence(JSON.parse((await readContent(file)).toString('utf8')))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const why = missing ? 'the file does not exist (`npm start` writes evidence)' : error
    return `${file} cannot be read: ${(why instanceof Error ? why.message : String(why)).split('\n')[0]}`
  }
}
