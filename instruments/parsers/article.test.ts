import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAddressesText } from './address.ts'
import { parseDockerPsTable } from './docker.ts'
import { parseNamespaceListing } from './namespaces.ts'
import { parseNetnsListText } from './netns.ts'
import { parsePs } from './ps.ts'

const sample = (path: string): string => readFileSync(new URL(`samples/${path}.txt`, import.meta.url), 'utf8')
const pids = { nginx: 26271, httpd: 26491, nextcloud: 26936 }

describe('the process lists in the article', () => {
  test('nginx: a master with PID 1, four workers of user nginx under it, no httpd', () => {
    const rows = parsePs(sample('parsePs/article-nginx'))
    const workers = rows.filter(({ args }) => args === 'nginx: worker process')
    expect(rows.filter(({ args }) => args.startsWith('nginx: master process')).map(({ pid }) => pid)).toEqual([1])
    expect(workers.map(({ pid, ppid, user }) => ({ pid, ppid, user }))).toEqual(
      [29, 30, 31, 32].map((pid) => ({ pid, ppid: 1, user: 'nginx' })),
    )
    expect(rows.filter(({ args }) => args.startsWith('httpd'))).toEqual([])
    expect(rows).toHaveLength(7)
  })

  test('httpd: four httpd processes, no nginx', () => {
    const rows = parsePs(sample('parsePs/article-httpd'))
    expect(rows.filter(({ args }) => args === 'httpd -DFOREGROUND').map(({ pid }) => pid)).toEqual([1, 8, 9, 10])
    expect(rows.filter(({ args }) => args.includes('nginx'))).toEqual([])
  })

  test('ip netns exec: the main processes of all three containers with host PIDs, and processes of the host', () => {
    const rows = parsePs(sample('parsePs/article-host'))
    const argsOf = (wanted: number): string | undefined => rows.find(({ pid }) => pid === wanted)?.args
    expect(argsOf(pids.nginx)).toBe('nginx: master process nginx -g daemon off;')
    expect(argsOf(pids.httpd)).toBe('httpd -DFOREGROUND')
    expect(argsOf(pids.nextcloud)).toBe('apache2 -DFOREGROUND')
    expect(rows.filter(({ ppid }) => ppid === pids.nginx)).toHaveLength(4)
    expect(argsOf(28657)).toBe('-bash')
  })
})

describe('the namespace listings in the article', () => {
  const listings = Object.values(pids).map((pid) =>
    parseNamespaceListing(sample(`parseNamespaceListing/article-${pid}`)),
  )
  const inodes = (entry: string): Set<number | undefined> => new Set(listings.map((listing) => listing[entry]?.inode))

  test('have ten entries of eight types each', () => {
    for (const listing of listings) {
      expect(Object.keys(listing)).toHaveLength(10)
      expect(new Set(Object.values(listing).map(({ type }) => type)).size).toBe(8)
    }
  })

  test.each(['time', 'user'])('the %s namespace is the same in all three containers', (type) => {
    expect([...inodes(type)]).toEqual([type === 'time' ? 4026531834 : 4026531837])
  })

  test.each(['cgroup', 'ipc', 'mnt', 'net', 'pid', 'uts'])(
    'the %s namespace differs between the three containers',
    (type) => {
      expect(inodes(type)).not.toContain(undefined)
      expect(inodes(type).size).toBe(3)
    },
  )
})

describe('the names and addresses in the article', () => {
  test('ip netns list has a name and an id for each link', () => {
    expect(parseNetnsListText(sample('parseNetnsListText/article'))).toEqual([
      { name: 'docker-ns-26271', id: 0 },
      { name: 'docker-ns-26491', id: 1 },
      { name: 'docker-ns-26936', id: 2 },
    ])
  })

  test('eth0@if5 of nginx has the address 172.17.0.2/16', () => {
    const [lo, eth0, ...rest] = parseAddressesText(sample('parseAddressesText/article-nginx'))
    expect(lo).toMatchObject({ index: 1, name: 'lo', addresses: ['127.0.0.1/8'] })
    expect(eth0).toEqual({
      index: 4,
      name: 'eth0',
      linkIndex: 5,
      linkNetnsid: 0,
      flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
      mac: '02:42:ac:11:00:02',
      addresses: ['172.17.0.2/16'],
    })
    expect(rest).toEqual([])
  })

  test.each(['minutes', 'hour'])('docker ps lists three containers (%s old)', (age) => {
    const rows = parseDockerPsTable(sample(`parseDockerPsTable/article-${age}`))
    expect(rows.map(({ id, image, names, ports }) => [id, image, names, ports])).toEqual([
      ['83f27d094780', 'nextcloud', 'sad_tu', '80/tcp'],
      ['6c498e8d2477', 'httpd', 'flamboyant_bhaskara', '80/tcp'],
      ['55ef2eae198a', 'nginx', 'busy_poincare', '80/tcp'],
    ])
    expect(rows[2]).toMatchObject({ command: '/docker-entrypoint.…' })
    expect(rows[0]?.status).toMatch(/^Up About an? (minute|hour)$/)
  })
})
