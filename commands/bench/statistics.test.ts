import { expect, test } from 'vitest'
import { comparePairs, inTurn, spread } from './statistics.ts'

test('the median of an odd number is the middle one, of an even number between the two', () => {
  expect(spread([3, 1, 20])).toEqual({ median: 3, min: 1, max: 20 })
  expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 })
  expect(spread([7])).toEqual({ median: 7, min: 7, max: 7 })
})

test('of nothing there is no median', () => {
  expect(() => spread([])).toThrow('no value')
})

test('the ratio is taken pair by pair', () => {
  const pairs = [
    [2, 1],
    [10, 10],
    [9, 3],
  ] as const
  expect(comparePairs('one thing', 's', pairs)).toEqual({
    what: 'one thing',
    unit: 's',
    of: { median: 9, min: 2, max: 10 },
    to: { median: 3, min: 1, max: 10 },
    ratio: { median: 2, min: 1, max: 3 },
  })
})

test('pairs alternate in order, after one of each that does not count', async () => {
  const order: string[] = []
  const once = (name: string) => async () => order.push(name)
  const pairs = await inTurn(3, once('a'), once('b'))
  expect(order.join('')).toBe('abbaabba')
  expect(pairs).toEqual([
    [4, 3],
    [5, 6],
    [8, 7],
  ])
})
