import { type ChildProcess, spawn } from 'node:child_process'
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onPath } from '../../fixtures/engine/on-path.ts'
import { privilege } from '../../fixtures/engine/privilege.ts'
import { findFreePort } from '../machines/guest.ts'
import { machinesFolder } from '../machines/vm-image.ts'

const root = join(import.meta.dirname, '../..')
const needed = ['qemu-system-x86_64', 'debvm-run', 'ansible-playbook', 'sshd', 'apt-get']
// The kernel that does not come up is Debian's for x64.
const missing = [...needed.filter((program) => !onPath(program)), ...(process.arch === 'x64' ? [] : ['x64'])]
const folder = mkdtempSync(join(tmpdir(), 'nsproof-machines-'))
const inFolder = (name: string): string => join(folder, name)
const servers: ChildProcess[] = []
afterAll(async () => {
  for (const server of servers) server.kill('SIGKILL')
  await asRoot('umount', inFolder('full')).catch(() => {})
  rmSync(folder, { recursive: true })
}, 600_000)

async function asRoot(...argv: readonly string[]): Promise<void> {
  const [program = '', ...rest] = [...(await privilege()), ...argv]
  await execa(program, rest)
}

/** An image that has a kernel and nothing else, as debvm-run reads it. */
async function makeKernelImage(): Promise<string> {
  const { stdout } = await execa('apt-cache', ['depends', '--important', 'linux-image-cloud-amd64'])
  const kernel = /Depends: (\S+)/.exec(stdout)?.[1] ?? ''
  await execa('apt-get', ['download', kernel], { cwd: folder })
  const [deb = ''] = globSync(inFolder('*.deb'))
  await execa('dpkg-deb', ['--extract', deb, inFolder('deb')])
  const [vmlinuz = ''] = globSync(inFolder('deb/boot/vmlinuz-*'))
  mkdirSync(inFolder('image/bin'), { recursive: true })
  copyFileSync(vmlinuz, inFolder('image/vmlinuz-1'))
  copyFileSync('/bin/true', inFolder('image/bin/true'))
  writeFileSync(inFolder('image/initrd-1'), Buffer.alloc(512))
  symlinkSync('vmlinuz-1', inFolder('image/vmlinuz'))
  symlinkSync('initrd-1', inFolder('image/initrd.img'))
  await execa('/sbin/mke2fs', [
    '-q',
    '-t',
    'ext4',
    '-L',
    'debvm',
    '-d',
    inFolder('image'),
    inFolder('image.ext4'),
    '64M',
  ])
  return inFolder('image.ext4')
}

/** An ssh server for this user on a free port, in a process group of its own. */
async function startServer(): Promise<{ readonly port: number; readonly server: ChildProcess }> {
  const port = await findFreePort()
  const options = [
    'ListenAddress=127.0.0.1',
    'UsePAM=no',
    'StrictModes=no',
    'PidFile=none',
    'Subsystem=sftp internal-sftp',
    `HostKey=${inFolder('host')}`,
    `AuthorizedKeysFile=${inFolder('key.pub')}`,
  ].flatMap((option) => ['-o', option])
  const server = spawn('/usr/sbin/sshd', ['-D', '-f', '/dev/null', '-p', String(port), ...options], { stdio: 'ignore' })
  servers.push(server)
  return { port, server }
}

/** Ends a server with its sessions, so that nothing answers any more. */
async function endServer({ pid = 0 }: ChildProcess): Promise<void> {
  const { stdout } = await execa('pgrep', ['--parent', String(pid)], { reject: false })
  for (const each of [pid, ...stdout.split('\n').filter(Boolean).map(Number)]) process.kill(each, 'SIGKILL')
}

const hostOf = (port: number, parent: string) => ({
  ansible_host: '127.0.0.1',
  ansible_port: port,
  ansible_user: userInfo().username,
  ansible_ssh_private_key_file: inFolder('key'),
  ansible_ssh_common_args: '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes',
  nsproof_parent: inFolder(parent),
  // With the variables of this run, its engine may be used.
  nsproof_environment: process.env,
})

function startMachines(...args: readonly string[]) {
  const command = [join(root, 'commands/machines.ts'), '--no-provision', '--out', inFolder('out'), ...args]
  return execa(process.execPath, command, { cwd: root, reject: false })
}

