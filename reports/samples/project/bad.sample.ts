// The rule knows vitest's own `test` only, not an extended one.
/* oxlint-disable vitest/no-standalone-expect */
import { strictEqual } from 'node:assert/strict'
import { beforeAll, describe, expect } from 'vitest'
import { sampleClaim } from '../synthetic.ts'
import { control, finding, recordedTest as test } from './recorded.ts'

const broken = test.extend('engine', () => {
  throw new Error('no engine')
})

describe('refuted', { meta: { claim: sampleClaim('ART-02') } }, () => {
  test(...control('passes'), () => expect(1).toBe(1))
  test(...finding('refuted'), () => expect(['a']).toEqual(['b']))
  test(...finding('does not reject'), () => expect(Promise.resolve(1)).rejects.toThrow('no'))
})

describe('broken', { meta: { claim: sampleClaim('ART-03') } }, () => {
  test(...control('throws'), () => {
    throw new Error('assert: the probe failed')
  })
  test(...control('never ends'), () => new Promise(() => undefined))
  broken(...finding('a fixture throws'), ({ engine }) => expect(engine).toBe(1))
  test(...finding('a guard stops it'), () => {
    throw Object.assign(new Error('in the host’s pid namespace'), { name: 'HeldBack' })
  })
  test(...finding('a fixture asserts'), () => strictEqual(1, 2))
  test(...finding('asserts nothing'), () => undefined)
  test(...finding('refuted, and its clean-up throws'), ({ onTestFinished }) => {
    onTestFinished(() => {
      throw new Error('the link stayed')
    })
    expect(1).toBe(2)
  })
  test(...finding('refuted, where the engine has ended'), ({ onTestFailed }) => {
    onTestFailed(() => {
      throw Object.assign(new Error('the engine does not answer'), { name: 'LabLost' })
    })
    expect(1).toBe(2)
  })
  test('neither', () => expect(1).toBe(1))
})

describe('skipped', { meta: { claim: sampleClaim('ART-04') } }, () => {
  test(...finding('skips itself'), ({ skip }) => skip('no time namespaces'))
  test.skip(...control('skipped'), () => expect(1).toBe(1))
})

describe('a hook throws', { meta: { claim: sampleClaim('ART-05') } }, () => {
  beforeAll(() => {
    throw new Error('no image')
  })
  test(...finding('never runs'), () => expect(1).toBe(1))
})

describe('misspelt', { meta: JSON.parse('{"claim":"ART-06"}') }, () => {
  test(...finding('has no claim'), () => expect(1).toBe(1))
})

test('outside of a claim', () => expect(1).toBe(1))
