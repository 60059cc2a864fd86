import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAddresses } from './address.ts'
import { parseFileSystem, parseSha256 } from './coreutils.ts'
import { parseNetnsIdentities } from './netns.ts'
import { parseNestedPids, parseSelfPid } from './pids.ts'

const sample = (path: string): string => readFileSync(new URL(`samples/${path}.txt`, import.meta.url), 'utf8')

describe('the PIDs of one process', () => {
  test('differ if the process and the procfs are in different pid namespaces', () => {
    expect(parseSelfPid(sample('parseSelfPid/nsenter-pid'))).toEqual({ pid: 3, self: 22798 })
    expect(parseNestedPids(sample('parseNestedPids/nsenter-pid'))).toEqual({ pid: 4, nspid: [22800, 4] })
  })

  test('are equal if both are in the same pid namespace', () => {
    expect(parseSelfPid(sample('parseSelfPid/unshared'))).toEqual({ pid: 1, self: 1 })
    expect(parseNestedPids(sample('parseNestedPids/host'))).toEqual({ pid: 22900, nspid: [22900] })
  })
})

describe('names and files', () => {
  test('parseNetnsIdentities gives each name with the device and inode of its namespace', () => {
    expect(parseNetnsIdentities(sample('parseNetnsIdentities/two'))).toEqual([
      { name: 'blue', id: '4:4026532179' },
      { name: 'red', id: '4:4026532240' },
    ])
    expect(parseNetnsIdentities('')).toEqual([])
  })

  test('parseFileSystem gives the type, parseSha256 the hash without the file name', () => {
    expect(parseFileSystem(sample('parseFileSystem/plain'))).toBe('ext2/ext3')
    expect(parseSha256(`${'0'.repeat(63)}1  /proc/self/exe\n`)).toBe(`${'0'.repeat(63)}1`)
  })

  test('parseAddresses gives no nsid while the namespace of the other end is being taken down', () => {
    const [near] = parseAddresses(sample('parseAddresses/peer-gone'))
    expect([near?.linkIndex, near?.linkNetnsid]).toEqual([2, undefined])
  })

  test('parseAddresses gives a bridge port its master, and the bridge none', () => {
    const [bridge, port] = parseAddresses(sample('parseAddresses/bridge-and-port'))
    expect(bridge).not.toHaveProperty('master')
    expect(port).toMatchObject({ name: 'vethadb9d36', linkIndex: 42, master: 'docker0' })
  })
})
