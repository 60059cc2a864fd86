import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findLab } from '../../fixtures/lab.ts'
import { runVariables } from '../../instruments/run-environment.ts'
import { runStart } from './run-start.ts'

/** sudo ignores PATH (secure_path in sudoers), so a replaced tool would not be used. */
const bySudo = (findLab()?.engine.sudo.length ?? 0) > 0

describe.skipIf(bySudo)('experiments fail when their cause is taken away', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nsproof-sabotage-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** An environment in which this script comes first on PATH under the tool's name. */
  function replaceTool(name: string, script: string): Readonly<Record<string, string>> {
    const bin = mkdtempSync(join(folder, `${name}-`))
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
    return { PATH: `${bin}:${process.env['PATH'] ?? ''}` }
  }

  test('ART-06 and ART-14, with a ps that shows only itself', async () => {
    const { exitCode, statuses } = await runStart(['ART-06', 'ART-14'], replaceTool('ps', 'exec /bin/ps -ww -f -p $$'))
    expect(statuses).toEqual({ 'ART-06': 'unexpected', 'ART-14': 'unexpected' })
    expect(exitCode).toBe(1)
  })

  test('ART-12, with an ip that lists no network namespace', async () => {
    const script = 'case "$*" in *"netns list"*) exit 0 ;; *) exec /sbin/ip "$@" ;; esac'
    const { exitCode, statuses } = await runStart(['ART-12'], replaceTool('ip', script))
    expect(statuses).toEqual({ 'ART-12': 'unexpected' })
    expect(exitCode).toBe(1)
  })

  test('ART-03, with nginx started with --pid=host', async () => {
    const mutation = JSON.stringify({ 'ART-03': { operator: 'share', type: 'pid' } })
    const { exitCode, statuses } = await runStart(['ART-03'], runVariables({ mutation }))
    expect(statuses).toEqual({ 'ART-03': 'unexpected' })
    expect(exitCode).toBe(1)
  })

  test('none of the four without such a change', async () => {
    const { exitCode, statuses } = await runStart(['ART-03', 'ART-06', 'ART-12', 'ART-14'])
    expect(new Set(Object.values(statuses))).toEqual(new Set(['as-expected']))
    expect(exitCode).toBe(0)
  })
})
