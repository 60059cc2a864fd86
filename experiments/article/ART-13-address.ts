import { claim, control, expect, finding, type Page, type Subject, type View } from '../../fixtures/index.ts'

claim('ART-13', {
  title: '`ip netns exec` on a container’s name is inside that container’s network',
  expect:
    'eth0 has the address that docker inspect gives for nginx. Its peer is the host’s veth, a port of the bridge that httpd’s is on too.',
  because: 'the engine puts one end of a veth pair into the namespace, and each end gives the index of the other.',
  source: ['veth(4)', 'ip-netns(8)', 'iproute2 lib/namespace.c (netns_switch)'],
  verdict: 'confirmed',
  page,
})

control('httpd’s name gives httpd’s address and not nginx’s', async ({ nginx, httpd, host, docker, link }) => {
  const byName = addressesOf((await eth0(host.via(await link(httpd)))).addresses)
  expect(byName).toContain(await declared(docker, httpd))
  expect(byName).not.toContain(await declared(docker, nginx))
})

finding(
  'nginx’s name gives nginx’s address, on a veth whose other end is on the host’s bridge',
  async ({ nginx, httpd, host, docker, link }) => {
    const named = await link(nginx)
    const inner = await eth0(host.via(named))
    expect(addressesOf(inner.addresses)).toContain(await declared(docker, nginx))

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

async function eth0(network: View): Promise<Awaited<ReturnType<View['addresses']>>[number]> {
  const found = (await network.addresses()).find(({ name }) => name === 'eth0')
  expect(found, 'an eth0 in the namespace').toBeDefined()
  return found as NonNullable<typeof found>
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
      en: 'A container’s network is a namespace and one cable: a veth pair with one end inside and the other on the host’s bridge.',
      ja: 'コンテナのネットワークとは、一つの namespace と一本のケーブルである。veth の片端は中に、もう片端はホストのブリッジにある。',
    },
    ja: {
      title: 'コンテナに付けた名前で `ip netns exec` すると、そのコンテナのネットワークの中にいる',
      expect:
        'eth0 のアドレスは docker inspect が nginx について示すものと同じである。相手側はホストの veth で、httpd のものと同じブリッジにつながっている。',
      because: 'エンジンは veth の片端を namespace に入れ、両端は互いに相手の番号を示すからである。',
      controls: ['httpd の名前で得られるのは httpd のアドレスで、nginx のものではない'],
      findings: ['nginx の名前で得られるのは nginx のアドレスで、その veth の反対側はホストのブリッジにつながっている'],
    },
  }
}
