import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAddresses, parseAddressesText } from './address.ts'
import { parseLsns } from './lsns.ts'
import { parseMembers, parseNamespaceIds, parseNamespaceListing } from './namespaces.ts'
import { parseNetnsList, parseNetnsListText } from './netns.ts'

const sample = (path: string): string => readFileSync(new URL(`samples/${path}.txt`, import.meta.url), 'utf8')

describe('the namespaces of a process', () => {
  test('stat gives device and inode, ls the same inodes and the types', () => {
    const ids = parseNamespaceIds(sample('parseNamespaceIds/container'))
    const listing = parseNamespaceListing(sample('parseNamespaceListing/container'))
    expect(ids).toMatchObject({ net: '4:4026532184', pid: '4:4026532183', pid_for_children: '4:4026532183' })
    expect(listing).toMatchObject({ pid_for_children: { type: 'pid', inode: 4026532183 } })
    expect(Object.entries(listing).map(([entry, { inode }]) => [entry, `4:${inode}`])).toEqual(Object.entries(ids))
  })

  test('members keep their PID and the namespace of each', () => {
    const id = '4:4026532184'
    expect(parseMembers(sample('parseMembers/container'))).toEqual([1, 8, 9].map((pid) => ({ pid, id })))
  })

  test('lsns: parents, owners, and none of them', () => {
    const rows = parseLsns(sample('parseLsns/container'))
    expect(rows.find(({ type }) => type === 'pid')).toEqual({
      ns: 4026532183,
      type: 'pid',
      nprocs: 3,
      pid: 4662,
      pns: 4026531836,
      ons: 4026531837,
    })
    expect(rows.find(({ type }) => type === 'net')?.pns).toBeNull()
  })

  test('lsns: numbers that come as strings', () => {
    expect(parseLsns(sample('parseLsns/strings'))).toEqual([
      { ns: 4026531836, type: 'pid', nprocs: 79, pid: 2, pns: null, ons: 4026531837 },
      { ns: 4026532300, type: 'net', nprocs: 0, pid: null, pns: null, ons: null },
    ])
  })
})

describe('named network namespaces', () => {
  test.each(['no-folder', 'empty-folder'])('none is an answer (%s)', (file) => {
    expect(parseNetnsList(sample(`parseNetnsList/${file}`))).toEqual([])
  })

  test('JSON and text say the same, with and without an id', () => {
    const names = parseNetnsList(sample('parseNetnsList/three'))
    expect(names).toEqual([{ name: 'three' }, { name: 'two', id: 7 }, { name: 'one', id: 0 }])
    expect(parseNetnsListText(sample('parseNetnsListText/three'))).toEqual(names)
  })
})

describe('interfaces', () => {
  test.each(['container', 'tun'])('JSON and text say the same (%s)', (file) => {
    expect(parseAddressesText(sample(`parseAddressesText/${file}`))).toEqual(
      parseAddresses(sample(`parseAddresses/${file}`)),
    )
  })

  test('the peer of a veth is in another network namespace', () => {
    const [lo, eth0] = parseAddresses(sample('parseAddresses/container'))
    expect(lo).not.toHaveProperty('linkIndex')
    expect(eth0).toMatchObject({ name: 'eth0', linkIndex: 7, linkNetnsid: 0, addresses: ['172.17.0.2/16'] })
  })

  test('a link without an address of its own has null', () => {
    expect(parseAddresses(sample('parseAddresses/tun')).map(({ mac }) => mac)).toEqual(['00:00:00:00:00:00', null])
  })
})
