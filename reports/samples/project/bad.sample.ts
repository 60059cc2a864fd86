// The rule knows vitest's own `test` only, not an extended one.
/* oxlint-disable vitest/no-standalone-expect */
import { strictEqual } from 'node:assert/strict'
import { beforeAll, describe, expect } from 'vitest'
import { sampleClaim } from '../synthetic.ts'
import { controlArgs, findingArgs, recordedTest as test } from './recorded.ts'

const broken = test.extend('engine', () => {
  throw new Error('no engine')
})

describe('refuted', { meta: { claim: sampleClaim('ART-02') } }, () => {
  test(...controlArgs('passes'), () => expect(1).toBe(1))
  test(...findingArgs('refuted'), () => expect(['a']).toEqual(['b']))
  test(...findingArgs('does not reject'), () => expect(Promise.resolve(1)).rejects.toThrow('no'))
})

describe('broken', { meta: { claim: sampleClaim('ART-03') } }, () => {
  test(...controlArgs('throws'), () => {
    throw new Error('assert: the probe failed')
  })
  test(...controlArgs('never ends'), () => new Promise(() => undefined))
  broken(...findingArgs('a fixture throws'), ({ engine }) => expect(engine).toBe(1))
  test(...findingArgs('a guard stops it'), () => {
    throw Object.assign(new Error('in the host’s pid namespace'), { name: 'HeldBack' })
  })
  test(...findingArgs('a fixture asserts'), () => strictEqual(1, 2))
  test(...findingArgs('asserts nothing'), () => undefined)
  test(...findingArgs('refuted, and its clean-up throws'), ({ onTestFinished }) => {
    onTestFinished(() => {
      throw new Error('the link stayed')
    })
    expect(1).toBe(2)
  })
  test(...findingArgs('refuted, where the engine has ended'), ({ onTestFailed }) => {
    onTestFailed(() => {
      throw Object.assign(new Error('the engine does not answer'), { name: 'LabLost' })
    })
    expect(1).toBe(2)
  })
  test('neither', () => expect(1).toBe(1))
})

describe('skipped', { meta: { claim: sampleClaim('ART-04') } }, () => {
  test(...findingArgs('skips itself'), ({ skip }) => skip('no time namespaces'))
  test.skip(...controlArgs('skipped'), () => expect(1).toBe(1))
})

describe('a hook throws', { meta: { claim: sampleClaim('ART-05') } }, () => {
  beforeAll(() => {
    throw new Error('no image')
  })
  test(...findingArgs('never runs'), () => expect(1).toBe(1))
})

describe('misspelt', { meta: JSON.parse('{"claim":"ART-06"}') }, () => {
  test(...findingArgs('has no claim'), () => expect(1).toBe(1))
})

test('outside of a claim', () => expect(1).toBe(1))
