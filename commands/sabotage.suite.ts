import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentLab } from '../fixtures/lab.ts'
import { runStart } from './nested.ts'

/** sudo looks programs up on a path of its own, where no sabotage can be put. */
const bySudo = process.env['NSPROOF_RUN_DIR'] !== undefined && currentLab().engine.sudo.length > 0

describe.skipIf(bySudo)('in a sabotaged world the experiments are red', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nsproof-sabotage-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function tool(name: string, script: string): Readonly<Record<string, string>> {
    const bin = mkdtempSync(join(folder, `${name}-`))
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
    return { PATH: `${bin}:${process.env['PATH'] ?? ''}` }
  }

  test('a ps that shows only its own process turns ART-06 and ART-14 red', async () => {
    const { exitCode, statuses } = await runStart(['ART-06', 'ART-14'], tool('ps', 'exec /bin/ps -ww -f -p $$'))
    expect(statuses).toEqual({ 'ART-06': 'unexpected', 'ART-14': 'unexpected' })
    expect(exitCode).toBe(1)
  })

  test('an ip that lists no network namespace turns ART-12 red', async () => {
    const script = 'case "$*" in *"netns list"*) exit 0 ;; *) exec /sbin/ip "$@" ;; esac'
    const { exitCode, statuses } = await runStart(['ART-12'], tool('ip', script))
    expect(statuses).toEqual({ 'ART-12': 'unexpected' })
    expect(exitCode).toBe(1)
  })

  test('nginx started with --pid=host turns ART-03 red', async () => {
    const mutation = JSON.stringify({ 'ART-03': { operator: 'share', type: 'pid' } })
    const { exitCode, statuses } = await runStart(['ART-03'], { NSPROOF_MUTATION: mutation })
    expect(statuses).toEqual({ 'ART-03': 'unexpected' })
    expect(exitCode).toBe(1)
  })

  test('unharmed, the same four are as expected', async () => {
    const { exitCode, statuses } = await runStart(['ART-03', 'ART-06', 'ART-12', 'ART-14'])
    expect(new Set(Object.values(statuses))).toEqual(new Set(['as-expected']))
    expect(exitCode).toBe(0)
  })
})
