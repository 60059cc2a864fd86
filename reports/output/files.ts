import { rename, rm, writeFile } from 'node:fs/promises'

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Map) return Object.fromEntries(value)
  if (value instanceof Set) return [...value]
  return value
}

/** JSON with a bigint (an inode) as a string, a Set as a list and a Map as an object, which JSON.stringify does not do. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, plain, 1)}\n`
}

/** Writes a temporary file and renames it, so that a reader sees the old file or the new one, never a part. */
export async function writeWhole(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    await writeFile(temporary, content)
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}
