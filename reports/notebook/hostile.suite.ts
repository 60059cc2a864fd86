import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { canariesInAllure, canariesInNotebook, canaryFolder, openWatched } from '../samples/canaries.ts'
import { hostileRun, payloads } from '../samples/sample-runs.ts'
import { sampleObservation } from '../samples/synthetic.ts'

describe('hostile text', () => {
  test('triggers the canaries when it is not escaped', async () => {
    const file = join(canaryFolder, 'naive.html')
    await writeFile(file, `<body>${payloads.join('\n')}</body>`)
    const { page, fired } = await openWatched(file)
    await page.waitForTimeout(300)
    expect(fired).toEqual(expect.arrayContaining(['1', '2', '3', '4']))
  })

  test('triggers no canary in the notebook, in any field of the evidence', async () => {
    expect(await canariesInNotebook([hostileRun(), { ...hostileRun(), engine: payloads[1] }])).toEqual([])
  })

  test('triggers no canary in Allure’s page, in steps, messages, traces and transcripts', async () => {
    const seen = sampleObservation({ argv: ['echo', ...payloads], vantage: 'docker', stdout: payloads.join('\n') })
    expect(await canariesInAllure([seen])).toEqual([])
  })
})
