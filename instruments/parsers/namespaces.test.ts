import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAddresses, parseAddressesText } from './address.ts'
import { parseMembers, parseNamespaceIds, parseNamespaceListing, parseNamespaceOwners } from './namespaces.ts'
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

  test('an owner and a parent are known where the reader may see them', () => {
    expect(parseNamespaceOwners(sample('parseNamespaceOwners/container'))).toMatchObject({
      net: { inode: 4026532335, owner: 4026531837 },
      pid: { inode: 4026532334, owner: 4026531837, parent: 4026531836 },
    })
    const { net, user, uts } = parseNamespaceOwners(sample('parseNamespaceOwners/new-user-namespace'))
    expect({ net, user, uts }).toEqual({
      net: { inode: 4026532480, owner: 4026532479 },
      user: { inode: 4026532479 },
      uts: { inode: 4026531838 },
    })
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
