import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Text } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import { readSource } from './sources.ts'

export type Content = ElementContent | string
const languages = ['en', 'ja'] as const

/** Words with hyphens get a class against line breaks, because a browser would break `--pid` after a hyphen. */
export const code = (text: string): Element =>
  h(
    'code',
    text
      .split(/( +)/)
      .map((word) => (/^-|-.*-/.test(word) && word.length < 24 ? h('span', { className: ['whole'] }, word) : word)),
  )

/** Turns text between backticks into code elements, and escapes invisible characters. */
export function prose(text: string): ElementContent[] {
  const parts = visibleLine(text).split('`')
  return parts.map((part, index) =>
    index % 2 === 1 && index < parts.length - 1
      ? code(part)
      : { type: 'text', value: index % 2 === 1 ? `\`${part}` : part },
  )
}

/** A text in both languages. The style sheet shows one of them. */
export function both(text: Text): Element[] {
  return languages.map((lang) => h('span', { lang }, prose(text[lang])))
}

/** For example `4,937`, which is right in both languages. */
export const number = (n: number): string => n.toLocaleString('en')

/** As `both`, with a number in place of `{n}`. */
export function textWithNumber(text: Text, n: number): Element[] {
  return both({ en: text.en.replace('{n}', number(n)), ja: text.ja.replace('{n}', number(n)) })
}

/** A block that opens on a click, without script. */
export function fold(summary: readonly Content[], body: readonly Content[], className = 'fold'): Element {
  return h('details', { className: [className] }, h('summary', [...summary]), h('div', [...body]))
}

/** A source becomes a link, with the Japanese manual page beside it for readers of Japanese; any other text stays text. */
export function sourceLink(text: string): Content[] {
  const source = readSource(text)
  if (source === undefined) return [h('span', visibleLine(text))]
  const link = h('a', { href: source.href, rel: 'noreferrer' }, visibleLine(source.label))
  if (source.japanese === undefined) return [link]
  return [link, h('span', { lang: 'ja' }, '（', h('a', { href: source.japanese, rel: 'noreferrer' }, '日本語版'), '）')]
}

/** A table that scrolls by itself if it is wider than the screen; it takes the focus, so that the keyboard scrolls it too. */
export const scrollingTable = (id: string, label: Text, table: Element): Element =>
  h(
    'div',
    { className: ['scrolling'], tabIndex: 0, role: 'region', ariaLabelledBy: id },
    h('span', { id, className: ['sr'] }, both(label)),
    table,
  )

export const section = (id: string, title: Text, ...body: readonly Content[]): Element =>
  h('section', { id, ariaLabelledBy: `${id}-h` }, h('h2', { id: `${id}-h` }, both(title)), ...body)
