import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, closeSync, constants, mkdirSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { environment } from '../../fixtures/engine/environment.ts'
import { findFreePort, type Guest, type Session, writeInventory } from './guest.ts'
import { findPanic, lastConsoleLine } from './kernel-errors.ts'
import type { VmMachine } from './machine-list.ts'
import { ensureImage } from './vm-image.ts'

/** The last option of a name wins over those that debvm-run chooses. */
const emulate: readonly string[] = ['-machine', 'accel=tcg', '-cpu', 'max']

/**
 * Boots a virtual machine with debvm. Its writes are thrown away. It ends with `body`.
 * @param results folder for console.log
 * @throws MachineFailure if its image cannot be made
 */
export async function withVmGuest<Result>(
  machine: VmMachine,
  session: Session,
  results: string,
  body: (guest: Guest) => Promise<Result>,
): Promise<Result> {
  const image = await ensureImage(machine, session)
  const emulated = machine.arch !== process.arch || !(await isKvmUsable(image, session))
  const port = await findFreePort()
  const inventory = await writeInventory(machine.name, port, session)
  session.log(`${machine.name}: booting, ${emulated ? 'emulated' : 'with KVM'} …`)
  const console = join(results, 'console.log')
  const append = ['root=LABEL=debvm rw console=ttyS0 panic=1', machine.commandLine].join(' ').trim()
  const qemu = [...(emulated && machine.arch === process.arch ? emulate : []), '-append', append]
  const child = startGuest({ image, port, qemu, console, temporary: join(session.folder, machine.name) })
  const closed = once(child, 'close')
  try {
    return await body({ inventory, emulated, ended: closed.then(() => describeEnd(console)) })
  } finally {
    end(child)
    await closed
  }
}

/** Half of this host's processors, so that another guest or the claims' clients have the others. */
const processors = String(Math.max(1, Math.floor(availableParallelism() / 2)))

interface GuestOptions {
  readonly image: string
  readonly port?: number
  /** Further options for qemu. */
  readonly qemu: readonly string[]
  /** File for what the guest writes to its console. */
  readonly console: string
  /** Folder for temporary files. */
  readonly temporary: string
}

function startGuest({ image, port, qemu, console, temporary }: GuestOptions): ChildProcess {
  mkdirSync(temporary, { recursive: true })
  const output = openSync(console, 'w')
  const ssh = port === undefined ? [] : ['-s', String(port)]
  const debvm = [
    'debvm-run',
    '-i',
    image,
    ...ssh,
    '--',
    '-snapshot',
    '-no-reboot',
    '-m',
    '4G',
    '-smp',
    processors,
    ...qemu,
  ]
  const [program = '', ...args] = [...contained(), ...debvm]
  const env = environment({ TMPDIR: temporary })
  const child = spawn(program, args, { stdio: ['ignore', output, output], env, detached: true })
  closeSync(output)
  return child
}

/**
 * argv prefix for a command that ends, with all its children, when this process does, even by SIGKILL: the command is
 * process 1 of a pid namespace.
 */
function contained(): readonly string[] {
  const user = process.geteuid?.() === 0 ? [] : ['--user', '--map-current-user']
  return ['setpriv', '--pdeathsig', 'KILL', 'unshare', ...user, '--pid', '--fork', '--kill-child']
}

/** Ends all of a guest's processes. Nothing of it is kept, so it need not shut down. */
function end(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
}

async function describeEnd(console: string): Promise<string> {
  const text = await readFile(console, 'utf8')
  const panic = findPanic(text)
  return panic === undefined
    ? `it shut down; the last line of its console: ${lastConsoleLine(text)}`
    : `its kernel panicked: ${panic}`
}

let usable: Promise<boolean> | undefined

/** Milliseconds. With KVM a kernel meets this end in about a second. */
const kvmLimit = 30_000

/**
 * Whether a kernel boots with /dev/kvm. On some nested hosts the device exists and kernels hang on it. Tried once.
 * @param image any image, of which only the kernel is used
 */
function isKvmUsable(image: string, session: Session): Promise<boolean> {
  return (usable ??= bootWithKvm(image, session))
}

async function bootWithKvm(image: string, { folder, log }: Session): Promise<boolean> {
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK)
  } catch {
    return false
  }
  const console = join(folder, 'kvm.log')
  // Without a first process the kernel has to panic.
  const qemu = ['-append', 'console=ttyS0 panic=1 rdinit=/nonexistent root=/dev/none']
  const child = startGuest({ image, qemu, console, temporary: join(folder, 'kvm') })
  const closed = once(child, 'close')
  await Promise.race([closed, delay(kvmLimit, undefined, { ref: false })])
  end(child)
  await closed
  const boots = findPanic(await readFile(console, 'utf8')) !== undefined
  if (!boots) log('a kernel does not boot with /dev/kvm on this host, so guests are emulated, which is slow')
  return boots
}
