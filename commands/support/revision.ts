import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const ownRoot = join(import.meta.dirname, '../..')
const folders = ['experiments', 'fixtures', 'instruments']
const isLeftOut = (file: string): boolean => /\.(?:test|suite)\.ts$|(?:^|\/)samples\//.test(file)

/**
 * The revision of the suite: what is claimed, how it is set up and how it is observed. Two runs with the same revision made
 * the same observations in the same way. It is read from the files and not from git, because a copy has no history.
 * @param root a copy of the project; by default this one
 * @returns the first 12 hexadecimal digits of the SHA-256 of the names and contents of all files that can change a result
 */
export async function readRevision(root = ownRoot): Promise<string> {
  const found: string[] = []
  for await (const entry of glob(
    folders.map((folder) => `${folder}/**/*`),
    { cwd: root, withFileTypes: true },
  ))
    if (entry.isFile()) found.push(join(entry.parentPath, entry.name).slice(root.length + 1))
  const files = found.filter((file) => !isLeftOut(file)).toSorted()
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))))
  const hash = createHash('sha256')
  for (const [index, file] of files.entries())
    hash.update(`${file}\0${contents[index]?.length}\0`).update(contents[index] ?? '')
  return hash.digest('hex').slice(0, 12)
}
