import { visible } from '../instruments/evidence/visible.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * Text as XML 1.0 may carry it: what its Char production forbids is written out as `\u{0000}`, and since `>` is an
 * entity `]]>` cannot occur.
 * @see https://www.w3.org/TR/xml/#charsets
 */
export function xmlText(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => entities[char] ?? char)
}

/** Attributes are normalised by a reader unless their white space is written as references. */
const attribute = (value: string | number) => xmlText(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

/** One element; children are already XML. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: string[]
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`)
  return `<${name}${written.join('')}>${children.join('')}</${name}>\n`
}
