import { describe, expect, test } from 'vitest'
import { execute } from './execute.ts'
import { ProbeError } from './probe.ts'

describe('execute', () => {
  test('returns stdout, stderr and the exit code of a command that fails', async () => {
    const outcome = await execute(['sh', '-c', 'echo out; echo err >&2; exit 3'])
    expect(outcome).toMatchObject({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' })
  })

  test('returns 128 plus the signal number for a command that a signal ended', async () => {
    expect(await execute(['sh', '-c', 'kill -KILL $$'])).toMatchObject({ exitCode: 137 })
  })

  test('runs the command in the C.UTF-8 locale and UTC, without stdin', async () => {
    const { stdout } = await execute(['sh', '-c', 'echo "$LC_ALL $TZ ${LANG-none} ${COLUMNS-none}"; cat'])
    expect(stdout).toBe('C.UTF-8 UTC none none\n')
  })

  test('decodes a UTF-8 character that arrives in two chunks', async () => {
    const { stdout } = await execute(['sh', '-c', "printf '\\344\\270'; sleep 0.1; printf '\\255\\n'"])
    expect(stdout).toBe('中\n')
  })
})

describe('execute rejects', () => {
  test('with the name of a program that is not found', async () => {
    const running = execute(['nsproof-no-such-program', 'x'])
    await expect(running).rejects.toThrow(
      /^nsproof-no-such-program could not be started \(.*ENOENT.*\); is it installed/,
    )
    await expect(running).rejects.toBeInstanceOf(ProbeError)
  })

  test('if the arguments are too long for the kernel', async () => {
    await expect(execute(['true', ...Array.from({ length: 40 }, () => 'x'.repeat(100_000))])).rejects.toThrow(
      /^true could not be started \(.*E2BIG/,
    )
  })

  test('at the timeout, even if a child process keeps the streams open', async () => {
    const began = performance.now()
    await expect(execute(['sh', '-c', 'sleep 3 & exec sleep 3'], 100)).rejects.toThrow(/did not end within 100 ms$/)
    expect(performance.now() - began).toBeLessThan(2500)
  })

  test('if the command prints more than 64 MiB', async () => {
    await expect(execute(['yes'])).rejects.toThrow(/^yes printed more than 64 MiB$/)
  })
})
