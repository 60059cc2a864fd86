import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { privilege } from '../../fixtures/engine/privilege.ts'
import { currentLab } from '../../fixtures/lab.ts'
import { execute } from '../../instruments/execute.ts'
import { runVariables } from '../../instruments/run-environment.ts'
import { runStart } from './run-start.ts'

const { engine } = currentLab()
const disturber = join(import.meta.dirname, '../../fixtures/undo/disturber.ts')

describe('the census', () => {
  test('ignores what other programs do during the run', async () => {
    const others = spawn(process.execPath, [disturber, '100'], {
      stdio: 'inherit',
      env: { ...process.env, DOCKER_HOST: engine.socket },
    })
    const ended = once(others, 'exit')
    const { exitCode, evidence } = await runStart(['ART-01', 'ART-12', 'NET-09'])
    others.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(evidence?.census).toMatchObject({ same: true, differences: [] })
    expect(exitCode).toBe(0)
  })

  // Mounts in a private engine's mount namespace disappear with it.
  test.skipIf(engine.kind === 'private')('lists what a run has left, and the run exits with 3', async () => {
    const { exitCode, stdout, evidence } = await runStart(
      ['ART-98'],
      runVariables({ experiments: 'commands/tests/samples/leaky' }),
    )
    const left = evidence?.census?.differences ?? []
    const run = /nsproof-([0-9a-f]+)-1-1/.exec(left.join('\n'))?.[1]
    await removeLeftovers(run)
    expect(left).toEqual([
      `left: /run/netns/nsproof-${run} -> /proc/1/ns/net`,
      `left: /tmp/nsproof-${run}-1-1 of run ${run}`,
      `left: /tmp/nsproof-${run}-shared-1-1 of run ${run}`,
      `left: mount /tmp/nsproof-${run}-shared-1-1 of run ${run}`,
    ])
    expect(stdout).toMatch(/^Exit code 3: the apparatus broke/m)
    expect(exitCode).toBe(3)
  })
})

async function removeLeftovers(run: string | undefined): Promise<void> {
  const shared = `/tmp/nsproof-${run}-shared-1-1`
  const link = `/run/netns/nsproof-${run}`
  for (const argv of [
    ['umount', shared],
    ['rmdir', shared],
    ['unlink', `/tmp/nsproof-${run}-1-1`],
    ['unlink', link],
    ['rmdir', '--ignore-fail-on-non-empty', '/run/netns'],
  ])
    await execute([...(await privilege()), ...argv])
}
