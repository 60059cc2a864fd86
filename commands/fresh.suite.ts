import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const fresh = (...argv: readonly string[]) =>
  execa(process.execPath, [join(root, 'commands/fresh.ts'), '--', ...argv], { cwd: root, reject: false })

/** A base is made once and stays; nothing else may. */
function left(): readonly string[] {
  const folder = '/var/lib/nsproof/fresh'
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^(root|part)-/.test(name)) : []
}

test('a command runs in a clone of HEAD, apart from this machine, and its exit code comes back', {
  timeout: 900_000,
}, async () => {
  const before = left()
  const look = 'git rev-parse HEAD; . /etc/os-release; echo $VERSION_CODENAME; echo /proc/[0-9]*; exit 7'
  const { stdout, exitCode } = await fresh('sh', '-c', look)
  const head = await execa('git', ['-c', 'safe.directory=*', 'rev-parse', 'HEAD'], { cwd: root })
  expect(exitCode).toBe(7)
  expect(stdout).toMatch(new RegExp(`^${head.stdout}\nbookworm\n/proc/1 /proc/\\d+\n`))
  expect(stdout).toMatch(/ ended with 7:\nbookworm\n\/proc\/1 \/proc\/\d+$/)
  expect(left()).toEqual(before)
})

test('interrupted, it lets what runs put things back, and then leaves nothing', { timeout: 900_000 }, async () => {
  const before = left()
  const running = fresh('sh', '-c', 'trap "echo put back; exit" TERM; echo ready; sleep 600 & wait')
  await once(running.stdout, 'data')
  running.kill('SIGINT')
  const { exitCode, stdout } = await running
  expect(stdout).toBe('ready\nput back')
  expect(exitCode).toBe(130)
  expect(left()).toEqual(before)
})
