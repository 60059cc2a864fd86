import { join } from 'node:path'
import { createVitest, type TestSuite } from 'vitest/node'

const root = join(import.meta.dirname, '..')

/** Reads experiments without running them. @returns the outermost suite of each, which carries the claim */
export async function collectClaims(files: readonly string[]): Promise<TestSuite[]> {
  const vitest = await createVitest('test', { root, watch: false, project: ['experiments'], reporters: [{}] })
  try {
    const { testModules } = await vitest.collect([...files])
    return testModules.flatMap((module) => [...module.children.suites()])
  } finally {
    await vitest.close()
  }
}

/** Prints id and title of each claim; needs neither an engine nor root. */
export async function listClaims(files: readonly string[], lang: 'en' | 'ja'): Promise<0> {
  const listings = (await collectClaims(files)).flatMap((suite) => suite.meta().listing ?? [])
  const sorted = listings.toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
  for (const { id, title } of sorted) process.stdout.write(`${id.padEnd(7)} ${title[lang]}\n`)
  return 0
}
