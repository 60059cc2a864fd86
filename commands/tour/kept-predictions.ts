import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { stateFile } from '../support/state-file.ts'

/** By the id of a step: whether the prediction held. Absent for a step that was not predicted. */
const progressSchema = z.strictObject({ version: z.literal(1), predictions: z.record(z.string(), z.boolean()) })

export type Predictions = Readonly<Record<string, boolean>>

export function progressFile(): string {
  return stateFile('tour.json')
}

/** @returns nothing predicted if there is no such file, or if it is not one of ours */
export async function readProgress(file: string): Promise<Predictions> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const parsed = progressSchema.safeParse(parseJson(text))
  return parsed.success ? parsed.data.predictions : {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export async function saveProgress(file: string, predictions: Predictions): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify({ version: 1, predictions })}\n`)
}

export async function resetProgress(file: string): Promise<void> {
  await rm(file, { force: true })
}
