import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { questions } from './questions.ts'

const root = join(import.meta.dirname, '..')
const files = globSync('experiments/*/*.ts', { cwd: root })
const ids = new Set(files.map((file) => /^[A-Z]+-\d+/.exec(basename(file))?.[0]))

test('every question names claims that exist, none of them twice', () => {
  const named = questions.map(({ ask, claims }) => ({
    ask: ask.en,
    missing: claims.filter((id) => !ids.has(id)),
    twice: claims.filter((id, index) => claims.indexOf(id) !== index),
  }))
  expect(named.filter(({ missing, twice }) => missing.length + twice.length > 0)).toEqual([])
})

test('no question is asked twice, in either language', () => {
  for (const lang of ['en', 'ja'] as const) {
    const asked = questions.map(({ ask }) => ask[lang])
    expect(asked).toEqual([...new Set(asked)])
  }
})
