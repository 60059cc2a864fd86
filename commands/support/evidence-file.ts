import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** 20 times the evidence of all claims. Less than this of a small file that unpacks to a huge one fills the memory. */
const maxBytes = 128 * 1024 * 1024

/** The name that `npm run share` gives to a file ends in its digest. */
const sharedName = /-([0-9a-f]{12})\.json\.gz$/

/** The first 12 hexadecimal digits of the SHA-256 of evidence, of its text and not of its compressed form. */
export const digestOf = (content: string | Buffer): string => hash('sha256', content).slice(0, 12)

/** The digest in the name of a shared file. */
export const digestInName = (file: string): string | undefined => sharedName.exec(file)?.[1]

export const isEvidenceName = (file: string): boolean =>
  basename(file) === 'evidence.json' || digestInName(file) !== undefined

/** Reads an evidence file, also a compressed one. @throws Error if it is missing, cut or too large */
export async function readContent(file: string): Promise<Buffer> {
  const content = await readFile(file)
  return file.endsWith('.gz') ? gunzipSync(content, { maxOutputLength: maxBytes }) : content
}
