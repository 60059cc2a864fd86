import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { markVariables, runVariable, runVariables, setRunVariables, unmarkedEnvironment } from './run-environment.ts'

afterEach(() => vi.unstubAllEnvs())

describe('the environment of a run', () => {
  test('a variable that is set reaches this process and its children; an empty one counts as unset', () => {
    vi.stubEnv('NSPROOF_RUN', 'before')
    setRunVariables({ run: 'a-run' })
    expect(runVariable('run')).toBe('a-run')
    expect(markVariables()).toEqual(runVariables({ run: 'a-run' }))
    expect(Object.values(unmarkedEnvironment())).not.toContain('a-run')
    setRunVariables({ run: '' })
    expect(runVariable('run')).toBeUndefined()
    expect(markVariables()).toEqual({})
  })

  test('one module names the variables', () => {
    const cwd = join(import.meta.dirname, '..')
    const files = globSync(['{commands,experiments,fixtures,instruments,reports}/**/*.ts', '*.ts'], { cwd })
    const naming = files.filter((file) => readFileSync(join(cwd, file), 'utf8').includes('NSPROOF_'))
    expect(naming.toSorted()).toEqual(['instruments/run-environment.test.ts', 'instruments/run-environment.ts'])
  })
})
