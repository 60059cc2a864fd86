import { join } from 'node:path'
import { createVitest, type TestSuite } from 'vitest/node'
import { Mishap } from '../../fixtures/run/mishap.ts'
import type { Listing } from './answer-question.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Loads experiments without running them.
 * @returns the outermost suite of each file, whose meta holds the claim
 * @throws Mishap for a file that cannot be read, for example because a translation is missing
 */
export async function collectClaims(files: readonly string[]): Promise<TestSuite[]> {
  const vitest = await createVitest('test', { root, watch: false, project: ['experiments'], reporters: [{}] })
  try {
    const { testModules } = await vitest.collect([...files], { staticParse: false })
    const inOrder = testModules.toSorted((a, b) => a.relativeModuleId.localeCompare(b.relativeModuleId, 'en'))
    const errors = inOrder.flatMap((module) =>
      module.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`),
    )
    if (errors[0] !== undefined) throw new Mishap(`an experiment could not be read: ${errors[0]}`)
    return inOrder.flatMap((module) => [...module.children.suites()])
  } finally {
    await vitest.close()
  }
}

/** The id and title of each claim. Needs neither an engine nor root. */
export async function readListings(files: readonly string[]): Promise<Listing[]> {
  return (await collectClaims(files)).flatMap((suite) => suite.meta().listing ?? [])
}

/** Prints the id and title of each claim. */
export async function listClaims(files: readonly string[], lang: 'en' | 'ja'): Promise<0> {
  for (const { id, title } of await readListings(files)) process.stdout.write(`${id.padEnd(7)} ${title[lang]}\n`)
  return 0
}
