import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objects } from '../fixtures/engine/objects.ts'
import { currentLab } from '../fixtures/lab.ts'
import { runLabel } from '../fixtures/undo/labels.ts'
import { sweep } from '../fixtures/undo/sweep.ts'
import { parseEvidence } from '../reports/schema.ts'
import { openGate } from './gate.ts'

const { engine } = currentLab()
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-mishap-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
}

/** Starts a run, and calls `then` when its first claim is finished. */
async function runUntilFirstClaim(socket: string, then: () => Promise<void>): Promise<Ended> {
  const args = [join(import.meta.dirname, 'start.ts'), '--out', join(folder, 'reports')]
  const child = spawn(process.execPath, args, { env: { ...process.env, DOCKER_HOST: socket }, stdio: 'pipe' })
  const exit = once(child, 'exit')
  const stdout = text(child.stdout)
  let told = false
  for await (const line of createInterface(child.stderr)) {
    if (told || !/^[A-Z]+-\d+ .* ok /.test(line)) continue
    told = true
    await then()
  }
  const [code] = (await exit) as [number | null]
  return { code, stdout: await stdout }
}

describe('an engine that ends in the middle of a run', () => {
  test('breaks claims and refutes none; what stands there is taken away once it is back', async () => {
    const options = { path: join(folder, 'docker.sock'), engine: engine.socket }
    const gate = await openGate(options)
    const { code, stdout } = await runUntilFirstClaim(gate.socket, () => gate.shut())
    const { claims } = parseEvidence(JSON.parse(readFileSync(join(folder, 'reports/evidence.json'), 'utf8')))
    const run = /containers of run ([0-9a-f]+) may still stand/.exec(stdout)?.[1]
    const standing = () => objects(engine.socket, 'containers', `${runLabel}=${run}`)
    const [before, swept] = [await standing(), await sweep()]

    const again = await openGate(options)
    const last = await sweep()
    await again.shut()
    expect(new Set(claims.map(({ status }) => status))).toEqual(new Set(['as-expected', 'broken']))
    expect(stdout).toMatch(/^Exit code 3: the apparatus broke, so nothing was shown of /m)
    expect(code).toBe(3)
    expect(before.length).toBeGreaterThanOrEqual(3)
    expect(swept.left).toContainEqual(expect.stringContaining(`the engine at ${gate.socket} does not answer`))
    expect(last.removed).toContainEqual(expect.stringMatching(`^container .* of run ${run}$`))
    expect(await standing()).toEqual([])
    expect((await sweep()).left.filter((line) => line.includes(`run ${run}`))).toEqual([])
  })
})
