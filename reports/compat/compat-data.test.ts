import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compatSchema, runsSchema } from './compat-schema.ts'

const folder = join(import.meta.dirname, '../../compat')
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const claims = globSync('*-*.json', { cwd: folder })

describe('the data in compat/', () => {
  const { runs, revision } = runsSchema.parse(readJson('runs.json'))
  const shared = globSync('evidence/*.json.gz', { cwd: folder }).map(
    (name) => /([0-9a-f]{12})\.json\.gz$/.exec(name)?.[1],
  )

  test('is made of the evidence in compat/evidence', () => {
    expect(new Set(runs.map(({ digest }) => digest))).toEqual(new Set(shared))
    expect(runs).toHaveLength(shared.length)
  })

  test('has claims that the schema accepts, of one revision, and rests on that evidence', () => {
    expect(claims.length).toBeGreaterThan(100)
    for (const name of claims) {
      const claim = compatSchema.parse(readJson(name))
      expect([`${claim.id}.json`, claim.revision]).toEqual([basename(name), revision])
      const digests = Object.values(claim.support).flatMap((of) =>
        of.flatMap((one) => (one.outcome === 'unknown' ? [] : one.evidence)),
      )
      expect(digests.filter((digest) => !shared.includes(digest))).toEqual([])
    }
  })

  test('has a badge for each claim, and a link and the details of each on the page', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    for (const id of claims.map((name) => basename(name, '.json'))) {
      expect(readFileSync(join(folder, 'badges', `${id}.svg`), 'utf8')).toContain(`>${id}<`)
      expect(page).toContain(`id="${id}"`)
    }
  })
})
