import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { privilege } from '../fixtures/engine/privilege.ts'
import { currentLab } from '../fixtures/lab.ts'
import { execute } from '../instruments/execute.ts'

const { engine } = currentLab()
const command = (name: string) => join(import.meta.dirname, `${name}.ts`)
const oneLine = (sentence: string) => expect.stringMatching(new RegExp(`^nsproof: [^\n]*${sentence}[^\n]*\n$`))
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-circumstances-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs a command where a script has mounted something first, which nobody else sees. */
async function apart(script: string, ...args: readonly string[]): ReturnType<typeof execute> {
  const variables = { ...process.env, DOCKER_HOST: engine.socket }
  const env = ['env', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)]
  const unshare = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', `${script}\nexec "$@"`, folder]
  return execute([...(await privilege()), ...env, ...unshare, process.execPath, ...args], 100_000)
}

describe('where it cannot run, one line says why', () => {
  test('something else has the name of the folder of network namespaces', async () => {
    const script = 'mount -t tmpfs tmpfs /run; touch /run/netns'
    const { exitCode, stderr } = await apart(script, command('start'), 'ART-12', '--out', join(folder, 'reports'))
    expect(stderr).toEqual(oneLine('/var/run/netns is not a folder'))
    expect(exitCode).toBe(2)
  })

  const hasUserNamespaces = spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0
  test.skipIf(!hasUserNamespaces).for(['start', 'doctor', 'clean'])(
    '%s by root of a user namespace alone',
    async (name) => {
      const { exitCode, stderr } = await execute([
        'unshare',
        '--user',
        '--map-root-user',
        process.execPath,
        command(name),
      ])
      expect(stderr).toEqual(oneLine('root only in a user namespace'))
      expect(exitCode).toBe(2)
    },
  )

  test('the folder for the reports holds something else', async () => {
    const { exitCode, stderr } = await execute([process.execPath, command('start'), 'ART-12', '--out', '/etc'])
    expect(stderr).toEqual(oneLine('/etc holds files that are no reports'))
    expect(exitCode).toBe(2)
  })

  test('nothing can be written down', async () => {
    const script = 'mount -t tmpfs -o size=256m tmpfs /dev/shm; head -c 257M /dev/zero >/dev/shm/full 2>/dev/null'
    const { exitCode, stderr } = await apart(script, command('start'), 'ART-12', '--out', join(folder, 'reports'))
    expect(stderr).toEqual(oneLine('no space left on device .*ENOSPC'))
    expect(exitCode).toBe(2)
  })
})

test('a full disk under the reports does not hide the verdicts', { timeout: 120_000 }, async () => {
  const script = 'mount -t tmpfs -o size=200k tmpfs "$0"'
  const { exitCode, stdout, stderr } = await apart(script, command('start'), 'ART-12', '--out', join(folder, 'reports'))
  expect(stdout).toMatch(/^ART-12 .* confirmed /m)
  expect(stdout).toMatch(/^! the reports could not be written to .*no space left on device .*ENOSPC/m)
  expect(stdout).toMatch(/^Exit code 3: the apparatus broke/m)
  expect(stderr).not.toMatch(/^ +at /m)
  expect(exitCode).toBe(3)
})
