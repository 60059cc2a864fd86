import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notebookPage } from '../notebook/page/page.ts'
import { articleRun } from '../samples/sample-runs.ts'
import { mutationsAsJson, readMutations } from './kept-mutations.ts'

const change = { en: 'nginx had the host’s pid namespace', ja: 'nginx の pid namespace がホストと同じだったら' }
const kept = { 'ART-14': [{ change, error: 'AssertionError: <b>1</b> is not 2' }] }

describe('the mutations that npm run mutate keeps', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nsproof-mutations-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('are read again as they were written', async () => {
    const file = join(folder, 'mutations.json')
    await writeFile(file, mutationsAsJson('0123456789ab', kept))
    expect(await readMutations('0123456789ab', file)).toEqual(kept)
  })

  test('are not shown with evidence of another revision', async () => {
    const file = join(folder, 'mutations.json')
    await writeFile(file, mutationsAsJson('0123456789ab', kept))
    expect(await readMutations('ba9876543210', file)).toEqual({})
  })

  test.for(['', '{"schema":2,"revision":"0123456789ab","mutations":{}}', '{"schema":1,"mutations":{}}', '[]'])(
    'are none in a file that holds %j',
    async (content) => {
      const file = join(folder, 'other.json')
      await writeFile(file, content)
      expect(await readMutations('0123456789ab', file)).toEqual({})
      expect(await readMutations('0123456789ab', join(folder, 'missing.json'))).toEqual({})
    },
  )

  test('are shown after the finding of their claim, in both languages', async () => {
    const page = await notebookPage([articleRun()], { mutations: kept })
    const part = page.slice(page.indexOf('id="ART-14"'), page.indexOf('id="ART-18"'))
    expect(part).toMatch(/What we would have seen if.*nginx had the host’s pid namespace.*&#x3C;b>1/s)
    expect(part).toContain('nginx の pid namespace がホストと同じだったら')
    expect(await notebookPage([articleRun()])).not.toContain('What we would have seen')
  })
})
