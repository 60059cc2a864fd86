import { describe, expect, test } from 'vitest'
import { runVariables } from '../../instruments/run-environment.ts'
import { chooseShell } from './open-shell.ts'

describe('the shell that the lab opens', () => {
  test.for([
    ['/usr/local/bin/bash', ['/usr/local/bin/bash', '--rcfile'], undefined],
    ['/bin/sh', ['/bin/sh', '-i'], undefined],
    ['/usr/bin/dash', ['/usr/bin/dash', '-i'], undefined],
    ['/usr/bin/fish', ['/bin/bash', '--rcfile'], 'fish'],
  ] as const)('for %s is %j', ([SHELL, begin, insteadOf]) => {
    const { argv, insteadOf: found } = chooseShell({ SHELL })
    expect(argv.slice(0, 2)).toEqual(begin)
    expect(found).toEqual(insteadOf)
  })

  test('without $SHELL is sh, with the user’s own ENV as a variable', () => {
    const { argv, environment } = chooseShell({ ENV: '/home/a/env' })
    expect(argv[0]).toBe('/bin/sh')
    expect(environment).toMatchObject({
      ENV: expect.stringMatching(/\/shell\/shrc$/),
      ...runVariables({ labUserEnv: '/home/a/env' }),
    })
  })
})
