import {
  articleQuestions,
  claim,
  control,
  derivesMacAddress,
  entering,
  expect,
  finding,
  type Page,
  type Subject,
  sleepForever,
  until,
  type View,
} from '../../fixtures/index.ts'

claim('ART-13', {
  title: '`ip netns exec` on a container’s name is inside that container’s network',
  expect: ({ engine }) =>
    `eth0 has the address that docker inspect gives for nginx${derivesMacAddress(engine) ? ', and a MAC address made from it' : ''}. Its peer is the host’s veth, a port of the bridge that httpd’s is on too. Set down on the host, that end takes the carrier from eth0.`,
  because:
    'the engine puts one end of a veth pair into the namespace. Each end has the index of the other, and a number for the namespace that it is in.',
  source: [
    'veth(4) “DESCRIPTION”',
    'ip-netns(8) “DESCRIPTION”',
    'https://github.com/moby/moby/pull/48808',
    'https://github.com/moby/moby/pull/50846',
    'iproute2 lib/namespace.c (netns_switch)',
  ],
  anyKernel: true,
  verdict: 'confirmed',
  page,
})

control('with the other end set down on the host, eth0 has no carrier', async ({ start, host, link }) => {
  const own = await start({ of: 'nginx', ...sleepForever })
  const inside = host.via(await link(own))
  const inner = await eth0(inside)
  const veth = (await host.addresses()).find(({ index }) => index === inner.linkIndex)
  expect(veth).toMatchObject({ linkIndex: inner.index, name: expect.stringMatching(/^veth/) })
  for (const [state, carrier] of [
    ['down', false],
    ['up', true],
  ] as const) {
    await host.must('ip', 'link', 'set', String(veth?.name), state)
    const seen = await until(
      () => eth0(inside),
      (end) => hasCarrier(end) === carrier,
    )
    expect(hasCarrier(seen), `carrier with the other end ${state}`).toBe(carrier)
  }
})

control('httpd’s name gives httpd’s address and not nginx’s', async ({ nginx, httpd, host, docker, link }) => {
  const byName = addressesOf((await eth0(host.via(await link(httpd)))).addresses)
  expect(byName).toContain(await declared(docker, httpd))
  expect(byName).not.toContain(await declared(docker, nginx))
})

finding(
  'nginx’s name gives nginx’s address, on a veth whose other end is on the host’s bridge',
  async ({ nginx, httpd, host, docker, link, profile }) => {
    const named = await link(nginx)
    const inner = await eth0(host.via(named))
    const address = await declared(docker, nginx)
    expect(addressesOf(inner.addresses)).toContain(address)
    expect(inner.mac === macOf(address)).toBe(derivesMacAddress(profile.engine))
    expect(hasCarrier(inner)).toBe(true)

    const outside = await host.addresses()
    const veth = outside.find(({ index }) => index === inner.linkIndex)
    expect(veth).toMatchObject({ linkIndex: inner.index, master: expect.any(String) })
    const nsids = await host.netns()
    const nsid = nsids.find(({ name }) => name === named.name)?.id
    expect(nsid).toEqual(expect.any(Number))
    expect(veth?.linkNetnsid).toBe(nsid)

    const neighbour = await eth0(host.via(await link(httpd)))
    expect(neighbour.linkIndex).not.toBe(inner.linkIndex)
    expect(outside.find(({ index }) => index === neighbour.linkIndex)?.master).toBe(veth?.master)
    expect(outside.find(({ name }) => name === veth?.master)).toMatchObject({ flags: expect.arrayContaining(['UP']) })
  },
)

finding(
  'the link-netnsid of eth0 is the number of the host’s namespace, where the other end is',
  async ({ nginx, isolatedHost, link, host }) => {
    const { linkNetnsid } = await eth0(host.via(await link(nginx)))
    expect(linkNetnsid).toEqual(expect.any(Number))
    const nameIt = 'mkdir "$1" && touch "$1/host" && mount --bind /proc/self/ns/net "$1/host"'
    await isolatedHost.must('sh', '-c', nameIt, 'sh', '/var/run/netns')
    expect(await isolatedHost.via(entering(nginx, 'net')).netns()).toEqual([{ name: 'host', id: linkNetnsid }])
  },
)

