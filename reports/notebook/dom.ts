import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Text } from '../../instruments/evidence/types.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'

export type Content = ElementContent | string
const languages = ['en', 'ja'] as const

/** A browser breaks a line after a hyphen, and would tear options such as `--pid` apart. */
export const code = (text: string): Element =>
  h(
    'code',
    text
      .split(/( +)/)
      .map((word) => (/^-|-.*-/.test(word) && word.length < 24 ? h('span', { className: ['whole'] }, word) : word)),
  )

/** Text with `code` between backticks; what cannot be seen is written out. */
export function prose(text: string): ElementContent[] {
  const parts = visibleLine(text).split('`')
  return parts.map((part, index) =>
    index % 2 === 1 && index < parts.length - 1
      ? code(part)
      : { type: 'text', value: index % 2 === 1 ? `\`${part}` : part },
  )
}

/** A text in both languages; the style sheet shows the one that the page is in. */
export function both(text: Text): Element[] {
  return languages.map((lang) => h('span', { lang }, prose(text[lang])))
}

/** A number as both languages write it. */
export const number = (n: number): string => n.toLocaleString('en')

/** The same with a number in the place of `{n}`. */
export function textWithNumber(text: Text, n: number): Element[] {
  return both({ en: text.en.replace('{n}', number(n)), ja: text.ja.replace('{n}', number(n)) })
}

/** What opens on a click, and needs no script for it. */
export function fold(summary: readonly Content[], body: readonly Content[], className = 'fold'): Element {
  return h('details', { className: [className] }, h('summary', [...summary]), h('div', [...body]))
}

/** Only addresses of the web become links; anything else stays text. */
export function sourceLink(text: string): Element {
  return /^https:\/\/[\w.-]+\/[!-~]*$/.test(text)
    ? h('a', { href: text, rel: 'noreferrer' }, visibleLine(text.replace(/^https:\/\//, '')))
    : h('span', visibleLine(text))
}

/** A table that scrolls in itself where it is wider than the screen, also by keyboard. */
export const scrollingTable = (id: string, label: Text, table: Element): Element =>
  h(
    'div',
    { className: ['scrolling'], tabIndex: 0, role: 'region', ariaLabelledBy: id },
    h('span', { id, className: ['sr'] }, both(label)),
    table,
  )

export const section = (id: string, title: Text, ...body: readonly Content[]): Element =>
  h('section', { id, ariaLabelledBy: `${id}-h` }, h('h2', { id: `${id}-h` }, both(title)), ...body)
