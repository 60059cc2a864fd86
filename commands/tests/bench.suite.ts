import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'

const bench = join(import.meta.dirname, '../bench.ts')

const spread = { median: expect.any(Number), min: expect.any(Number), max: expect.any(Number) }

test('one round of one claim gives a ratio, and --check judges it by a limit', { timeout: 300_000 }, async () => {
  const args = [bench, '--only', 'c', '--rounds', '1', '--json', '--check']
  const { stdout, stderr, exitCode } = await execa(process.execPath, args, { reject: false })
  const result = JSON.parse(stdout)
  expect(result).toMatchObject({ rounds: 1, machine: { processors: expect.any(Number) }, seconds: {} })
  expect(result.comparisons).toEqual({
    'one-claim': { what: expect.any(String), unit: 's', of: spread, to: spread, ratio: spread },
  })
  const { of, to, ratio } = result.comparisons['one-claim']
  expect(ratio.median).toBeCloseTo(of.median / to.median)
  // How fast it is on a machine that does other things is not this test's business.
  expect([0, 1]).toContain(exitCode)
  expect(stderr.includes('! one-claim: ')).toBe(exitCode === 1)
})
