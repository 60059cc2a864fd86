import { expect, test } from 'vitest'
import { quote } from './quote.ts'

test.for([
  ['plain', 'plain'],
  ["it's", String.raw`'it'\''s'`],
  ['$(id)\n', "'$(id)\n'"],
  ['', "''"],
] as const)('quote(%j)', ([word, quoted]) => {
  expect(quote(word)).toBe(quoted)
})
