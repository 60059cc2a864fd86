import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allureWriter } from './allure-page.ts'
import { passedPair, sampleClaim, sampleEvidence } from './samples/synthetic.ts'
import { parseEvidence } from './schema.ts'
import { type PageWriter, writeReports } from './write.ts'

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
  import { sampleEvidence } from '${address('samples/synthetic.ts')}'
  import { writeReports } from '${address('write.ts')}'
  setInterval(() => undefined, 1000)
  const pages = [() => new Promise(() => process.stdout.write('filling'))]
  await writeReports(sampleEvidence(), { outDir: process.argv[1], pages })`

describe('the reports', () => {
  test('are evidence, JUnit and the pages, in place of the old ones', async () => {
    await writeReports(of('ART-01'), { outDir })
    await writeFile(join(outDir, 'stale.html'), '')
    expect(await writeReports(of('ART-02'), { outDir, pages: [page] })).toEqual(['a warning'])
    expect((await readdir(outDir)).toSorted()).toEqual(['evidence.json', 'index.html', 'junit.xml'])
    expect((await read()).claims.map(({ id }) => id)).toEqual(['ART-02'])
    expect(await beside()).toEqual(['out'])
    expect((await stat(outDir)).mode & 0o777).toBe(0o777 & ~process.umask())
  })

  test('come without Allure, and say so, where its results are not there', async () => {
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
  ])('stay as they were when %s', async (_what, next, failing) => {
    await writeReports(of('ART-01'), { outDir })
    await expect(writeReports(next, { outDir, pages: [failing] })).rejects.toThrow(/no page|startedAt/)
    expect((await read()).claims[0]?.id).toBe('ART-01')
    expect(await beside()).toEqual(['out'])
  })

  test('never replace a folder that is not ours', async () => {
    await mkdir(outDir, { recursive: true })
    await writeFile(join(outDir, 'thesis.tex'), 'mine')
    await expect(writeReports(of('ART-01'), { outDir })).rejects.toThrow(`${outDir} holds files that are not reports`)
    expect(await readdir(outDir)).toEqual(['thesis.tex'])
    await writeFile(join(outDir, 'evidence.json'), '{"of":"a trial"}')
    await expect(writeReports(of('ART-01'), { outDir })).rejects.toThrow(/not reports/)
  })

  test('of one engine may lie inside of a folder that is still empty of others', async () => {
    await writeReports(of('ART-01'), { outDir: join(outDir, 'cgroup-v2') })
    await writeReports(of('ART-02'), { outDir })
    expect((await read()).claims[0]?.id).toBe('ART-02')
  })

  test('of further engines stay when those around them are replaced, and nothing else does', async () => {
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

  test('written by many at once are those of one of them, whole', async () => {
    const ids = ['ART-01', 'ART-02', 'ART-03', 'ART-04']
    await Promise.all(ids.map((id) => writeReports(of(id), { outDir })))
    const id = (await read()).claims[0]?.id ?? 'none'
    expect(ids).toContain(id)
    expect(await readFile(join(outDir, 'junit.xml'), 'utf8')).toContain(`name="${id} `)
    expect(await beside()).toEqual(['out'])
  })

  test('lose what a killed writer left, and nothing of a living one', async () => {
    const dead = spawn('true')
    await once(dead, 'exit')
    const left = [`.out.new-${dead.pid}-x`, `.out.old-${dead.pid}-x`, `.out.new-${process.ppid}-x`, '.out.news']
    await Promise.all(left.map((name) => mkdir(join(folder, 'reports', name), { recursive: true })))
    await writeReports(of('ART-01'), { outDir })
    expect((await beside()).toSorted()).toEqual([`.out.new-${process.ppid}-x`, '.out.news', 'out'])
  })

  test('stay as they were when the writer is killed, and the next one tidies up', async () => {
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
