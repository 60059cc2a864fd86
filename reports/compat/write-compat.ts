import { existsSync, globSync, readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../output/files.ts'
import { badgeOf } from './badge.ts'
import { type CompatInput, compatPage } from './compat-page.ts'
import { compatSchema, runsSchema } from './compat-schema.ts'

/** By this file a folder is known to hold what this wrote. */
const marker = 'claim.schema.json'

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

/** @throws Error if the folder holds anything else than what this wrote */
export function assertCompatFolder(folder: string): void {
  if (!existsSync(folder) || existsSync(join(folder, marker))) return
  const found = readdirSync(folder).filter((name) => name !== 'evidence')
  if (found.length > 0)
    throw new Error(`${folder} holds ${found[0]} and is not a folder of compat data: name another one with --out`)
}

/**
 * Writes the data, its schemas, the badges and the page. Claims that are not among the given ones are removed; `evidence/`,
 * where shared files are kept, is left alone.
 */
export async function writeCompat(folder: string, input: CompatInput): Promise<void> {
  const ids = new Set(input.claims.map(({ id }) => id))
  const old = [...globSync('*-*.json', { cwd: folder }), ...globSync('badges/*-*.svg', { cwd: folder })]
  const isOld = (name: string) =>
    /^[A-Z]+-\d+\.(?:json|svg)$/.test(basename(name)) && !ids.has(basename(name).replace(/\..*/, ''))
  await Promise.all(old.filter(isOld).map((name) => rm(join(folder, name))))
  const runs = input.runs.map(({ digest, startedAt, facts }) => ({ digest, startedAt, facts }))
  const leftOut = input.leftOut.map(({ file, outcome, reasons }) => ({ file: basename(file), outcome, reasons }))
  const index = runsSchema.parse({ schema: 1, revision: input.runs[0]?.revision, runs, leftOut })
  const files: [string, string][] = [
    ['runs.schema.json', json(z.toJSONSchema(runsSchema))],
    ['runs.json', json(index)],
    ...input.claims.flatMap((claim): [string, string][] => [
      [`${claim.id}.json`, json(compatSchema.parse(claim))],
      [join('badges', `${claim.id}.svg`), badgeOf(claim)],
    ]),
    ['index.html', `${await compatPage({ ...input, leftOut })}\n`],
  ]
  await mkdir(folder, { recursive: true })
  await writeWhole(join(folder, marker), json(z.toJSONSchema(compatSchema)))
  await mkdir(join(folder, 'badges'), { recursive: true })
  for (const [name, content] of files) await writeWhole(join(folder, name), content)
}
