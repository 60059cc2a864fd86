import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The number of terminal columns that a text takes; two for a Japanese character. */
export const textWidth = (text: string): number => stringWidth(text)

/** Cuts a text to a number of terminal columns. A text that was cut ends in `…`. */
export function cutToWidth(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let kept = ''
  let used = 1
  for (const { segment } of graphemes.segment(text)) {
    used += textWidth(segment)
    if (used > width) break
    kept += segment
  }
  return `${kept}…`
}

/** Appends spaces up to a number of terminal columns. Never cuts. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}
