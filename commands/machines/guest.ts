import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Log } from '../../fixtures/engine/engine.ts'
import { quote } from '../support/quote.ts'

/** A machine that runs. */
export interface Guest {
  /** File for Ansible. */
  readonly inventory: string
  /** Whether its processor is emulated. */
  readonly emulated: boolean
  /** Resolves with one sentence when it ends by itself. */
  readonly ended: Promise<string>
}

/** What all machines of one `npm run machines` share. */
export interface Session {
  /** Temporary folder on a disk. */
  readonly folder: string
  /** Private key for guests; the public one has `.pub` added. */
  readonly key: string
  readonly log: Log
  /** Aborted when this process gets a signal. */
  readonly stop: AbortSignal
}

/** The machine could not be used. The message is one sentence. */
export class MachineFailure extends Error {
  override readonly name = 'MachineFailure'
}

const script = readFileSync(join(import.meta.dirname, '../../machines/guest.sh'), 'utf8')

/** Packages that machines/guest.sh, Ansible and a user with sudo need. From forky on `useradd` is not in every root. */
export const guestPackages: readonly string[] = ['openssh-server', 'passwd', 'python3', 'sudo']

/** The argument by which mmdebstrap runs machines/guest.sh. It holds the script, so that the name of an image can tell it. */
export function guestHook({ key }: Pick<Session, 'key'>): string {
  return `--customize-hook=set -- "$1" ${quote(`${key}.pub`)} /etc/ssl/certs/ca-certificates.crt\n${script}`
}

/** A TCP port of 127.0.0.1 that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('the listening socket has no port')
  return address.port
}

/** Writes an inventory of one guest, which answers on a port of this host. @returns the file */
export async function writeInventory(name: string, port: number, { folder, key }: Session): Promise<string> {
  const file = join(folder, `${name}.json`)
  // A guest has a new host key each time.
  const options = '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes'
  const host = {
    ansible_host: '127.0.0.1',
    ansible_port: port,
    ansible_user: 'learner',
    ansible_ssh_private_key_file: key,
    ansible_ssh_common_args: options,
  }
  await writeFile(file, JSON.stringify({ all: { hosts: { [name]: host } } }))
  return file
}
