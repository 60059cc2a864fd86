/** An Error that says what was expected and quotes the first 80 characters of what came. */
export function unexpected(expected: string, got: string): Error {
  return new Error(`expected ${expected}, got ${JSON.stringify(got.slice(0, 80))}`)
}

/** The groups of a pattern that the text must match; a group that took no part is empty. */
export function groups(text: string, pattern: RegExp, expected: string): string[] {
  const match = pattern.exec(text)
  if (match === null) throw unexpected(expected, text)
  return match.slice(1).map((group) => group ?? '')
}

/** The lines of a text, without the end of its last one. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

/** A record of the pairs; a key that comes twice is an error, because one of the two would be lost. */
export function recordOf<Value>(pairs: readonly (readonly [string, Value])[], expected: string): Record<string, Value> {
  const seen = new Set<string>()
  for (const [key] of pairs) {
    if (seen.has(key)) throw unexpected(`${expected}, each once`, key)
    seen.add(key)
  }
  return Object.fromEntries(pairs)
}
