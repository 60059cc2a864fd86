import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseKernelThreads, parseProcfs } from './procfs.ts'
import { parsePs } from './ps.ts'
import { parseConfinement, parseStatus } from './status.ts'

const sample = (path: string): string => readFileSync(new URL(`samples/${path}.txt`, import.meta.url), 'utf8')

describe('parseProcfs', () => {
  test('reads a process of a container with its PID in both pid namespaces', () => {
    expect(parseProcfs(sample('parseProcfs/container'))).toEqual([
      { pid: 4662, ppid: 4640, start: '115594', state: 'S', comm: 'bash', uid: 0, nspid: [4662, 1] },
      { pid: 4691, ppid: 4662, start: '115606', state: 'S', comm: 'sleep', uid: 0, nspid: [4691, 8] },
    ])
  })

  test('reads the right fields if a comm looks like other fields', () => {
    const rows = parseProcfs(sample('parseProcfs/hostile'))
    expect(rows.find(({ pid }) => pid === 3)).toMatchObject({ ppid: 2, state: 'S', comm: ') R 1 (\n<b>\u001b', uid: 0 })
    expect(rows.find(({ pid }) => pid === 4)).toMatchObject({ ppid: 2, comm: '\rUid:\t7\t7\t7\t7', uid: 0, nspid: [4] })
  })

  test('leaves out a process that ended between the readings of its two files', () => {
    const text = sample('parseProcfs/vanished')
    expect(text).toContain('/proc/4691/stat\0')
    expect(parseProcfs(text).map(({ pid }) => pid)).toEqual([4662])
  })

  test('reads the effective uid', () => {
    const text = sample('parseProcfs/container').replaceAll('Uid:\t0\t0\t', 'Uid:\t0\t33\t')
    expect(parseProcfs(text).map(({ uid }) => uid)).toEqual([33, 33])
  })
})

describe('parsePs', () => {
  test('reads padded columns', () => {
    expect(parsePs(sample('parsePs/container'))[1]).toEqual({
      user: 'root',
      pid: 8,
      ppid: 1,
      stime: '12:57',
      tty: '?',
      time: '00:00:00',
      args: 'sleep 1000',
    })
  })

  test.each(['Apr15', '2025', '15:25', '-'])('accepts %s as a start time', (stime) => {
    const rows = parsePs(`UID PID PPID C STIME TTY TIME CMD\nwww-data 9 1 - ${stime} - - [sh]\n`)
    expect(rows).toEqual([{ user: 'www-data', pid: 9, ppid: 1, stime, tty: '-', time: '-', args: '[sh]' }])
  })

  test('keeps the arguments unchanged, leading spaces included', () => {
    const row = 'root 9 1 0 15:25 pts/0 2-03:04:05   a  b <script>\r'
    expect(parsePs(`UID PID PPID C STIME TTY TIME CMD\n${row}\n`)[0]).toMatchObject({
      time: '2-03:04:05',
      args: '  a  b <script>\r',
    })
    expect(parsePs(sample('parsePs/hostile')).map(({ args }) => args)).toContain('evil   two?[31m  <script> 300')
  })
})

describe('parseStatus', () => {
  test('reads keys and values', () => {
    const status = parseStatus(sample('parseStatus/container'))
    expect(status).toMatchObject({ Name: 'bash', Pid: '4662', NSpid: '4662\t1', Groups: '0', VmRSS: '2952 kB' })
  })

  test('reads capabilities and seccomp mode of a container and of the host', () => {
    expect(parseConfinement(sample('parseConfinement/container'))).toEqual({
      capEff: '00000000a80425fb',
      seccomp: 2,
      noNewPrivs: 0,
    })
    expect(parseConfinement(sample('parseConfinement/host'))).toEqual({
      capEff: '000001fffeffffff',
      seccomp: 0,
      noNewPrivs: 0,
    })
  })
})

test('parseKernelThreads: the threads of the kernel, and none in a container', () => {
  const threads = parseKernelThreads(sample('parseKernelThreads/host'))
  expect(threads).toEqual([
    { pid: 2, ppid: 0, start: '30', state: 'S', comm: 'kthreadd' },
    { pid: 3, ppid: 2, start: '30', state: 'S', comm: 'pool_workqueue_release' },
  ])
  expect(parseKernelThreads(sample('parseKernelThreads/container'))).toEqual([])
})

test('parseKernelThreads: a comm that looks like fields is no thread of the kernel', () => {
  expect(parseKernelThreads(sample('parseKernelThreads/hostile'))).toEqual([])
})
