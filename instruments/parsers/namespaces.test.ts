import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAddresses, parseAddressesText } from './address.ts'
import { parseLsns } from './lsns.ts'
import { parseMembers, parseNamespaceIds, parseNamespaceListing } from './namespaces.ts'
import { parseNetnsList, parseNetnsListText } from './netns.ts'

const sample = (path: string): string => readFileSync(new URL(`samples/${path}.txt`, import.meta.url), 'utf8')

describe('the namespaces of a process', () => {
  test('stat gives device and inode of each entry, and ls the same inodes with their types', () => {
    const ids = parseNamespaceIds(sample('parseNamespaceIds/container'))
    const listing = parseNamespaceListing(sample('parseNamespaceListing/container'))
    expect(ids).toMatchObject({ net: '4:4026532184', pid: '4:4026532183', pid_for_children: '4:4026532183' })
    expect(listing).toMatchObject({ pid_for_children: { type: 'pid', inode: 4026532183 } })
    expect(Object.entries(listing).map(([entry, { inode }]) => [entry, `4:${inode}`])).toEqual(Object.entries(ids))
  })

  test('find gives the PID and namespace of each process', () => {
    const id = '4:4026532184'
    expect(parseMembers(sample('parseMembers/container'))).toEqual([1, 8, 9].map((pid) => ({ pid, id })))
  })

  test('lsns: reads parent and owner, and null where there is no parent', () => {
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

  test('lsns: reads numbers that are printed as strings', () => {
    expect(parseLsns(sample('parseLsns/strings'))).toEqual([
      { ns: 4026531836, type: 'pid', nprocs: 79, pid: 2, pns: null, ons: 4026531837 },
      { ns: 4026532300, type: 'net', nprocs: 0, pid: null, pns: null, ons: null },
    ])
  })
})

describe('named network namespaces', () => {
  test.each(['no-folder', 'empty-folder'])('parses an empty list of names (%s)', (file) => {
    expect(parseNetnsList(sample(`parseNetnsList/${file}`))).toEqual([])
  })

  test('JSON and text give the same names, with and without an id', () => {
    const names = parseNetnsList(sample('parseNetnsList/three'))
    expect(names).toEqual([{ name: 'three' }, { name: 'two', id: 7 }, { name: 'one', id: 0 }])
    expect(parseNetnsListText(sample('parseNetnsListText/three'))).toEqual(names)
  })
})

describe('interfaces', () => {
  test.each(['container', 'tun'])('JSON and text give the same interfaces (%s)', (file) => {
    expect(parseAddressesText(sample(`parseAddressesText/${file}`))).toEqual(
      parseAddresses(sample(`parseAddresses/${file}`)),
    )
  })

  test('a veth has the index of its peer and the nsid of the peer’s network namespace', () => {
    const [lo, eth0] = parseAddresses(sample('parseAddresses/container'))
    expect(lo).not.toHaveProperty('linkIndex')
    expect(eth0).toMatchObject({ name: 'eth0', linkIndex: 7, linkNetnsid: 0, addresses: ['172.17.0.2/16'] })
  })

  test('an interface without a link-layer address has the mac null', () => {
    expect(parseAddresses(sample('parseAddresses/tun')).map(({ mac }) => mac)).toEqual(['00:00:00:00:00:00', null])
  })
})
