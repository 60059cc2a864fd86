import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAddresses } from './address.ts'
import { parseNetnsIdentities } from './netns.ts'
import { parseNestedPids, parseSelfNumber } from './pids.ts'
import { parseFileSystem, parseSha256 } from './small.ts'

const sample = (path: string): string => readFileSync(new URL(`samples/${path}.txt`, import.meta.url), 'utf8')

describe('the numbers of one process', () => {
  test('in another pid namespace than the procfs', () => {
    expect(parseSelfNumber(sample('parseSelfNumber/nsenter-pid'))).toEqual({ pid: 3, self: 22798 })
    expect(parseNestedPids(sample('parseNestedPids/nsenter-pid'))).toEqual({ pid: 4, nspid: [22800, 4] })
  })

  test('in the same', () => {
    expect(parseSelfNumber(sample('parseSelfNumber/unshared'))).toEqual({ pid: 1, self: 1 })
    expect(parseNestedPids(sample('parseNestedPids/host'))).toEqual({ pid: 22900, nspid: [22900] })
  })
})

describe('names and files', () => {
  test('what the names in /var/run/netns lead to', () => {
    expect(parseNetnsIdentities(sample('parseNetnsIdentities/two'))).toEqual([
      { name: 'blue', id: '4:4026532179' },
      { name: 'red', id: '4:4026532240' },
    ])
    expect(parseNetnsIdentities('')).toEqual([])
  })

  test('the type of a file system, and the hash without the name', () => {
    expect(parseFileSystem(sample('parseFileSystem/plain'))).toBe('ext2/ext3')
    expect(parseSha256(`${'0'.repeat(63)}1  /proc/self/exe\n`)).toBe(`${'0'.repeat(63)}1`)
  })

  test('the port of a bridge names its master, the bridge none', () => {
    const [bridge, port] = parseAddresses(sample('parseAddresses/bridge-and-port'))
    expect(bridge).not.toHaveProperty('master')
    expect(port).toMatchObject({ name: 'vethadb9d36', linkIndex: 42, master: 'docker0' })
  })
})
