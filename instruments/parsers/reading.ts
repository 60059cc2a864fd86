/** An Error with what was expected and the first 80 characters of what was found. */
export function unexpected(expected: string, got: string): Error {
  return new Error(`expected ${expected}, got ${JSON.stringify(got.slice(0, 80))}`)
}

/**
 * Matches the text and returns the capture groups. A group that took no part is an empty string.
 * @throws Error if there is no match
 */
export function matchGroups(text: string, pattern: RegExp, expected: string): string[] {
  const match = pattern.exec(text)
  if (match === null) throw unexpected(expected, text)
  return match.slice(1).map((group) => group ?? '')
}

/** Splits a text into lines. A final line break adds no empty line. */
export function splitLines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

/** Makes a record of the pairs. @throws Error if a key occurs twice, because one value would be lost */
export function recordOf<Value>(pairs: readonly (readonly [string, Value])[], expected: string): Record<string, Value> {
  const seen = new Set<string>()
  for (const [key] of pairs) {
    if (seen.has(key)) throw unexpected(`${expected}, each once`, key)
    seen.add(key)
  }
  return Object.fromEntries(pairs)
}
