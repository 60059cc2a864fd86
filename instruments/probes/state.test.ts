import { expect, test } from 'vitest'
import { type Outcome, ProbeError } from '../probe.ts'
import { state } from './state.ts'

const outcome = (exitCode: number, stdout: string): Outcome => ({
  argv: state(7).argv,
  exitCode,
  stdout,
  stderr: '',
  startedAt: '2025-01-01T00:00:00.000Z',
  durationMs: 1,
})

test('state is the first letter of the State field', () => {
  expect(state(7).parse(outcome(0, 'State:\tZ (zombie)\n'))).toBe('Z')
  expect(state(7).parse(outcome(0, 'State:\tT (stopped)\n'))).toBe('T')
})

test('state is gone if grep finds no status file', () => {
  expect(state(7).parse(outcome(2, ''))).toBe('gone')
})

test('a status without a state, or a grep that could not run, is a ProbeError', () => {
  for (const exitCode of [1, 126, 127]) expect(() => state(7).parse(outcome(exitCode, ''))).toThrow(ProbeError)
})
