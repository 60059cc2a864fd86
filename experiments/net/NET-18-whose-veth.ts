import {
  claim,
  control,
  entering,
  expect,
  finding,
  guardNotHost,
  type Page,
  type Subject,
  sleepForever,
  until,
  type View,
} from '../../fixtures/index.ts'

claim('NET-18', {
  title:
    'The iflink of a container’s eth0 is the ifindex of its veth on the host, and the veth’s link-netnsid is the nsid of the container’s network namespace',
  expect:
    'For each of the three containers, iflink leads to one veth on the host; that veth gives the container’s ifindex and nsid in return. With eth0 set down in a container, that veth loses its carrier and the others keep theirs. A container that joins the network has the same veth.',
  because: 'the kernel gives, of each end of a veth, the index of the other end and the nsid of its network namespace.',
  source: [
    'linux Documentation/ABI/testing/sysfs-class-net',
    'veth(4)',
    'linux net/core/rtnetlink.c (rtnl_fill_link_netnsid)',
  ],
  verdict: 'new',
  page,
})

control('a container that joins nginx’s network has the same veth', async ({ host, nginx, start }) => {
  const joiner = await start({ of: 'httpd', network: `container:${nginx.id}`, ...sleepForever })
  expect(await vethOf(host, joiner)).toEqual(await vethOf(host, nginx))
})

finding(
  'each container leads to a veth of its own, and that back to it',
  async ({ host, httpd, link, nextcloud, nginx }) => {
    const found = []
    for (const subject of [nginx, httpd, nextcloud]) {
      const veth = await vethOf(host, subject)
      expect(veth.linkIndex).toBe(await eth0(subject, 'ifindex'))
      const { name } = await link(subject)
      const nsid = (await host.netns()).find((listed) => listed.name === name)?.id
      expect(nsid).toEqual(expect.any(Number))
      expect(veth.linkNetnsid).toBe(nsid)
      found.push(veth.name)
    }
    expect(new Set(found).size).toBe(3)
  },
)

finding('with eth0 set down, this veth loses its carrier and no other', async ({ host, httpd, nginx, start }) => {
  const subject = await start({ of: 'nginx', ...sleepForever })
  const inside = host.via(entering(subject, 'net'))
  const [its, ...others] = [await vethOf(host, subject), await vethOf(host, nginx), await vethOf(host, httpd)]
  expect([its, ...others].map(hasCarrier)).toEqual([true, true, true])
  await guardNotHost(host, inside, 'net')
  await inside.must('ip', 'link', 'set', 'eth0', 'down')
  expect(
    await until(
      () => carriers(host, its, ...others),
      ([first]) => first === false,
    ),
  ).toEqual([false, true, true])
})

type Interface = Awaited<ReturnType<View['addresses']>>[number]

/** A number of eth0, read in the container: no tool is needed but cat. */
async function eth0({ inside }: Subject, file: 'iflink' | 'ifindex'): Promise<number> {
  const { stdout } = await inside.run('cat', `/sys/class/net/eth0/${file}`)
  expect(stdout).toMatch(/^\d+\n$/)
  return Number(stdout)
}

async function vethOf(host: View, subject: Subject): Promise<Interface> {
  const index = await eth0(subject, 'iflink')
  const found = (await host.addresses()).find((each) => each.index === index)
  expect(found, 'an interface with this index on the host').toBeDefined()
  return found as Interface
}

const hasCarrier = ({ flags }: Interface): boolean => flags.includes('LOWER_UP')

async function carriers(host: View, ...veths: readonly Interface[]): Promise<(boolean | undefined)[]> {
  const now = await host.addresses()
  return veths.map(({ index }) => {
    const found = now.find((each) => each.index === index)
    return found && hasCarrier(found)
  })
}

function page(): Page {
  return {
    why: {
      en: 'An ifindex counts in one network namespace only, so the other end needs two numbers: its index there, and the nsid by which this namespace knows that one. `ip link` prints them as `veth…@if2` and `link-netnsid 0`.',
      ja: 'ifindex は一つの network namespace の中だけで意味を持つ。そのため対になる端を示すには、そこでの番号と、こちらから見たその namespace の nsid の二つが必要になる。`ip link` は `veth…@if2` と `link-netnsid 0` のように表示する。',
    },
    lesson: {
      en: '`docker exec NAME cat /sys/class/net/eth0/iflink`, then `ip link` on the host: the interface with that number is the container’s. The veth belongs to a network namespace, and so to every container in it.',
      ja: '`docker exec NAME cat /sys/class/net/eth0/iflink` の値を番号とするインターフェースを、ホストの `ip link` で探せばよい。veth は network namespace に属するので、その中にいるすべてのコンテナのものである。',
    },
    ja: {
      title:
        'コンテナの eth0 の iflink はホスト側の veth の ifindex であり、その veth の link-netnsid はコンテナの network namespace の nsid である',
      expect:
        '三つのコンテナのどれでも、iflink からホストの veth が一つ決まり、その veth の情報からコンテナの ifindex と nsid が分かる。コンテナで eth0 を down にすると、その veth だけがキャリアを失う。同じネットワークに加わったコンテナの veth は同じである。',
      because:
        'カーネルは、veth のそれぞれの端について、対になる端の番号と、その network namespace の nsid を示すからである。',
      controls: ['nginx のネットワークに加わったコンテナの veth は、nginx のものと同じである'],
      findings: [
        'コンテナごとに別の veth が見つかり、その veth からコンテナに戻れる',
        'eth0 を down にすると、その veth だけがキャリアを失う',
      ],
    },
  }
}
