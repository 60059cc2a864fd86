// The rule takes only vitest's own `test` for one, not an extended one.
/* oxlint-disable vitest/no-standalone-expect */
import { describe, expect } from 'vitest'
import { claim } from '../synthetic.ts'
import { control, finding, test } from './recorded.ts'

describe('as expected', { meta: { claim: claim('ART-01') } }, () => {
  test(...control('one', '一つめ'), () => expect(1).toBe(1))
  test(...finding('two', '二つめ', 2), () => expect(2).toBe(2))
})
