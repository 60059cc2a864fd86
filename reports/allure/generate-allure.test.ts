import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { runSampleProject } from '../samples/run-project.ts'
import { generateAllure, repairPage } from './generate-allure.ts'

const google =
  '<script async src="https://www.googletagmanager.com/gtag/js?id=G-X"></script><script>gtag("js")</script>'

describe('repairPage', () => {
  test('puts the preset script first and removes the analytics', () => {
    const page = `<html><head><script>own()</script></head><body>${google}<script>data()</script></body></html>`
    expect(repairPage(page)).toBe(
      '<html><head><script>window.allureReportData={};window.allureReportDataReady=false</script>' +
        '<script>own()</script></head><body><script>data()</script></body></html>',
    )
  })

  test.each([
    ['without a head', '<html></html>', /no <head>/],
    ['with an analytics image', '<head><img src="https://google-analytics.com/x">', /still calls/],
    [
      'with analytics inside its bundle',
      `<head><script src="data:text/javascript;base64,${btoa('gtag(1)')}"></script>`,
      /still calls/,
    ],
  ])('throws for a page %s', (_what, page, message) => {
    expect(() => repairPage(page)).toThrow(message)
  })
})

describe('the Allure report of a run', () => {
  let folder = ''
  const results = () => join(folder, 'allure')
  const resultSchema = z.object({
    name: z.string(),
    labels: z.array(z.object({ name: z.string(), value: z.string() })),
  })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nsproof-allure-test-'))
    await runSampleProject(folder)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('has the claim as a label and every transcript as a plain-text attachment', async () => {
    const files = await readdir(results())
    const read = (file: string) => readFile(join(results(), file), 'utf8')
    const texts = await Promise.all(files.filter((file) => file.endsWith('-result.json')).map(read))
    const found = texts.find((text) => text.includes('"finding: step 2, two"')) ?? ''
    expect(resultSchema.parse(JSON.parse(found)).labels).toContainEqual({ name: 'claim', value: 'ART-01' })
    expect(found).toContain('"name":"host $ ip netns list"')
    const attached = files.filter((file) => file.includes('-attachment'))
    expect(attached.filter((file) => !file.endsWith('.txt'))).toEqual([])
    expect((await Promise.all(attached.map(read))).join('')).toContain('永続\n--- exit code 3, 1.7 ms ---')
  })

  test('is one page with every test and no analytics', async () => {
    const page = join(folder, 'index.html')
    await generateAllure(results(), page)
    const html = await readFile(page, 'utf8')
    expect(html).not.toMatch(/googletagmanager|google-analytics|gtag\(/)
    expect(html.match(/"data\/test-results\/\w+\.json"/g)).toHaveLength(18)
    expect((await readdir(folder)).toSorted()).toEqual(['allure', 'index.html', 'results.json'])
  })

  test('is not written if the page would be empty or a test would be missing', async () => {
    const empty = join(folder, 'empty')
    await mkdir(empty)
    await expect(generateAllure(empty, join(folder, 'none.html'))).rejects.toThrow(`no Allure results in ${empty}`)
    await writeFile(join(empty, 'x-result.json'), '{"historyId":"x","fullName":"one"}')
    await writeFile(join(empty, 'y-result.json'), '{"historyId":"y","fullName":"one"}')
    await expect(generateAllure(empty, join(folder, 'none.html'))).rejects.toThrow(/a page of 1 tests from 2/)
  })
})
