import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageWriter } from '../output/write-reports.ts'
import { countResults, generateAllure } from './generate-allure.ts'

/**
 * Writes allure/index.html from the results of allure-vitest. The page takes about a second to generate. That starts at
 * once, so that the run can clean up meanwhile.
 * @param page a path where the page is generated before it is copied
 */
export function allureWriter(resultsDir: string, page: string): PageWriter {
  const generated = generateIfAny(resultsDir, page)
  generated.catch(() => undefined) // the writer below awaits it and throws
  return async (_evidence, folder) => {
    if (!(await generated))
      return [`there are no Allure results in ${resultsDir}, so allure/index.html was not written`]
    await mkdir(join(folder, 'allure'))
    await copyFile(page, join(folder, 'allure', 'index.html'))
    return []
  }
}

/** @returns whether there were results */
async function generateIfAny(resultsDir: string, page: string): Promise<boolean> {
  if ((await countResults(resultsDir)) === 0) return false
  await generateAllure(resultsDir, page)
  return true
}
