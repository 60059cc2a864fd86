import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { execa } from 'execa'
import { listObjects, removeObject } from '../../fixtures/engine/objects.ts'
import type { Lab } from '../../fixtures/lab.ts'
import { Mishap } from '../../fixtures/run/mishap.ts'
import { runLabel } from '../../fixtures/undo/labels.ts'
import { until } from '../../fixtures/until.ts'

const sleepers = 'n=0; while [ "$n" -lt "$1" ]; do sleep infinity >/dev/null & n=$((n + 1)); done; echo up; wait'

/**
 * Runs `body` beside so many processes that only sleep, and ends them. They inherit the mark of the run, so that they end
 * with it in any case.
 * @throws Mishap where the machine does not allow so many
 */
export async function amongProcesses<Result>(count: number, body: () => Promise<Result>): Promise<Result> {
  const shell = spawn('sh', ['-c', sleepers, 'sh', String(count)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(shell, 'exit')
  try {
    await Promise.race([once(shell.stdout, 'data'), ended])
    if (shell.exitCode !== null) throw new Mishap(`${count} processes could not be started: see \`ulimit -u\``)
    return await body()
  } finally {
    if (shell.pid !== undefined && signal(-shell.pid, 'SIGKILL')) await goneGroup(shell.pid)
    await ended
  }
}

/** Until the last of a process group has been waited for, by whoever inherited it. */
function goneGroup(group: number): Promise<boolean> {
  return until(
    () => !signal(-group, 0),
    (gone) => gone,
    { limit: 10_000 },
  )
}

/** @returns whether there was anybody to get it */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** Runs `body` beside so many containers that only sleep, and removes them; they carry the run's label. */
export async function amongContainers<Result>(lab: Lab, count: number, body: () => Promise<Result>): Promise<Result> {
  const [docker = 'docker', ...options] = lab.engine.cli
  const label = `${runLabel}=${lab.run}`
  const sleeping = ['--label', label, '--network', 'none', '--entrypoint', 'sleep', lab.images.nginx.plain, 'infinity']
  try {
    await Promise.all(Array.from({ length: count }, () => execa(docker, [...options, 'run', '--detach', ...sleeping])))
    return await body()
  } finally {
    const made = await listObjects(lab.engine.socket, 'containers', label)
    await Promise.all(made.map(({ id }) => removeObject(lab.engine.socket, 'containers', id)))
  }
}
