import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { countResults, generateAllure } from './allure.ts'
import type { PageWriter } from './write.ts'

/**
 * allure/index.html from the results that allure-vitest left. It takes about a second and is begun at once, so that a run can
 * put everything back meanwhile.
 * @param page where it may be prepared
 */
export function allureWriter(resultsDir: string, page: string): PageWriter {
  const ready = prepare(resultsDir, page)
  ready.catch(() => undefined) // told by the writer
  return async (_evidence, folder) => {
    if (!(await ready)) return [`there are no Allure results in ${resultsDir}, so allure/index.html was not written`]
    await mkdir(join(folder, 'allure'))
    await copyFile(page, join(folder, 'allure', 'index.html'))
    return []
  }
}

async function prepare(resultsDir: string, page: string): Promise<boolean> {
  if ((await countResults(resultsDir)) === 0) return false
  await generateAllure(resultsDir, page)
  return true
}
