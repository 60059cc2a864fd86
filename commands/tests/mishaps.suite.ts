import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listObjects } from '../../fixtures/engine/objects.ts'
import { currentLab } from '../../fixtures/lab.ts'
import { runLabel } from '../../fixtures/undo/labels.ts'
import { sweep } from '../../fixtures/undo/sweep.ts'
import { parseEvidence } from '../../reports/evidence/schema.ts'
import { openEngineProxy } from './engine-proxy.ts'

const { engine } = currentLab()
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-mishap-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

interface ScriptResult {
  readonly code: number | null
  readonly stdout: string
}

/** Starts a run of some claims, and calls `then` with its PID when the first claim has ended. */
async function runUntilFirstClaim(socket: string, then: (pid: number) => void | Promise<void>): Promise<ScriptResult> {
  const claims = ['ART-0*', 'ART-12']
  const args = [join(import.meta.dirname, '../start.ts'), '--out', join(folder, 'reports'), ...claims]
  const child = spawn(process.execPath, args, { env: { ...process.env, DOCKER_HOST: socket }, stdio: 'pipe' })
  const exit = once(child, 'exit')
  const stdout = text(child.stdout)
  let called = false
  for await (const line of createInterface(child.stderr)) {
    if (called || !/^[A-Z]+-\d+ .* ok /.test(line)) continue
    called = true
    await then(child.pid ?? 0)
  }
  const [code] = (await exit) as [number | null]
  return { code, stdout: await stdout }
}

const statuses = (): Set<string> => {
  const file = join(folder, 'reports/evidence.json')
  return new Set(parseEvidence(JSON.parse(readFileSync(file, 'utf8'))).claims.map(({ status }) => status))
}

/** PIDs of the children whose command line contains `part`. */
const childrenOf = (pid: number, part: string): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1')
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .filter((child) => readFileSync(`/proc/${child}/cmdline`, 'latin1').includes(part))

describe('an engine that ends during a run', { timeout: 300_000 }, () => {
  test('makes claims broken, not unexpected; its containers are removed when it is back', async () => {
    const options = { path: join(folder, 'docker.sock'), engine: engine.socket }
    const proxy = await openEngineProxy(options)
    const { code, stdout } = await runUntilFirstClaim(proxy.socket, () => proxy.close())
    const run = /containers of run ([0-9a-f]+) may be left there/.exec(stdout)?.[1]
    const standing = () => listObjects(engine.socket, 'containers', `${runLabel}=${run}`)
    const [before, swept] = [await standing(), await sweep()]

    const again = await openEngineProxy(options)
    const last = await sweep()
    await again.close()
    expect(statuses()).toEqual(new Set(['as-expected', 'broken']))
    expect(stdout).toMatch(/^Exit code 3: the apparatus broke, so nothing was shown of /m)
    expect(code).toBe(3)
    expect(before.length).toBeGreaterThanOrEqual(3)
    expect(swept.left).toContainEqual(expect.stringContaining(`the engine at ${proxy.socket} does not answer`))
    expect(last.removed).toContainEqual(expect.stringMatching(`^container .* of run ${run}$`))
    expect(await standing()).toEqual([])
    expect((await sweep()).left.filter((line) => line.includes(`run ${run}`))).toEqual([])
  })
})

describe('a process that is killed during a run', () => {
  test('a worker: the claims that it had finished are reported, the others are broken', async () => {
    const { code, stdout } = await runUntilFirstClaim(engine.socket, (pid) => {
      const [vitest = 0] = childrenOf(pid, 'vitest.mjs')
      for (const worker of childrenOf(vitest, 'vitest')) process.kill(worker, 'SIGKILL')
    })
    expect(statuses()).toEqual(new Set(['as-expected', 'broken']))
    expect(stdout).toMatch(/^Exit code 3: the apparatus broke/m)
    expect(code).toBe(3)
  })

  test('vitest itself: there are no results', async () => {
    const { code, stdout } = await runUntilFirstClaim(engine.socket, (pid) => {
      for (const vitest of childrenOf(pid, 'vitest.mjs')) process.kill(vitest, 'SIGKILL')
    })
    expect(stdout).toContain('! vitest ended before it wrote any result')
    expect(stdout).toMatch(/^Exit code 3: the apparatus broke: no claim was tested/m)
    expect(code).toBe(3)
  })
})
