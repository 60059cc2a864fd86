import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { experimentsFolder } from '../../../instruments/run-environment.ts'
import { articleRun, hostileRun, wholeRun } from '../../samples/sample-runs.ts'
import { passedPair, sampleClaim, sampleEvidence, sampleObservation, sampleTest } from '../../samples/synthetic.ts'
import { notebookPage } from './page.ts'

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const inside = (html: string, name: string) => new RegExp(`<${name}>([^]*?)</${name}>`).exec(html)?.[1] ?? 'none'

describe('the notebook page', () => {
  let html = ''
  beforeAll(async () => {
    html = await notebookPage([wholeRun()])
  })

  test('allows only its own style and script, and loads nothing', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.replaceAll('&#x27;', "'")
    expect(policy).toBe(
      `default-src 'none'; style-src ${sha(inside(html, 'style'))}; script-src ${sha(inside(html, 'script'))}; base-uri 'none'; form-action 'none'`,
    )
    expect(html).not.toMatch(/\s(?:src|style|srcset|on\w+)=/)
    expect(html.match(/<script/g)).toHaveLength(1)
  })

  test('has every claim with an anchor, both languages and its verdict', () => {
    for (const { id, lesson } of wholeRun().claims) {
      expect(html).toContain(`id="${id}"`)
      const texts = [lesson.en, lesson.ja].map((text) => text.split('`')[0] ?? text)
      for (const text of texts) expect(html).toContain(text)
    }
    expect(html.match(/data-claim="refined"/g)).toHaveLength(2)
  })

  test('has every text in both languages', () => {
    const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0
    expect(count(/<span [^>]*lang="ja"/g)).toBeGreaterThan(500)
    expect(count(/<span [^>]*lang="ja"/g)).toBe(count(/<span [^>]*lang="en"/g))
    expect(count(/<text [^>]*lang="ja"/g)).toBe(count(/<text [^>]*lang="en"/g))
    expect(html).not.toMatch(/ lang="(?:en|ja)"><\//)
  })

  test('has test titles in both languages, and in English alone for older evidence', async () => {
    const said = '<span lang="en">linked, nginx is listed and httpd is not</span>'
    expect(html).toContain(`${said}<span lang="ja">リンクすると nginx は一覧に出て、httpd は出ない</span>`)
    const { titleJa: _, ...older } = sampleTest('finding', { title: 'told once' })
    expect(await notebookPage([sampleEvidence([older])])).toContain('<span lang="en" class="as-is">told once</span>')
  })

  test('has the article’s claims in order, then the grid, then the other claims', () => {
    const places = [
      'id="answer"',
      'id="map"',
      'id="ART-03"',
      'id="ART-20"',
      'id="grid"',
      'id="beyond"',
      'id="NET-03"',
      'id="run"',
    ]
    const found = places.map((place) => html.indexOf(place))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
  })

  test('links a claim of another topic under the passage that it answers', async () => {
    const passage = 'まとめ'
    const tests = [
      ...passedPair(sampleClaim('ART-18', { passage })),
      ...passedPair(sampleClaim('NET-06', { topic: 'net', passage })),
    ]
    const page = await notebookPage([sampleEvidence(tests)])
    const article = page.slice(page.indexOf('id="ART-18"'), page.indexOf('id="beyond"'))
    expect(article).toContain('<a href="#NET-06">')
    expect(html).not.toContain('More about this passage')
  })

  test('has a heading in both languages for each topic', async () => {
    const folders = readdirSync(experimentsFolder(), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const topics = folders.map(({ name }) => name).filter((name) => name !== 'article' && name !== 'tasks')
    const page = await notebookPage([
      sampleEvidence(topics.flatMap((topic, n) => passedPair(sampleClaim(`NET-${10 + n}`, { topic })))),
    ])
    const beyond = page.slice(page.indexOf('id="beyond"'), page.indexOf('id="run"'))
    expect(topics.filter((topic) => beyond.includes(`<h3><span lang="en">${topic}</span>`))).toEqual([])
    expect(beyond.match(/<h3><span lang="en">/g)).toHaveLength(topics.length)
  })

  test('shows docker exec beside ip netns exec for ART-14, and marks httpd on one side only', () => {
    const part = html.slice(html.indexOf('<article class="claim asking" id="ART-14"'), html.indexOf('id="ART-18"'))
    const [left = '', right = ''] = part.split('<figure').slice(1, 3)
    expect(left).toContain('docker exec nginx')
    expect(left).not.toContain('httpd')
    expect(right).toContain('ip netns exec nsproof-nginx-')
    expect(right).toMatch(/class="l only c1">.*httpd -DFOREGROUND/s)
    expect(right).not.toMatch(/class="l only[^"]*">[^\n]*nginx: worker/)
  })

  test('has the answer only if ART-14 and ART-20 came out as expected', async () => {
    const unproved = { ...articleRun(), claims: articleRun().claims.filter(({ id }) => id !== 'ART-20') }
    const sentence = 'The network namespace decides neither'
    expect(html).toContain(sentence)
    expect(await notebookPage([unproved])).not.toContain(sentence)
  })

  test('has the reason of a claim that is unexpected, broken or not applicable', async () => {
    const run = sampleEvidence([
      sampleTest('control', { claim: sampleClaim('ART-03') }),
      sampleTest('finding', { claim: sampleClaim('ART-03'), status: 'failed', error: 'AssertionError: 1 is not 2' }),
      sampleTest('finding', { claim: sampleClaim('ART-04'), status: 'broken', error: 'no engine' }),
      ...passedPair(sampleClaim('ART-05', { notApplicable: 'the kernel is too old' })),
    ])
    const page = await notebookPage([run])
    for (const text of ['AssertionError: 1 is not 2', 'no engine', 'the kernel is too old'])
      expect(page).toContain(text)
    for (const word of ['unexpected', 'broken', 'not-applicable']) expect(page).toContain(`data-claim="${word}"`)
  })

  test('compares engines if it gets more than one run', async () => {
    const other = { ...articleRun(), engine: 'cgroup-v2', claims: articleRun().claims.slice(1) }
    expect(html).not.toContain('id="engines"')
    const page = await notebookPage([articleRun(), other])
    const row = page
      .slice(page.indexOf('id="engines"'))
      .split('<tr')
      .find((line) => line.includes('#ART-03'))
    expect(row).toMatch(/class="odd".*not run/s)
  })

  test('escapes hostile text: no markup, no address and no invisible character comes from it', async () => {
    const page = await notebookPage([hostileRun()])
    const tags = page.replaceAll(/="[^"]*"/g, '')
    expect(tags.match(/<script/g)).toHaveLength(1)
    expect(tags.match(/<(?:img|iframe|textarea|svg onload)/g)).toBeNull()
    expect(page.match(/href="(?!#|https:)[^"]*/g)).toBeNull()
    expect(page.replaceAll(/[\n\t]/g, '').match(/\p{Cc}|\p{Cf}/gu)).toBeNull()
    expect(page).toContain(String.raw`\u{202e}`)
  })

  test('is smaller than 1 MB even if commands print very much', async () => {
    const long = sampleObservation({
      stdout: `${'a line of some length, and nothing to learn from it\n'.repeat(5000)}end`,
    })
    const tests = Array.from({ length: 20 }, (_, index) => passedPair(sampleClaim(`ART-${index + 1}`)))
    const observations = Array.from({ length: 10 }, () => long)
    const page = await notebookPage([sampleEvidence(tests.flat().map((each) => ({ ...each, observations })))])
    expect(page.length).toBeLessThan(1_000_000)
    expect(page).toMatch(/in evidence\.json: \d+/)
  })

  test('has the topics beyond the article in one order, whatever their names', async () => {
    const claims = (['limits', 'pid', 'cgroup', 'identity'] as const).map((topic) => sampleClaim(topic, { topic }))
    const page = await notebookPage([sampleEvidence(claims.flatMap(passedPair))])
    const beyond = page.slice(page.indexOf('<section id="beyond"'))
    const found = [...beyond.matchAll(/<details class="claim" id="(\w+)"/g)].map(([, id]) => id)
    expect(found).toEqual(['identity', 'pid', 'cgroup', 'limits'])
  })

  test('answers each question with links to the claims of the run, and a command for the others', async () => {
    const page = await notebookPage([sampleEvidence(passedPair(sampleClaim('ART-08')))])
    const start = page.indexOf('<details class="question"')
    const question = page.slice(start, page.indexOf('</details>', start))
    expect(question).toMatch(/ip netns list.*not show my containers/)
    expect(question).toMatch(/<a class="id" href="#ART-08">ART-08<\/a>.*a link is what names ART-08.*confirmed/s)
    expect(question).toMatch(/Not part of this run:.*npm start .* ART-12 ART-09 NET-06</s)
    expect(question).not.toContain('href="#ART-12"')
  })

  test('starts in the given language', async () => {
    expect(await notebookPage([articleRun()], { lang: 'ja' })).toMatch(
      /<html lang="ja" data-lang="ja" data-asked="ja">/,
    )
    expect(html).toMatch(/<html lang="en" data-lang="en">/)
  })
})
