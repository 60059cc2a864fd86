import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { runVariables } from '../../instruments/run-environment.ts'

/** As a user would, in a lab of its own. */
async function mutate(claim: string, env: Readonly<Record<string, string>> = {}) {
  return execa(process.execPath, [join(import.meta.dirname, '../mutate.ts'), claim], { env, reject: false })
}

describe('npm run mutate', () => {
  test('is content with a claim that notices whatever is wrong', { timeout: 300_000 }, async () => {
    const { exitCode, stdout } = await mutate('ART-12')
    expect(stdout).toMatch(/^ART-12 +killed +skip: ln from host/m)
    expect(stdout).toMatch(/1 claims, \d+ mutations: .* 0 survived, 0 errored/)
    expect(exitCode).toBe(0)
  })

  test('ends with 1 and names what a weak claim does not notice', { timeout: 300_000 }, async () => {
    const { exitCode, stdout } = await mutate('ART-99', runVariables({ experiments: 'commands/tests/samples/weak' }))
    expect(stdout).toContain('ART-99 SURVIVED share: net of nginx with the host')
    expect(stdout).toContain('ART-99 SURVIVED differ: net namespace from host')
    expect(stdout).toContain('ART-99 SURVIVED other: net namespace from docker exec nginx')
    expect(exitCode).toBe(1)
  })

  test('ends with 2 where there is no such claim', async () => {
    expect(await mutate('ART-98')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no claim matches') })
  })
})