/** Folders that a process has left. */
const leftFolders = (pid = 0): readonly string[] =>
  readdirSync(machinesFolder).filter((name) => name.startsWith(`run-${pid}-`))

async function guestsOf(image: string): Promise<string> {
  return (await execa('pgrep', ['--full', image], { reject: false })).stdout
}

describe.skipIf(missing.length > 0)(`machines${missing.length > 0 ? ` (not here: ${missing.join(', ')})` : ''}`, () => {
  let image = ''
  beforeAll(async () => {
    for (const name of ['key', 'host'])
      await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', inFolder(name)])
    image = await makeKernelImage()
    const guest = { kind: 'vm', suite: 'bookworm', image }
    const list = [
      { ...guest, name: 'panics', commandLine: 'rdinit=/nonexistent root=/dev/none' },
      { ...guest, name: 'silent', commandLine: 'root=/dev/none rootwait' },
    ]
    writeFileSync(inFolder('list.json'), JSON.stringify(list))
  }, 600_000)

  test('one that fails is told with its reason within its limit, and another is proved', {
    timeout: 3_600_000,
  }, async () => {
    const [here, ends] = [await startServer(), await startServer()]
    for (const name of ['parent', 'full']) mkdirSync(inFolder(name))
    await asRoot('mount', '-t', 'tmpfs', '-o', 'size=1m,mode=1777', 'tmpfs', inFolder('full'))
    const hosts = {
      works: hostOf(here.port, 'parent'),
      full: hostOf(here.port, 'full'),
      ends: hostOf(ends.port, 'parent'),
    }
    writeFileSync(inFolder('hosts.json'), JSON.stringify({ all: { hosts } }))
    const lists = ['--machines', inFolder('list.json'), '--inventory', inFolder('hosts.json')]
    const running = startMachines(...lists, '--claims', 'ART-01', '--jobs', '2', '--boot-limit', '120')
    running.stderr.on('data', (text: Buffer) => {
      if (text.includes('ends: copy the dependencies')) void endServer(ends.server)
    })
    const { exitCode, stdout } = await running
    const outcomes = stdout.split('\n').filter((line) => /^(?:proved|otherwise|apparatus|machine) /.test(line))
    expect(outcomes).toEqual([
      expect.stringMatching(/^machine failed +panics, \d+ s$/),
      expect.stringMatching(/^machine failed +silent, \d+ s$/),
      expect.stringMatching(/^proved +works, \d+ s$/),
      expect.stringMatching(/^machine failed +full, \d+ s$/),
      expect.stringMatching(/^machine failed +ends, \d+ s$/),
    ])
    expect(exitCode).toBe(3)
    expect(stdout).toContain('    its kernel panicked: Kernel panic - not syncing: VFS: ')
    expect(stdout).toContain('    ssh did not answer within 120 s: ')
    expect(stdout).toMatch(/ {4}its disk is full, in the step “copy the repository”: .*No space left on device/)
    // Where a transfer breaks, Ansible calls the step failed.
    expect(stdout).toMatch(/ {4}(?:ssh no longer reaches it, in )?the step “copy the dependencies”(?: failed)?: /)
    expect(stdout).toContain('1 files: 1 proved\n')
    expect(JSON.parse(readFileSync(inFolder('out/works/outcome.json'), 'utf8'))).toMatchObject({
      name: 'works',
      kind: 'ssh',
      outcome: 'proved',
      reasons: [],
      kernelErrors: expect.any(Array),
    })
    expect([leftFolders(running.pid), await guestsOf(image), readdirSync(inFolder('full'))]).toEqual([[], '', []])
  })

  test.each([
    ['SIGINT', 130, 0],
    // The next run removes the folder.
    ['SIGKILL', undefined, 1],
  ] as const)('%s ends a guest', { timeout: 600_000 }, async (signal, code, left) => {
    const running = startMachines('--machines', inFolder('list.json'), '--claims', 'ART-01', 'silent')
    await new Promise<void>((resolve) => {
      running.stderr.on('data', (text: Buffer) => {
        if (text.includes('wait for ssh')) resolve()
      })
    })
    expect(await guestsOf(image)).not.toBe('')
    running.kill(signal)
    expect([(await running).exitCode, leftFolders(running.pid).length]).toEqual([code, left])
    await expect.poll(() => guestsOf(image), { timeout: 20_000 }).toBe('')
  })
})
