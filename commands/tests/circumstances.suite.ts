import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { privilege } from '../../fixtures/engine/privilege.ts'
import { currentLab } from '../../fixtures/lab.ts'
import { execute } from '../../instruments/execute.ts'

const { engine } = currentLab()
const command = (name: string) => join(import.meta.dirname, '..', `${name}.ts`)
const oneLineWith = (sentence: string) => expect.stringMatching(new RegExp(`^nsproof: [^\n]*${sentence}[^\n]*\n$`))
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-circumstances-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs a command in a new mount namespace, after a script that mounts something there. */
async function runAfterMount(script: string, ...args: readonly string[]): ReturnType<typeof execute> {
  const variables = { ...process.env, DOCKER_HOST: engine.socket }
  const env = ['env', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)]
  const unshare = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', `${script}\nexec "$@"`, folder]
  return execute([...(await privilege()), ...env, ...unshare, process.execPath, ...args], 100_000)
}

describe('a run that cannot start says why in one line:', () => {
  test('/var/run/netns is not a folder', async () => {
    const script = 'mount -t tmpfs tmpfs /run; touch /run/netns'
    const { exitCode, stderr } = await runAfterMount(
      script,
      command('start'),
      'ART-12',
      '--out',
      join(folder, 'reports'),
    )
    expect(stderr).toEqual(oneLineWith('/var/run/netns is not a folder'))
    expect(exitCode).toBe(2)
  })

  const hasUserNamespaces = spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0
  test.skipIf(!hasUserNamespaces).for(['start', 'doctor', 'clean'])(
    '%s is run by root of a user namespace, not of the host',
    async (name) => {
      const { exitCode, stderr } = await execute([
        'unshare',
        '--user',
        '--map-root-user',
        process.execPath,
        command(name),
      ])
      expect(stderr).toEqual(oneLineWith('root only in a user namespace'))
      expect(exitCode).toBe(2)
    },
  )

  test('the folder for the reports holds other files', async () => {
    const { exitCode, stderr } = await execute([process.execPath, command('start'), 'ART-12', '--out', '/etc'])
    expect(stderr).toEqual(oneLineWith('/etc holds files that are not reports'))
    expect(exitCode).toBe(2)
  })

  test('/dev/shm is full', async () => {
    const script = 'mount -t tmpfs -o size=256m tmpfs /dev/shm; head -c 257M /dev/zero >/dev/shm/full 2>/dev/null'
    const { exitCode, stderr } = await runAfterMount(
      script,
      command('start'),
      'ART-12',
      '--out',
      join(folder, 'reports'),
    )
    expect(stderr).toEqual(oneLineWith('no space left on device .*ENOSPC'))
    expect(exitCode).toBe(2)
  })
})

test('a run whose reports do not fit on the disk still prints the verdicts', { timeout: 120_000 }, async () => {
  const script = 'mount -t tmpfs -o size=200k tmpfs "$0"'
  const { exitCode, stdout, stderr } = await runAfterMount(
    script,
    command('start'),
    'ART-12',
    '--out',
    join(folder, 'reports'),
  )
  expect(stdout).toMatch(/^ART-12 .* confirmed /m)
  expect(stdout).toMatch(/^! the reports could not be written to .*no space left on device .*ENOSPC/m)
  expect(stdout).toMatch(/^Exit code 3: the apparatus broke/m)
  expect(stderr).not.toMatch(/^ +at /m)
  expect(exitCode).toBe(3)
})
