import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'

const module = join(import.meta.dirname, 'run-command.ts')

/** A command that writes twice, 50 ms apart, into a pipe that nobody reads. */
const script = (stream: 'stdout' | 'stderr') => `
  import { setTimeout as delay } from 'node:timers/promises'
  import { runCommand } from ${JSON.stringify(module)}
  await runCommand('usage', async () => {
    await delay(200)
    process.${stream}.write('one')
    await delay(50)
    process.${stream}.write('two')
    return 0
  })`

describe('a command runs to its end although its pipe was closed, as by `head`', () => {
  test.for([
    ['stdout', '| true'],
    ['stderr', '2>&1 >/dev/null | true'],
  ] as const)('%s', async ([stream, pipe]) => {
    const piped = `"$0" --input-type=module --eval "$1" ${pipe}; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = await execa('bash', ['-c', piped, process.execPath, script(stream)])
    expect({ stdout, stderr }).toEqual({ stdout: '141', stderr: '' })
  })
})

const helped = (...args: string[]) =>
  execa(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { runCommand } from ${JSON.stringify(module)}
     await runCommand('usage\\n', async () => 3)`,
      '--',
      'command',
      ...args,
    ],
    { reject: false },
  )

describe('--help', () => {
  test('prints the usage and runs nothing', async () => {
    expect(await helped('--other', '--help')).toMatchObject({ stdout: 'usage', exitCode: 0 })
  })

  test('behind -- it belongs to another command', async () => {
    expect(await helped('--', '--help')).toMatchObject({ stdout: '', exitCode: 3 })
  })
})
