import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { countResults, generateAllure } from './allure.ts'
import { toJson } from './files.ts'
import { toJUnit } from './junit.ts'
import { type Evidence, parseEvidence } from './schema.ts'
import { replaceFolder } from './swap.ts'

/** Writes one page into the new folder; gives warnings, one line each. When it throws, the old reports stay. */
export type PageWriter = (evidence: Evidence, folder: string) => Promise<readonly string[]>

export interface WriteOptions {
  readonly outDir: string
  /** The folder that allure-vitest wrote to; without it, or with none there, there is no allure/index.html. */
  readonly allureResults?: string
  /** Further pages, for example the notebook. */
  readonly pages?: readonly PageWriter[]
}

const junit: PageWriter = async (evidence, folder) => {
  await writeFile(join(folder, 'junit.xml'), toJUnit(evidence))
  return []
}

function allure(results: string | undefined): PageWriter {
  return async (_evidence, folder) => {
    if (results === undefined || (await countResults(results)) === 0) {
      return [
        `there are no Allure results${results === undefined ? '' : ` in ${results}`}, so allure/index.html was not written`,
      ]
    }
    await mkdir(join(folder, 'allure'))
    await generateAllure(results, join(folder, 'allure', 'index.html'))
    return []
  }
}

/**
 * The reports of a run, whole or not at all: evidence.json, junit.xml, allure/index.html and the further pages. What was in
 * the folder goes, but for folders that hold the reports of further engines.
 * @returns warnings, one line each: that there was nothing for Allure to show, and what the pages warn of.
 * @throws Error when the evidence is not valid, when a page cannot be made, and where the folder is not ours to replace.
 */
export async function writeReports(evidence: Evidence, options: WriteOptions): Promise<readonly string[]> {
  const json = toJson(evidence)
  const checked = parseEvidence(JSON.parse(json))
  const writers = [junit, allure(options.allureResults), ...(options.pages ?? [])]
  return replaceFolder(options.outDir, async (folder) => {
    await writeFile(join(folder, 'evidence.json'), json)
    return (await Promise.all(writers.map((write) => write(checked, folder)))).flat()
  })
}
