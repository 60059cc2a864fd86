import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { stateFile } from '../support/state-file.ts'

const doneSchema = z.strictObject({ version: z.literal(1), done: z.array(z.string()) })

const file = (): string => stateFile('lab.json')

/** The ids of the tasks that were done in this lab or an earlier one. None if there is no file, or it is not one of ours. */
export async function readDoneTasks(): Promise<ReadonlySet<string>> {
  const text = await readFile(file(), 'utf8').catch(() => '')
  const parsed = doneSchema.safeParse(parseJson(text))
  return new Set(parsed.success ? parsed.data.done : [])
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes beside the file and renames, so that a lab that is killed does not cut it. */
export async function saveDoneTasks(done: ReadonlySet<string>): Promise<void> {
  await mkdir(dirname(file()), { recursive: true })
  await writeFile(`${file()}.part`, `${JSON.stringify({ version: 1, done: [...done] })}\n`)
  await rename(`${file()}.part`, file())
}

export async function forgetDoneTasks(): Promise<void> {
  await rm(file(), { force: true })
}
