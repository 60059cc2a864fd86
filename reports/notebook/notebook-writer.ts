import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readMutations } from '../evidence/kept-mutations.ts'
import type { PageWriter } from '../output/write-reports.ts'
import type { PageOptions } from './page/page.ts'

/** Writes the notebook as index.html. page.ts is imported on use, because its libraries take long to load. */
export function notebookWriter(options: PageOptions = {}): PageWriter {
  return async (evidence, folder) => {
    const { notebookPage } = await import('./page/page.ts')
    await writeFile(
      join(folder, 'index.html'),
      await notebookPage([evidence], { ...options, mutations: await readMutations(evidence.run?.revision) }),
    )
    return []
  }
}
