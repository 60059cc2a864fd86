import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseLocalTimes, parseUptime } from './clocks.ts'
import { parseDevIno, parseLines } from './coreutils.ts'
import { parseCgroupFile, parseProcNetDev, parseRunningKernel, parseSysvShm, parseUidMap } from './kernel.ts'
import { parseKernelLog } from './kernel-log.ts'
import { parseKey } from './key.ts'
import { parseLocking } from './locks.ts'
import { parseLsnsCount } from './lsns.ts'
import { parseLoadAverages, parseMachine, parseMemoryLimit } from './machine.ts'
import { parseMounts } from './mountinfo.ts'
import { parseOsRelease } from './os-release.ts'
import { parsePidList } from './pids.ts'
import { parseLimits, parseSecurityLabel } from './process-limits.ts'
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

test('parseMachine: memory and the number of each processor', () => {
  expect(parseMachine(sample('parseMachine/two-processors'))).toEqual({ memory: 24684096, processors: [0, 1] })
})

test('parseLoadAverages: the averages without the counters', () => {
  expect(parseLoadAverages('1.94 4.33 9.21 2/163 27423\n')).toEqual([1.94, 4.33, 9.21])
})

test('parseMemoryLimit: bytes, and no limit in either version of cgroups', () => {
  expect(parseMemoryLimit(sample('parseMemoryLimit/64-mib'))).toBe(64 * 1024 * 1024)
  expect(parseMemoryLimit(sample('parseMemoryLimit/none-v1'))).toBeNull()
  expect(parseMemoryLimit(sample('parseMemoryLimit/none-v2'))).toBeNull()
})

test('parseLimits: both limits of each resource', () => {
  const limits = parseLimits(sample('parseLimits/host'))
  expect(limits).toMatchObject({ 'Max core file size': { soft: '0', hard: 'unlimited' } })
  expect(Object.keys(limits)).toHaveLength(16)
})

test('parseSecurityLabel: the label without the end of the line or the NUL', () => {
  expect(parseSecurityLabel(sample('parseSecurityLabel/apparmor'))).toBe('docker-default (enforce)')
  expect(parseSecurityLabel(sample('parseSecurityLabel/selinux'))).toBe('system_u:system_r:container_t:s0:c61,c1004')
})

test('parseMounts: a masked file, a masked directory and a read-only one', () => {
  expect(parseMounts(sample('parseMounts/container'))).toEqual([
    { mountPoint: '/proc/sys', root: '/sys', fileSystem: 'proc', readOnly: true },
    { mountPoint: '/proc/acpi', root: '/', fileSystem: 'tmpfs', readOnly: true },
    { mountPoint: '/proc/keys', root: '/null', fileSystem: 'tmpfs', readOnly: false },
  ])
})

test('parseKey: type, owner and description, or an errno', () => {
  expect(parseKey(sample('parseKey/user'))).toEqual({ type: 'user', uid: 0, gid: 0, description: 'nsproof-key' })
  expect(parseKey(sample('parseKey/no-key'))).toBe('ENOKEY')
})

test('parseKernelLog: size and sum, or EPERM', () => {
  expect(parseKernelLog(sample('parseKernelLog/host'))).toEqual({ bytes: 16368, sum: 1300734 })
  expect(parseKernelLog(sample('parseKernelLog/refused'))).toBe('EPERM')
})

test('parseLocking: free or held', () => {
  expect([parseLocking('free\n'), parseLocking('held\n')]).toEqual(['free', 'held'])
})

test('parseLsnsCount: the second number', () => {
  expect([parseLsnsCount('4026532177 12\n'), parseLsnsCount(' 4026532177 0\n')]).toEqual([12, 0])
})
