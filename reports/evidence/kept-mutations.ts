import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { textSchema } from '../../instruments/evidence/records.ts'

const mutations = z.record(z.string(), z.array(z.strictObject({ change: textSchema, error: z.string() })))
const fileSchema = z.strictObject({ schema: z.literal(1), revision: z.string(), mutations })

/** By claim id: what was changed in the world of its findings, and the first line of the error with which one then failed. */
export type KeptMutations = z.output<typeof mutations>

/** `npm run mutate` writes it, and the notebook reads it where it is there. */
export const mutationsFile = join(import.meta.dirname, '../mutations.json')

/**
 * @param revision the suite of the evidence that they are shown with: another suite's findings may be other ones
 * @returns nothing if there is no such file, if it is not one of ours, or if it is of another revision
 */
export async function readMutations(
  revision: string | undefined,
  file: string = mutationsFile,
): Promise<KeptMutations> {
  try {
    const kept = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    return kept.revision === revision ? kept.mutations : {}
  } catch {
    return {}
  }
}

/** The file’s text. */
export const mutationsAsJson = (revision: string, kept: KeptMutations): string =>
  `${JSON.stringify({ schema: 1, revision, mutations: kept }, null, 1)}\n`
