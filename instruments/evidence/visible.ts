// Cc without tab and line feed; Cf holds the bidi overrides and zero-width characters; Cs is a lone surrogate.
// Line and paragraph separators and noncharacters (U+FFFE) are shown as nothing, or break XML.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu

const escaped = (char: string) => `\\u{${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`

/** Text from outside with control, bidi and zero-width characters written as `\u{202e}`; tabs and line feeds stay. */
export function visible(text: string): string {
  return text.replace(hidden, (char) => (char === '\t' || char === '\n' ? char : escaped(char)))
}

/** The same on one line: tabs and line feeds are written out too. */
export function visibleLine(text: string): string {
  return text.replace(hidden, escaped)
}
