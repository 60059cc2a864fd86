import { describe, expect, test } from 'vitest'
import { loadTasks } from './load-tasks.ts'
import { type SheetQuestion, sheetMark, sheetPage } from './sheet-page.ts'

const tasks = await loadTasks()
const both = (text: string) => ({ en: text, ja: `${text}。` })
const question = (held: readonly number[]): SheetQuestion => ({
  title: both('Which?'),
  command: 'ps -ef | grep "<nginx>"',
  options: [both('this `one`'), both('that')],
  held,
  why: both('because'),
  claims: ['ART-03'],
})
const page = (...held: readonly (readonly number[])[]): string =>
  sheetPage({ questions: held.map(question), tasks, machine: 'docker 1.2, Linux 3', lang: 'ja' })

/** What a page shows, without its tags. */
const shown = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&')
    .replaceAll('&#x22;', '"')

const answer = (held: readonly number[]): string => /Answer答え: (.*?) ?because/.exec(shown(page(held)))?.[1] ?? ''

describe('the sheet', () => {
  test('holds the goal and the solution of every task in both languages', () => {
    const text = shown(page([0]))
    for (const { goal, title, solution } of tasks) {
      for (const each of [goal.en, goal.ja, title.ja]) expect(text).toContain(each.replaceAll('`', ''))
      expect(text).toContain(solution.replaceAll('ROOT ', ''))
    }
    expect(text).not.toMatch(/ROOT |\{\w+\}/)
  })

  test('gives the letters of what the machine did, or says that it was none of them', () => {
    expect(answer([1])).toBe('b')
    expect(answer([0, 1])).toBe('a, b')
    expect(answer([])).toBe('none of theseどれでもない')
  })

  test('loads nothing, and shows text as text', () => {
    const html = page([0])
    expect(html).not.toMatch(/https?:|@import|<link|<img|src=/)
    expect(html).toContain('&#x3C;nginx>')
    expect(html).toContain('<code>one</code>')
    expect(html).toContain(sheetMark)
    expect(html).toContain('id="ja" checked')
  })
})
