import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toJson } from './files.ts'
import { toJUnit } from './junit.ts'
import { type Evidence, parseEvidence } from './schema.ts'
import { replaceFolder } from './swap.ts'

/** Writes one page into the new folder; gives warnings, one line each. When it throws, the old reports stay. */
export type PageWriter = (evidence: Evidence, folder: string) => Promise<readonly string[]>

export interface WriteOptions {
  readonly outDir: string
  /** Further pages: Allure's, the notebook. */
  readonly pages?: readonly PageWriter[]
}

const junit: PageWriter = async (evidence, folder) => {
  await writeFile(join(folder, 'junit.xml'), toJUnit(evidence))
  return []
}

/**
 * The reports of a run, whole or not at all: evidence.json, junit.xml and the further pages. What was in
 * the folder goes, but for folders that hold the reports of further engines.
 * @returns what the pages warn of, one line each.
 * @throws Error when the evidence is not valid, when a page cannot be made, and where the folder is not ours to replace.
 */
export async function writeReports(evidence: Evidence, options: WriteOptions): Promise<readonly string[]> {
  const json = toJson(evidence)
  const checked = parseEvidence(JSON.parse(json))
  const writers = [junit, ...(options.pages ?? [])]
  return replaceFolder(options.outDir, async (folder) => {
    await writeFile(join(folder, 'evidence.json'), json)
    return all(writers.map((write) => write(checked, folder)))
  })
}

/** Waits for every writer, also where one fails: the folder is removed then, and nobody may be writing into it. */
async function all(writing: readonly Promise<readonly string[]>[]): Promise<readonly string[]> {
  await Promise.allSettled(writing)
  return (await Promise.all(writing)).flat()
}
