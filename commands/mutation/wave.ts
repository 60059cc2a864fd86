import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startedTrio } from '../../fixtures/lab.ts'
import type { RunWave } from '../../fixtures/mutation/campaign.ts'
import { takeEffects } from '../../fixtures/mutation/effects.ts'
import type { Names } from '../../fixtures/mutation/groups.ts'
import { Mishap } from '../../fixtures/run/mishap.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import { runVitest } from '../../fixtures/run/vitest.ts'
import { setRunVariables } from '../../instruments/run-environment.ts'
import { parseResults } from '../../reports/evidence/schema.ts'

/**
 * Only findings run, only the collector reports, and a test that waits for what a mutation took away ends sooner. One file after
 * the other: a mutated test may look into a container that another test uses.
 */
const args = [
  '--project',
  'experiments',
  '--no-file-parallelism',
  '--reporter',
  './reports/evidence/collect.ts',
  '--tags-filter',
  'finding',
  '--testTimeout',
  '30000',
]

/** Waves in an open lab, one vitest each, over these experiments. */
export function wavesIn(lab: OpenLab, files: readonly string[]): RunWave {
  const file = join(lab.folder, 'results.json')
  return async (mutations) => {
    rmSync(file, { force: true })
    takeEffects(lab.folder)
    setRunVariables({ mutation: JSON.stringify(mutations) })
    await runVitest([...args, ...files], lab.journalled)
    if (!existsSync(file)) throw new Mishap('vitest ended before it wrote any result')
    const { tests, moduleErrors } = parseResults(JSON.parse(readFileSync(file, 'utf8')))
    if (moduleErrors.length > 0) throw new Mishap(`an experiment could not be read: ${moduleErrors[0]}`)
    return { tests, effects: takeEffects(lab.folder) }
  }
}

/** The trio's names by id and PID. */
export function namesIn(lab: OpenLab): Names {
  return new Map<string | number, string>(
    startedTrio(lab).flatMap(({ id, pid, name }) => [[id, name] as const, [pid, name] as const]),
  )
}
