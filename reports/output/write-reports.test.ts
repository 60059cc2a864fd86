import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allureWriter } from '../allure/allure-writer.ts'
import { parseEvidence } from '../evidence/schema.ts'
import { passedPair, sampleClaim, sampleEvidence } from '../samples/synthetic.ts'
import { type PageWriter, writeReports } from './write-reports.ts'

let folder = ''
let outDir = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsproof-write-'))
  outDir = join(folder, 'reports', 'out')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const read = async () => parseEvidence(JSON.parse(await readFile(join(outDir, 'evidence.json'), 'utf8')))
const beside = () => readdir(join(folder, 'reports'))
const page: PageWriter = async (_evidence, into) => {
  await writeFile(join(into, 'index.html'), 'page')
  return ['a warning']
}
const of = (id: string) => sampleEvidence(passedPair(sampleClaim(id)))

const address = (file: string) => new URL(file, import.meta.url).href
const hanging = `
  import { sampleEvidence } from '${address('../samples/synthetic.ts')}'
  import { writeReports } from '${address('write-reports.ts')}'
  setInterval(() => undefined, 1000)
  const pages = [() => new Promise(() => process.stdout.write('filling'))]
  await writeReports(sampleEvidence(), { outDir: process.argv[1], pages })`

describe('writeReports', () => {
  test('replaces the old reports with evidence, JUnit and the pages', async () => {
    await writeReports(of('ART-01'), { outDir })
    await writeFile(join(outDir, 'stale.html'), '')
    expect(await writeReports(of('ART-02'), { outDir, pages: [page] })).toEqual(['a warning'])
    expect((await readdir(outDir)).toSorted()).toEqual(['evidence.json', 'index.html', 'junit.xml'])
    expect((await read()).claims.map(({ id }) => id)).toEqual(['ART-02'])
    expect(await beside()).toEqual(['out'])
    expect((await stat(outDir)).mode & 0o777).toBe(0o777 & ~process.umask())
  })

  test('leaves out Allure’s page and warns if there are no Allure results', async () => {
    const warnings = await writeReports(of('ART-01'), {
      outDir,
      pages: [allureWriter(join(folder, 'nowhere'), join(folder, 'allure.html'))],
    })
    expect(warnings).toEqual([
      expect.stringMatching(/^there are no Allure results in .*nowhere, so allure\/index\.html was not written$/),
    ])
    expect(await readdir(outDir)).not.toContain('allure')
  })

  test.each([
    ['a page fails', of('ART-02'), () => Promise.reject(new Error('no page'))],
    ['the evidence is not valid', { ...of('ART-02'), startedAt: 'yesterday' }, () => Promise.resolve([])],
  ])('keeps the old reports if %s', async (_what, next, failing) => {
    await writeReports(of('ART-01'), { outDir })
    await expect(writeReports(next, { outDir, pages: [failing] })).rejects.toThrow(/no page|startedAt/)
    expect((await read()).claims[0]?.id).toBe('ART-01')
    expect(await beside()).toEqual(['out'])
  })

  test('refuses to replace a folder with other files', async () => {
    await mkdir(outDir, { recursive: true })
    await writeFile(join(outDir, 'thesis.tex'), 'mine')
    await expect(writeReports(of('ART-01'), { outDir })).rejects.toThrow(`${outDir} holds files that are not reports`)
    expect(await readdir(outDir)).toEqual(['thesis.tex'])
    await writeFile(join(outDir, 'evidence.json'), '{"of":"a trial"}')
    await expect(writeReports(of('ART-01'), { outDir })).rejects.toThrow(/not reports/)
  })

  test('accepts a folder that holds only an engine’s reports', async () => {
    await writeReports(of('ART-01'), { outDir: join(outDir, 'cgroup-v2') })
    await writeReports(of('ART-02'), { outDir })
    expect((await read()).claims[0]?.id).toBe('ART-02')
  })

  test('keeps the folders of other engines’ reports, and nothing else', async () => {
    const engine = join(outDir, 'cgroup-v2')
    await writeReports(of('ART-01'), { outDir })
    await writeReports(of('ART-02'), { outDir: engine })
    await mkdir(join(outDir, 'stale'))
    await writeFile(join(outDir, 'compare.html'), '')
    await writeReports(of('ART-03'), { outDir })
    expect((await readdir(outDir)).toSorted()).toEqual(['cgroup-v2', 'evidence.json', 'junit.xml'])
    expect((await read()).claims[0]?.id).toBe('ART-03')
    expect(await readFile(join(engine, 'junit.xml'), 'utf8')).toContain('name="ART-02 ')
  })

  test('replaces the reports of an nsproof with another schema', async () => {
    await mkdir(outDir, { recursive: true })
    await writeFile(join(outDir, 'evidence.json'), '{"schema":1,"claims":[]}')
    await writeReports(of('ART-01'), { outDir })
    expect((await read()).claims[0]?.id).toBe('ART-01')
  })

  test('called four times at once, leaves the complete reports of one call', async () => {
    const ids = ['ART-01', 'ART-02', 'ART-03', 'ART-04']
    await Promise.all(ids.map((id) => writeReports(of(id), { outDir })))
    const id = (await read()).claims[0]?.id ?? 'none'
    expect(ids).toContain(id)
    expect(await readFile(join(outDir, 'junit.xml'), 'utf8')).toContain(`name="${id} `)
    expect(await beside()).toEqual(['out'])
  })

  test('removes the temporary folders of killed writers, and not those of running ones', async () => {
    const dead = spawn('true')
    await once(dead, 'exit')
    const left = [`.out.new-${dead.pid}-x`, `.out.old-${dead.pid}-x`, `.out.new-${process.ppid}-x`, '.out.news']
    await Promise.all(left.map((name) => mkdir(join(folder, 'reports', name), { recursive: true })))
    await writeReports(of('ART-01'), { outDir })
    expect((await beside()).toSorted()).toEqual([`.out.new-${process.ppid}-x`, '.out.news', 'out'])
  })

  test('leaves the old reports if it is killed, and the next call removes its temporary folders', async () => {
    await writeReports(of('ART-01'), { outDir })
    const killed = spawn(process.execPath, ['--input-type=module', '-e', hanging, outDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(killed.stdout, 'data')
    expect(await beside()).toHaveLength(3)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    expect((await read()).claims[0]?.id).toBe('ART-01')
    await writeReports(of('ART-02'), { outDir })
    expect(await beside()).toEqual(['out'])
    expect((await read()).claims[0]?.id).toBe('ART-02')
  })
})
