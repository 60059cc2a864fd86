import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { readRevision } from '../support/revision.ts'
import type { Session } from './guest.ts'
import type { Shipment } from './prove-machine.ts'
import { machinesFolder } from './vm-image.ts'

const root = join(import.meta.dirname, '../..')

/** Packs the HEAD of this repository, and the dependencies that are installed here, for all machines. */
export async function packShipment({ folder, log }: Session): Promise<Shipment> {
  const repository = join(folder, 'repository.tar.gz')
  const git = ['-c', 'safe.directory=*', '-C', root]
  await execa('git', [...git, 'archive', '--format=tar.gz', `--output=${repository}`, 'HEAD'])
  const { stdout } = await execa('git', [...git, 'status', '--porcelain'])
  if (stdout !== '') log('there are uncommitted changes: the machines get HEAD without them')
  const head = join(folder, 'head')
  await mkdir(head)
  await execa('tar', ['-xzf', repository, '-C', head])
  return { repository, dependencies: await packDependencies(head, folder), revision: await readRevision(head) }
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>
}

/** Packages for the development of nsproof are left out. `npm ci` runs on a machine only if this lock is not HEAD's. */
async function packDependencies(head: string, folder: string): Promise<string> {
  const lock = await readFile(join(head, 'package-lock.json'), 'utf8')
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 12)
  const archive = join(machinesFolder, `dependencies-${process.arch}-${digest}.tar.gz`)
  if (existsSync(archive)) return archive
  const development = Object.entries((JSON.parse(lock) as Lock).packages).filter(([, { dev }]) => dev)
  const excluded = join(folder, 'excluded')
  await writeFile(
    excluded,
    ['node_modules/.cache', 'node_modules/.vitest-cache', ...development.map(([path]) => path)].join('\n'),
  )
  const part = join(folder, 'dependencies.tar.gz')
  const exclude = ['--anchored', '--no-wildcards', `--exclude-from=${excluded}`]
  await execa('tar', ['--gzip', '--create', `--file=${part}`, `--directory=${root}`, ...exclude, 'node_modules'])
  await rename(part, archive)
  return archive
}
