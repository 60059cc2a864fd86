import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageWriter } from '../write.ts'
import type { PageOptions } from './page.ts'

/** The notebook as index.html. Its libraries are loaded when it is written, so that commands which write none start fast. */
export function notebookWriter(options: PageOptions = {}): PageWriter {
  return async (evidence, folder) => {
    const { notebookPage } = await import('./page.ts')
    await writeFile(join(folder, 'index.html'), await notebookPage([evidence], options))
    return []
  }
}
