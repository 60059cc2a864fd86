import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Evidence, parseEvidence } from '../evidence/schema.ts'
import { toJson } from './files.ts'
import { toJUnit } from './junit.ts'
import { replaceFolder } from './replace-folder.ts'

/** Writes one page into the new folder and returns warnings, one line each. If it throws, the old reports stay. */
export type PageWriter = (evidence: Evidence, folder: string) => Promise<readonly string[]>

export interface WriteOptions {
  readonly outDir: string
  /** Pages besides junit.xml: Allure's and the notebook. */
  readonly pages?: readonly PageWriter[]
}

const junit: PageWriter = async (evidence, folder) => {
  await writeFile(join(folder, 'junit.xml'), toJUnit(evidence))
  return []
}

/**
 * Writes all reports of a run, or none: evidence.json, junit.xml and the pages. They replace the folder, except for folders
 * in it that hold the reports of other engines.
 * @returns warnings of the pages, one line each
 * @throws Error if the evidence is not valid, if a page cannot be made, or if the folder holds anything but reports
 */
export async function writeReports(evidence: Evidence, options: WriteOptions): Promise<readonly string[]> {
  const json = toJson(evidence)
  const checked = parseEvidence(JSON.parse(json))
  const writers = [junit, ...(options.pages ?? [])]
  return replaceFolder(options.outDir, async (folder) => {
    await writeFile(join(folder, 'evidence.json'), json)
    return collectWarnings(writers.map((write) => write(checked, folder)))
  })
}

/** Waits for all writers even if one throws, because the folder is removed then. */
async function collectWarnings(writing: readonly Promise<readonly string[]>[]): Promise<readonly string[]> {
  await Promise.allSettled(writing)
  return (await Promise.all(writing)).flat()
}