type Interface = Awaited<ReturnType<View['addresses']>>[number]

const hasCarrier = ({ flags }: Interface): boolean => flags.includes('LOWER_UP')

/** As Docker before 28 makes it: 02:42 and the four bytes of the IPv4 address. */
function macOf(address: string): string {
  const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))
  return ['02', '42', ...bytes].join(':')
}

async function eth0(network: View): Promise<Interface> {
  const found = (await network.addresses()).find(({ name }) => name === 'eth0')
  expect(found, 'an eth0 in the namespace').toBeDefined()
  return found as Interface
}

/** Without the length of the prefix. */
const addressesOf = (withPrefix: readonly string[]): string[] =>
  withPrefix.map((address) => address.replace(/\/\d+$/, ''))

async function declared(docker: View, subject: Subject): Promise<string> {
  const [address, ...others] = Object.values((await docker.inspect(subject.id)).ipAddresses)
  expect(others).toEqual([])
  expect(address).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
  return String(address)
}

function page(): Page {
  return {
    passage: 'ip netns execでns(コンテナ)に接続し、プロセスを確認してみる',
    why: {
      en: 'ip netns exec opens the file behind the name and enters the network namespace with setns. Interfaces, addresses and routes belong to that namespace.',
      ja: 'ip netns exec は名前の先のファイルを開き、setns で network namespace に入る。インターフェース、アドレス、経路はその namespace に属する。',
    },
    lesson: {
      en: 'A container’s network is a namespace and a veth pair, with one end inside and the other on the host’s bridge. The article’s 02:42:ac:11:00:02 is 172.17.0.2 in hexadecimal: Docker before 28 makes the MAC address from the IPv4 address, and from 28 on it is random. `docker inspect | grep IPAddress` prints one line from Docker 29 on. The other two of the article’s three lines are fields of older days: SecondaryIPAddresses was never filled, and the first IPAddress repeats that of the default bridge.',
      ja: 'コンテナのネットワークは、一つの namespace と一対の veth からなる。veth の一端は中に、他端はホストのブリッジにある。記事の 02:42:ac:11:00:02 は 172.17.0.2 を十六進数で表したものである。Docker 28 より前は MAC アドレスを IPv4 アドレスから作り、28 からは無作為に決める。`docker inspect | grep IPAddress` の出力は、Docker 29 からは一行になる。記事にある三行のうち残りの二行は古い項目で、SecondaryIPAddresses は使われず、一つ目の IPAddress は既定のブリッジのアドレスを繰り返すだけである。',
    },
    question: { ...articleQuestions.address, look: { probe: 'ip address', from: { kind: 'netns', of: 'nginx' } } },
    ja: {
      title: 'コンテナに付けた名前で `ip netns exec` を使うと、そのコンテナのネットワークに入る',
      expect: ({ engine }) =>
        `eth0 のアドレスは docker inspect に出る nginx のものと同じ${derivesMacAddress(engine) ? 'で、MAC アドレスはそれから作られている' : 'である'}。対になるのはホストの veth で、httpd のものと同じブリッジにつながっている。ホストでそちらを down にすると、eth0 のキャリアがなくなる。`,
      because:
        'エンジンは veth の一端を namespace に入れるからである。両端は、対になるインターフェースの ifindex と、それがいる namespace の番号を持つ。',
      controls: [
        'ホストでもう一方の端を down にすると、eth0 のキャリアがなくなる',
        'httpd の名前で得られるのは httpd のアドレスで、nginx のものではない',
      ],
      findings: [
        'nginx の名前で得られるのは nginx のアドレスで、その veth の反対側はホストのブリッジにつながっている',
        'eth0 の link-netnsid は、反対側がいるホストの namespace を指す',
      ],
    },
  }
}
