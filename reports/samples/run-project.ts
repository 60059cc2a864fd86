import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { runVariables } from '../../instruments/run-environment.ts'

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const config = fileURLToPath(new URL('project/vitest.config.ts', import.meta.url))

/** Runs the sample project, some of whose tests fail on purpose. Writes results.json and allure/. @returns its stderr */
export async function runSampleProject(folder: string): Promise<string> {
  const env = {
    ...runVariables({ folder, progress: '1', lang: 'en' }),
    NO_COLOR: '1',
    SAMPLE_ALLURE_RESULTS: join(folder, 'allure'),
  }
  const run = await execa(process.execPath, [vitest, 'run', '--config', config], { env, reject: false })
  return run.stderr
}
