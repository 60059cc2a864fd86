import { describe, expect, test } from 'vitest'
import { findCauses } from './find-causes.ts'
import type { MachineFacts } from './machine-facts.ts'

const facts = (more: Partial<MachineFacts> = {}): MachineFacts => ({
  engine: 'docker 20.10.24',
  runtime: 'runc 1.1.5',
  kernel: '6.1.0',
  cgroup: 'v2',
  mode: 'rootful',
  confinement: 'seccomp',
  arch: 'x64',
  system: 'Debian 12',
  images: 'stand-in',
  tools: 'ps 4.0.2; root',
  ...more,
})

describe('the cause of a difference', () => {
  test('is shown by two machines that differ in it alone', () => {
    const seen = [
      { facts: facts(), form: 'A' },
      { facts: facts({ mode: 'userns-remap' }), form: 'B' },
      { facts: facts({ kernel: '6.12.0', engine: 'docker 26.1.5' }), form: 'A' },
    ]
    expect(findCauses(seen)).toEqual({ shown: ['mode'], possible: [] })
  })

  test('is only possible where several facts differ at once', () => {
    const seen = [
      { facts: facts(), form: 'A' },
      { facts: facts({ kernel: '6.12.0', engine: 'docker 26.1.5' }), form: 'B' },
    ]
    expect(findCauses(seen)).toEqual({ shown: [], possible: ['engine', 'kernel'] })
  })

  test('is not possible where one value has both outcomes', () => {
    const seen = [
      { facts: facts(), form: 'A' },
      { facts: facts({ kernel: '6.12.0', engine: 'docker 26.1.5' }), form: 'B' },
      { facts: facts({ kernel: '6.12.0', engine: 'docker 24.0.0', arch: 'arm64' }), form: 'A' },
    ]
    expect(findCauses(seen)).toEqual({ shown: [], possible: ['engine'] })
  })

  test('is none where all outcomes are the same', () => {
    const seen = [
      { facts: facts(), form: 'A' },
      { facts: facts({ kernel: '6.12.0' }), form: 'A' },
    ]
    expect(findCauses(seen)).toEqual({ shown: [], possible: [] })
  })
})
