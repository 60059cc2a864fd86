import { describe, expect, test } from 'vitest'
import { contentsIn, hidepidIn, processFiles, readProc } from './proc-files.ts'

const proc = (options: string, point = '/proc'): string =>
  `22 28 0:21 / ${point} rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw${options}\n`

describe('hidepid', () => {
  test('is 0 if mountinfo names no hidepid, or off', () => {
    expect(hidepidIn(proc(''))).toBe(0)
    expect(hidepidIn(proc(',hidepid=off'))).toBe(0)
    expect(hidepidIn('')).toBe(0)
  })

  test.each([
    ['noaccess', 1],
    ['invisible', 2],
    ['ptraceable', 4],
    ['1', 1],
    ['2', 2],
    ['4', 4],
  ] as const)('=%s is %i', (value, number) => {
    expect(hidepidIn(proc(`,gid=42,hidepid=${value}`))).toBe(number)
  })

  test('is read from the last mount on /proc, not from mounts elsewhere or below it', () => {
    expect(hidepidIn(proc(',hidepid=invisible') + proc(''))).toBe(0)
    expect(hidepidIn(proc('') + proc(',hidepid=invisible', '/hostproc'))).toBe(0)
    expect(hidepidIn(proc('') + proc(',hidepid=invisible', '/proc/sys'))).toBe(0)
  })
})

test('contentsIn assigns grep’s output to the files, for contents with and without NUL', () => {
  const output = '/proc/1/cmdline\0sleep\0/proc/1/cmdline\x0060\0/proc/1/status\0Name:\tsleep\nPid:\t1\n\0'
  expect(Object.fromEntries(contentsIn(output))).toEqual({
    '/proc/1/cmdline': 'sleep\x0060',
    '/proc/1/status': 'Name:\tsleep\nPid:\t1\n',
  })
  expect(contentsIn('')).toEqual(new Map())
})

describe('processes', () => {
  test('are listed with the files in their folders, this process included', () => {
    const { pids, read } = processFiles(['stat'])
    expect(pids).toContain(process.pid)
    expect(read(process.pid, 'stat')).toMatch(new RegExp(`^${process.pid} \\(`))
  })

  test('that have ended have no files', () => {
    expect(readProc(`/proc/${process.pid}/comm`)).toBeDefined()
    expect(readProc('/proc/2147483647/comm')).toBeUndefined()
    expect(() => processFiles(['comm']).read(2_147_483_647, 'comm')).toThrow(/2147483647/)
  })
})
