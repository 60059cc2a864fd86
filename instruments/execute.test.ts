import { describe, expect, test } from 'vitest'
import { execute } from './execute.ts'
import { ProbeError } from './probe.ts'

describe('a command that is run to its end', () => {
  test('comes back with both streams and its exit code, whatever that is', async () => {
    const outcome = await execute(['sh', '-c', 'echo out; echo err >&2; exit 3'])
    expect(outcome).toMatchObject({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' })
  })

  test('is told by 128 and the number of the signal that ended it', async () => {
    expect(await execute(['sh', '-c', 'kill -KILL $$'])).toMatchObject({ exitCode: 137 })
  })

  test('prints in one language and time zone, and is given no input', async () => {
    const { stdout } = await execute(['sh', '-c', 'echo "$LC_ALL $TZ ${LANG-none} ${COLUMNS-none}"; cat'])
    expect(stdout).toBe('C.UTF-8 UTC none none\n')
  })

  test('keeps characters whole that come in several pieces', async () => {
    const { stdout } = await execute(['sh', '-c', "printf '\\344\\270'; sleep 0.1; printf '\\255\\n'"])
    expect(stdout).toBe('中\n')
  })
})

describe('a command that fails as one', () => {
  test('because there is no such program: it is named', async () => {
    const running = execute(['nsproof-no-such-program', 'x'])
    await expect(running).rejects.toThrow(
      /^nsproof-no-such-program could not be started \(.*ENOENT.*\); is it installed/,
    )
    await expect(running).rejects.toBeInstanceOf(ProbeError)
  })

  test('because its arguments are too many for the kernel', async () => {
    await expect(execute(['true', ...Array.from({ length: 40 }, () => 'x'.repeat(100_000))])).rejects.toThrow(
      /^true could not be started \(.*E2BIG/,
    )
  })

  test('because it does not end in time, though what it started holds its streams', async () => {
    const began = performance.now()
    await expect(execute(['sh', '-c', 'sleep 3 & exec sleep 3'], 100)).rejects.toThrow(/did not end within 100 ms$/)
    expect(performance.now() - began).toBeLessThan(2500)
  })

  test('because it prints without end', async () => {
    await expect(execute(['yes'])).rejects.toThrow(/^yes printed more than 64 MiB$/)
  })
})
