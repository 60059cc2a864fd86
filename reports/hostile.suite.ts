import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hostileRun, payloads } from './samples/article.ts'
import { allureFires, folder, notebookFires, watched } from './samples/canaries.ts'
import { observation } from './samples/synthetic.ts'

describe('hostile text sets off no canary', () => {
  test('the canaries are alive: as markup every kind of payload is heard', async () => {
    const file = join(folder, 'naive.html')
    await writeFile(file, `<body>${payloads.join('\n')}</body>`)
    const { page, fired } = await watched(file)
    await page.waitForTimeout(300)
    expect(fired).toEqual(expect.arrayContaining(['1', '2', '3', '4']))
  })

  test('in the notebook, wherever evidence can carry it', async () => {
    expect(await notebookFires([hostileRun(), { ...hostileRun(), engine: payloads[1] }])).toEqual([])
  })

  test('in Allure’s page, from steps, messages, traces and transcripts', async () => {
    const seen = observation({ argv: ['echo', ...payloads], vantage: 'docker', stdout: payloads.join('\n') })
    expect(await allureFires([seen])).toEqual([])
  })
})
