/**
 * What is skipped, as `toJson` writes it: one space for each level. A string of JSON holds no line feed, so a line that
 * begins with these characters is always structure, never text from a machine.
 */
const lists = [
  { begin: '\n     "observations": [\n', end: '\n     ]' },
  { begin: '\n  "cells": [\n', end: '\n  ]' },
].map(({ begin, end }) => ({ begin: Buffer.from(begin), end: Buffer.from(end) }))

const standIn = Buffer.from('0')

/**
 * Cuts the observations out of the JSON of evidence before it is parsed, because they are nine tenths of it. `[0]` stays where
 * some were. JSON in another layout is returned as it is.
 */
export function skipObservations(content: Buffer): Buffer {
  return lists.reduce(skipLists, content)
}

function skipLists(content: Buffer, { begin, end }: (typeof lists)[number]): Buffer {
  const parts: Buffer[] = []
  let from = 0
  for (let at = content.indexOf(begin); at >= 0; at = content.indexOf(begin, from)) {
    const inside = at + begin.length
    // The list's last line may be the first after `[`.
    const to = content.indexOf(end, inside - 1)
    if (to < 0) break
    parts.push(content.subarray(from, inside), standIn)
    from = to
  }
  return from === 0 ? content : Buffer.concat([...parts, content.subarray(from)])
}
