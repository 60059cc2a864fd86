import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const fresh = (...argv: readonly string[]) =>
  execa(process.execPath, [join(root, 'commands/fresh.ts'), '--', ...argv], { cwd: root, reject: false })

/** Folders that a run may have left. The downloaded base stays on purpose and is not among them. */
function leftFolders(): readonly string[] {
  const folder = '/var/lib/nsproof/fresh'
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^(root|part)-/.test(name)) : []
}

test('a command runs in a clone of HEAD with PIDs of its own, and its exit code is returned', {
  timeout: 900_000,
}, async () => {
  const before = leftFolders()
  const look = 'git rev-parse HEAD; . /etc/os-release; echo $VERSION_CODENAME; echo /proc/[0-9]*; exit 7'
  const { stdout, exitCode } = await fresh('sh', '-c', look)
  const head = await execa('git', ['-c', 'safe.directory=*', 'rev-parse', 'HEAD'], { cwd: root })
  expect(exitCode).toBe(7)
  expect(stdout).toMatch(new RegExp(`^${head.stdout}\nbookworm\n/proc/1 /proc/\\d+\n`))
  expect(stdout).toMatch(/ ended with 7:\nbookworm\n\/proc\/1 \/proc\/\d+$/)
  expect(leftFolders()).toEqual(before)
})

test('on SIGINT it waits for the command to clean up, and then leaves nothing', { timeout: 900_000 }, async () => {
  const before = leftFolders()
  const running = fresh('sh', '-c', 'trap "echo put back; exit" TERM; echo ready; sleep 600 & wait')
  await once(running.stdout, 'data')
  running.kill('SIGINT')
  const { exitCode, stdout } = await running
  expect(stdout).toBe('ready\nput back')
  expect(exitCode).toBe(130)
  expect(leftFolders()).toEqual(before)
})
