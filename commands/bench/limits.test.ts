import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { exceeded, readLimits, usualLimits } from './limits.ts'
import { comparisonNames } from './parts.ts'
import { comparePairs } from './statistics.ts'

const folder = mkdtempSync(join(tmpdir(), 'nsproof-limits-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: string): string {
  const path = join(folder, 'limits.json')
  writeFileSync(path, content)
  return path
}

const measured = {
  'same-work': comparePairs('npm start', 's', [[9, 10]]),
  'one-claim': comparePairs('one claim', 's', [[3, 2]]),
}

test('a ratio above its limit is told, one that equals it is not', () => {
  expect(exceeded(measured, { 'same-work': 0.9, 'one-claim': 1.4 })).toEqual(['one-claim: 1.50, and the limit is 1.4'])
  expect(exceeded(measured, { 'same-work': 0.9, 'one-claim': 1.5 })).toEqual([])
})

test('what was not measured exceeds nothing', () => {
  expect(exceeded(measured, { '5000-processes': 0.1 })).toEqual([])
})

test('the limits of the project name what is compared', () => {
  expect(Object.keys(readLimits(usualLimits, comparisonNames)).length).toBeGreaterThan(0)
})

test.for([
  ['{"same-wrok": 1}', 'same-wrok'],
  ['{"same-work": "1"}', 'holds no limits'],
  ['[1]', 'holds no limits'],
  ['{', 'cannot be read'],
] as const)('%s is refused', ([content, said]) => {
  expect(() => readLimits(file(content), comparisonNames)).toThrow(said)
})

test('a file that is not there is refused', () => {
  expect(() => readLimits(join(folder, 'nothing.json'), comparisonNames)).toThrow('cannot be read')
})
