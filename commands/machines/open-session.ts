import { existsSync, readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import type { Log } from '../../fixtures/engine/engine.ts'
import { privilege } from '../../fixtures/engine/privilege.ts'
import { identify, isAlive } from '../../fixtures/undo/process.ts'
import type { Session } from './guest.ts'
import { machinesFolder } from './vm-image.ts'

/**
 * Makes what all machines share: the folder of images, the key for guests, and a temporary folder, which is removed after
 * `body`, with those of processes that are dead.
 */
export async function withSession<Result>(
  { log, stop }: { readonly log: Log; readonly stop: AbortSignal },
  body: (session: Session) => Promise<Result>,
): Promise<Result> {
  const makeFolder = ['install', '-d', '-m', '0755', '-o', String(process.geteuid?.()), machinesFolder]
  const [program = '', ...rest] = [...(await privilege()), ...makeFolder]
  await execa(program, rest)
  await Promise.all(findAbandoned().map((folder) => rm(folder, { recursive: true, force: true })))
  const key = join(machinesFolder, 'key')
  if (!existsSync(key)) await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'nsproof', '-f', key])
  const { pid, start } = identify(process.pid)
  const folder = join(machinesFolder, `run-${pid}-${start}`)
  await mkdir(folder)
  try {
    return await body({ folder, key, log, stop })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function findAbandoned(): readonly string[] {
  return readdirSync(machinesFolder).flatMap((name) => {
    const [, pid, start = ''] = /^run-(\d+)-(\d+)$/.exec(name) ?? []
    return pid === undefined || isAlive({ pid: Number(pid), start }) ? [] : [join(machinesFolder, name)]
  })
}
