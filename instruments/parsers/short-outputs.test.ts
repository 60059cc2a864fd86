import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseLocalTimes, parseUptime } from './clocks.ts'
import { parseDevIno, parseLines } from './coreutils.ts'
import { parseCgroupFile, parseProcNetDev, parseRunningKernel, parseSysvShm, parseUidMap } from './kernel.ts'
import { parseOsRelease } from './os-release.ts'
import { parsePidList } from './pids.ts'
import { parseTranslations } from './rules.ts'
import { parseConnected, parseListeners } from './sockets.ts'

const sample = (path: string): string => readFileSync(new URL(`samples/${path}.txt`, import.meta.url), 'utf8')

test('parseUidMap: the identity map, a remapped range, an empty map', () => {
  expect(parseUidMap(sample('parseUidMap/initial'))).toEqual([{ inside: 0, outside: 0, count: 4294967295 }])
  expect(parseUidMap(sample('parseUidMap/remapped'))).toEqual([{ inside: 0, outside: 100000, count: 1000 }])
  expect(parseUidMap(sample('parseUidMap/unmapped'))).toEqual([])
})

test('parseCgroupFile: named, joined and unified hierarchies', () => {
  const path = '/docker/c9e71320f83593d83db0f629375ef18a61a58ab3b3b339c19c9ba0d950fc190d'
  const lines = parseCgroupFile(sample('parseCgroupFile/v1'))
  expect(lines[0]).toEqual({ id: 9, controllers: ['name=systemd'], path })
  expect(lines.at(-1)).toEqual({ id: 0, controllers: [], path })
  expect(parseCgroupFile(sample('parseCgroupFile/v2'))).toEqual([{ id: 0, controllers: [], path: '/' }])
  expect(parseCgroupFile(sample('parseCgroupFile/joined'))).toEqual([
    { id: 3, controllers: ['cpu', 'cpuacct'], path: '/docker/a:b' },
  ])
})

test('parseProcNetDev: reads the names and drops the counters', () => {
  expect(parseProcNetDev(sample('parseProcNetDev/container'))).toEqual(['lo', 'eth0'])
})

test('parseSysvShm: one segment, and an empty table', () => {
  expect(parseSysvShm(sample('parseSysvShm/one'))).toEqual([
    { key: 1330681546, shmid: 0, perms: '600', size: 4096, cpid: 19337, lpid: 0, nattch: 0, uid: 0 },
  ])
  expect(parseSysvShm(sample('parseSysvShm/none'))).toEqual([])
})

test('parseUptime: reads the seconds since boot, not the idle time', () => {
  expect(parseUptime('1186.97 2302.30\n')).toBe(1186.97)
})

test('parseOsRelease: bare, quoted and escaped values', () => {
  expect(parseOsRelease(sample('parseOsRelease/debian-12'))).toMatchObject({ ID: 'debian', VERSION: '12 (bookworm)' })
  expect(parseOsRelease(sample('parseOsRelease/quotes'))).toEqual({
    ID: 'alpine',
    NAME: 'A "B"',
    PRETTY_NAME: 'A "B" $C',
    VARIANT: '',
  })
})

test('parseLines: drops empty lines', () => {
  expect(parseLines(sample('parseLines/two'))).toEqual(['one', 'two three'])
})

test('parseDevIno: reads device and inode', () => {
  expect(parseDevIno(sample('parseDevIno/net'))).toBe('4:4026532184')
})

test('parseLocalTimes: a zone east and a zone west of Greenwich, and the time of day as if it were UTC', () => {
  const started = Date.UTC(2026, 10, 27, 9, 52, 9) / 1000
  expect(parseLocalTimes(sample('parseLocalTimes/jst'))).toEqual({ now: 1795740730, zone: 32_400, started })
  const west = { now: 1795740730, zone: -12_600, started: Date.UTC(2026, 10, 2, 21, 22, 9) / 1000 }
  expect(parseLocalTimes(sample('parseLocalTimes/west'))).toEqual(west)
})

test('parsePidList: two PIDs, and none', () => {
  expect(parsePidList(sample('parsePidList/nginx'))).toEqual([4182, 4230])
  expect(parsePidList(sample('parsePidList/none'))).toEqual([])
})

test('parseRunningKernel: reads boot id and release', () => {
  expect(parseRunningKernel(sample('parseRunningKernel/host'))).toEqual({
    bootId: 'f572c1d3-332d-4d1a-9fe3-8f0fce2a6930',
    release: '6.18.44',
  })
})

test('parseConnected: the three kinds of answer', () => {
  const answers = ['reached', 'refused', 'silent'].map((name) => parseConnected(sample(`parseConnected/${name}`)))
  expect(answers).toEqual(['reached', 'ECONNREFUSED', 'no answer'])
})

test('parseListeners: protocols, both families, several owners and none', () => {
  expect(parseListeners(sample('parseListeners/resolver'))).toEqual([
    { protocol: 'udp', address: '127.0.0.11', port: 54770, owners: [{ comm: 'dockerd', pid: 20575 }] },
    { protocol: 'tcp', address: '127.0.0.11', port: 44053, owners: [{ comm: 'dockerd', pid: 20575 }] },
  ])
  const [four, six, both, scoped] = parseListeners(sample('parseListeners/nginx'))
  expect(four).toMatchObject({ address: '0.0.0.0', port: 80, owners: [{ pid: 30438 }, { pid: 30437 }] })
  expect([six?.address, both?.address, both?.owners, scoped?.port]).toEqual(['::', '*', [], 546])
})

test('parseTranslations: iptables, nftables and netavark, and other rules left out', () => {
  const found = ['iptables', 'nftables', 'netavark', 'none'].map((name) =>
    parseTranslations(sample(`parseTranslations/${name}`)),
  )
  const docker = [{ port: 32768, to: '172.17.0.3:80' }]
  expect(found).toEqual([docker, docker, [{ port: 32768, to: '10.88.0.3:80' }], []])
})
