import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { execute } from '../execute.ts'
import { parsePs } from '../parsers/ps.ts'
import { publishPs } from './publish.ts'

const argv = ['ps', '-ww', '-ef']
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** A process with a secret in its argv, with or without the mark of this run. */
async function process(secret: string, run: string | undefined): Promise<number> {
  const { NSPROOF_RUN: _, ...env } = globalThis.process.env
  const child = spawn('sh', ['-c', 'echo ready; read line', secret], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...env, ...(run !== undefined && { NSPROOF_RUN: run }) },
  })
  children.push(child)
  await once(child.stdout, 'data')
  return child.pid ?? 0
}

const published = async (): Promise<string> => publishPs((await execute(argv)).stdout, argv)

describe('what is published of the host’s ps', () => {
  test.for(['hunter2', '秘密の言葉', '-----'])(
    'of somebody else’s process with the argv %j is pid, ppid, uid and comm',
    async (secret) => {
      const pid = await process(secret, undefined)
      const text = await published()
      expect(text).not.toContain(secret)
      expect(parsePs(text).find((row) => row.pid === pid)).toMatchObject({
        ppid: globalThis.process.pid,
        args: '[sh]',
        stime: '-',
        tty: '-',
      })
    },
  )

  test('of a process of this run is everything, and of the ps that looked', async () => {
    const run = (globalThis.process.env['NSPROOF_RUN'] ??= 'a-test')
    const pid = await process('of-this-run', run)
    const rows = parsePs(await published())
    expect(rows.find((row) => row.pid === pid)?.args).toContain('of-this-run')
    expect(rows.map(({ args }) => args)).toContain('ps -ww -ef')
  })

  test('of output that is no process list is nothing', () => {
    expect(publishPs('hunter2\n', argv)).not.toContain('hunter2')
  })
})
