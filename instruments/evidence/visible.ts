// Unicode categories: Cc are control characters, Cf contains bidi overrides and zero-width characters, Cs are lone
// surrogates. Zl and Zp are line and paragraph separators. Noncharacters such as U+FFFE are not allowed in XML.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu

const escaped = (char: string) => `\\u{${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`

/** Writes control, bidi and zero-width characters as `\u{202e}`. Tabs and line feeds stay. */
export function visible(text: string): string {
  return text.replace(hidden, (char) => (char === '\t' || char === '\n' ? char : escaped(char)))
}

/** Like `visible`, but also escapes tabs and line feeds, so that the result is one line. */
export function visibleLine(text: string): string {
  return text.replace(hidden, escaped)
}
