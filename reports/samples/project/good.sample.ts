// The rule knows vitest's own `test` only, not an extended one.
/* oxlint-disable vitest/no-standalone-expect */
import { describe, expect } from 'vitest'
import { sampleClaim } from '../synthetic.ts'
import { controlArgs, findingArgs, recordedTest as test } from './recorded.ts'

describe('as expected', { meta: { claim: sampleClaim('ART-01') } }, () => {
  test(...controlArgs('one', '一つめ'), () => expect(1).toBe(1))
  test(...findingArgs('two', '二つめ', 2), () => expect(2).toBe(2))
})
