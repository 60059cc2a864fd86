import { rename, rm, writeFile } from 'node:fs/promises'

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Map) return Object.fromEntries(value)
  if (value instanceof Set) return [...value]
  return value
}

/** JSON in which a bigint (an inode) is a string, a Set a list and a Map an object; the standard one throws or drops. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, plain, 1)}\n`
}

/** Writes beside the target and renames, so that a reader sees the old file or the new one. */
export async function writeWhole(file: string, content: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    await writeFile(temporary, content)
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}
