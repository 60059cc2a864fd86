// East Asian Wide and Fullwidth, as far as titles go (UAX #11); ambiguous ones are narrow.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const joining = /\p{Mark}/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

const split = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment)

function cells(grapheme: string): number {
  if (wide.test(grapheme)) return 2
  return joining.test(grapheme.slice(0, 1)) ? 0 : 1
}

/** Columns that a text takes in a terminal. */
export function columns(text: string): number {
  return split(text).reduce((sum, grapheme) => sum + cells(grapheme), 0)
}

/** The text cut to so many columns; what was cut ends in `…`. */
export function fit(text: string, width: number): string {
  if (columns(text) <= width) return text
  let kept = ''
  let used = 1
  for (const grapheme of split(text)) {
    used += cells(grapheme)
    if (used > width) break
    kept += grapheme
  }
  return `${kept}…`
}

/** The text filled with spaces to so many columns, never cut. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)))
}
