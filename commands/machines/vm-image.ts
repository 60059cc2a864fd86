import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { environment } from '../../fixtures/engine/environment.ts'
import { lastLines } from '../../fixtures/engine/last-lines.ts'
import { guestHook, guestPackages, MachineFailure, type Session } from './guest.ts'
import type { VmMachine } from './machine-list.ts'

/** Images, the key and archives of dependencies stay here. May be deleted. */
export const machinesFolder = '/var/lib/nsproof/machines'

const mirror = 'http://deb.debian.org/debian'

/** What a Debian machine has besides the packages that guests need, and what the README asks for. */
const usual = ['apparmor', 'ca-certificates', 'dbus', 'git', 'iproute2', 'kmod', 'npm', 'procps']

/**
 * The arguments of debvm-create, without the file. The name of an image tells them.
 * @see debvm-create(1), mmdebstrap(1)
 */
export function imageArguments(machine: VmMachine, session: Pick<Session, 'key'>): readonly string[] {
  const { name, suite, kernel, packages, arch } = machine
  const debianArch = arch === 'x64' ? 'amd64' : 'arm64'
  const from = { suite, backports: `${suite}-backports` }[kernel] ?? kernel
  const image = `linux-image-${debianArch}${from === suite ? '' : `/${from}`}`
  const include = [...guestPackages, ...usual, image, ...packages].join(',')
  // Of the kernel's suite, apt takes nothing else, unless the kernel needs it.
  const pin = `Package: *\nPin: release n=${from}\nPin-Priority: 100\n`
  const preferences = `mkdir -p "$1/etc/apt/preferences.d"; printf '%s' '${pin}' >"$1/etc/apt/preferences.d/kernel"`
  return [
    `--release=${suite}`,
    `--hostname=${name}`,
    '--size=14G',
    ...(arch === 'x64' ? [] : [`--architecture=${debianArch}`]),
    '--',
    `--include=${include}`,
    '--aptopt=Acquire::Check-Valid-Until "false"',
    guestHook(session),
    ...(from === suite
      ? []
      : [`--setup-hook=${preferences}`, `deb ${mirror} ${suite} main`, `deb ${mirror} ${from} main`]),
  ]
}

/**
 * Makes the image of a virtual machine, unless there is one from the same arguments.
 * @returns its file
 * @throws MachineFailure with the reason that debvm-create prints
 */
export async function ensureImage(machine: VmMachine, session: Session): Promise<string> {
  if (machine.image !== undefined) return machine.image
  const args = imageArguments(machine, session)
  const digest = createHash('sha256').update(JSON.stringify(args)).digest('hex').slice(0, 12)
  const file = join(machinesFolder, `${machine.name}-${digest}.ext4`)
  if (existsSync(file)) return file
  session.log(`${machine.name}: making its image with debvm-create (some minutes) …`)
  const part = join(session.folder, `${machine.name}.ext4`)
  const { failed, all } = await createImage([`--output=${part}`, ...args], session.stop)
  if (failed) {
    await rm(part, { force: true })
    throw new MachineFailure(`its image could not be made: ${reasonOf(all)}`)
  }
  await rename(part, file)
  return file
}

/**
 * Why debvm-create failed. mmdebstrap goes on to print what it ends and removes, so the reason is at its first error: in that
 * line, or in the line before it, where a program that it ran says it.
 */
export function reasonOf(output: string): string {
  const lines = output.trim().split('\n')
  const first = lines.findIndex((line) => line.startsWith('E: '))
  return first === -1
    ? lastLines(output, 3).replaceAll('\n', '; ')
    : lines.slice(Math.max(0, first - 1), first + 1).join('; ')
}

/** Runs debvm-create. The signal ends it with its children, which are one process group. */
async function createImage(args: readonly string[], stop: AbortSignal): Promise<{ failed: boolean; all: string }> {
  const child = execa('debvm-create', args, {
    reject: false,
    env: environment(),
    stdin: 'ignore',
    all: true,
    detached: true,
  })
  const end = (): void => void (child.pid !== undefined && process.kill(-child.pid, 'SIGTERM'))
  stop.addEventListener('abort', end)
  try {
    return await child
  } finally {
    stop.removeEventListener('abort', end)
  }
}
