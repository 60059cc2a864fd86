import { describe, expect, test } from 'vitest'
import { claimFiles } from '../../fixtures/run/select.ts'
import { loadTasks } from './load-tasks.ts'

const tasks = await loadTasks()
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).toSorted()

test('there are at least fifteen tasks, each with an id of its own', () => {
  const ids = tasks.map(({ id }) => id)
  expect(ids.length).toBeGreaterThanOrEqual(15)
  expect(ids).toEqual([...new Set(ids)])
})

describe.for(tasks)('the task $id', ({ id, claims, turns, hints, title, goal, why, prepares = {} }) => {
  test('names claims that exist', () => {
    const known = claimFiles()
    expect(claims.length).toBeGreaterThan(0)
    expect(claims.filter((claim) => !known.has(claim))).toEqual([])
  })

  test('has a hint, and everything in both languages', () => {
    expect(id).toMatch(/^[a-z0-9-]+$/)
    expect(hints.length).toBeGreaterThan(0)
    for (const { en, ja } of [title, goal, why, ...hints, ...turns.map(({ says }) => says)]) {
      expect(en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
      expect(placeholders(ja)).toEqual(placeholders(en))
    }
    for (const { ja } of [title, goal, why, ...turns.map(({ says }) => says)]) expect(ja).toMatch(/[ぁ-んァ-ヶ一-龠]/)
  })

  test('says something else for each wrong turn, and not its first hint', () => {
    const said = [...turns.map(({ says }) => says.en), hints[0]?.en]
    expect(said).toEqual([...new Set(said)])
    expect(Object.keys(prepares).filter((name) => !/^[a-z]+$/.test(name))).toEqual([])
  })
})
