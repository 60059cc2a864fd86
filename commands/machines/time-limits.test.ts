import { expect, test } from 'vitest'
import { limitsOf } from './time-limits.ts'

test('limits grow with the slowness of a machine, and more claims have more time', () => {
  const article = limitsOf('article', false)
  const all = limitsOf('all', false)
  expect(all.run).toBeGreaterThan(article.run)
  expect(all.untilEnd(10)).toBe(10 * all.untilEnd(1))
  expect(all.untilEnd(1)).toBeGreaterThan(all.run)
})

test('an emulated guest has more time to boot', () => {
  expect(limitsOf('all', true).boot).toBeGreaterThan(5 * limitsOf('all', false).boot)
})

test('what the user gives counts instead', () => {
  const { boot, run, untilKnown, untilEnd } = limitsOf('all', true, { boot: 7, run: 11 })
  expect([boot, run]).toEqual([7, 11])
  expect(untilKnown).toBeGreaterThan(7)
  expect(untilEnd(3)).toBeGreaterThan(3 * 11)
})
