import { claim, control, entering, expect, finding, type Page, type Subject, type View } from '../../fixtures/index.ts'

claim('NET-12', {
  title:
    'A published port is a socket and a translation rule in the host’s network namespace; nothing in the container listens on it',
  expect:
    'The host’s port is reached, `ss` on the host lists it with a process of the host, and one rule there translates it to port 80 of nginx. In the container’s namespace the port is refused, `ss` lists port 80 only, and there is no such rule.',
  because:
    'the engine publishes a port where the host’s packets arrive, and the container keeps the port that its server chose.',
  source: [
    'https://docs.docker.com/engine/network/port-publishing/',
    'network_namespaces(7) “DESCRIPTION”',
    'moby libnetwork/drivers/bridge/port_mapping_linux.go (addPortMappings)',
    'moby libnetwork/drivers/bridge/internal/iptabler/port.go (setPerPortNAT)',
  ],
  needs: ['an engine that sets firewall rules', 'one network namespace for the host and the bridges'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control(
  'without a published port there is no rule, and the server listens all the same',
  async ({ nginx, docker, host }) => {
    const address = await addressOf(docker, nginx)
    expect(await host.translations(address)).toEqual([])
    expect(ports(await host.via(entering(nginx, 'net')).listeners())).toContain(80)
    expect(await host.connecting('tcp', address, 80)).toBe('reached')
  },
)

finding('the port is a socket of the host, and the container has only its own', async ({ docker, host, start }) => {
  const subject = await start(published)
  const port = await publishedPort(docker, subject)
  expect(await host.connecting('tcp', '127.0.0.1', port)).toBe('reached')
  const [socket, ...more] = await host.listeners(port)
  expect(more).toEqual([])
  expect(socket).toMatchObject({ protocol: 'tcp', address: '127.0.0.1', port })
  for (const { pid } of socket?.owners ?? [])
    expect(await host.namespace(pid, 'net')).toBe(await host.namespace('self', 'net'))
  expect(socket?.owners).not.toEqual([])

  const inside = host.via(entering(subject, 'net'))
  expect(ports(await inside.listeners())).toContain(80)
  expect(ports(await inside.listeners())).not.toContain(port)
  expect(await inside.connecting('tcp', '127.0.0.1', 80)).toBe('reached')
  expect(await inside.connecting('tcp', '127.0.0.1', port)).toBe('ECONNREFUSED')
})

finding('the rule that translates it is the host’s', async ({ docker, host, start }) => {
  const subject = await start(published)
  const [port, address] = [await publishedPort(docker, subject), await addressOf(docker, subject)]
  expect(await host.translations(address)).toEqual([{ port, to: `${address}:80` }])
  expect(await host.via(entering(subject, 'net')).translations(address)).toEqual([])
})

/** On 127.0.0.1, so that no other machine reaches it. An empty port: a free one. */
const published = {
  of: 'nginx',
  hostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
} as const

async function publishedPort(docker: View, { id }: Subject): Promise<number> {
  const { stdout } = await docker.run('port', id, '80/tcp')
  expect(stdout).toMatch(/^127\.0\.0\.1:\d+\n$/)
  return Number(stdout.split(':')[1])
}

async function addressOf(docker: View, { id }: Subject): Promise<string> {
  const [address = ''] = Object.values((await docker.inspect(id)).ipAddresses)
  expect(address).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
  return address
}

const ports = (sockets: readonly { readonly port: number }[]): number[] => sockets.map(({ port }) => port)

function page(): Page {
  return {
    why: {
      en: 'With -p the engine binds the port on the host, by a proxy or by the daemon itself, and adds a rule to the firewall, by iptables or by nftables. Packets for the port get another destination there, and enter the container by its veth.',
      ja: '-p を付けると、エンジンは（プロキシまたはデーモン自身が）ホストでポートを bind し、iptables または nftables の規則を加える。そのポート宛てのパケットは、そこで宛先が書き換えられ、veth を通ってコンテナに入る。',
    },
    lesson: {
      en: 'Look for a published port on the host: `ss` and the firewall there show it. Inside, `ss` shows the port on which the server listens.',
      ja: '公開したポートを調べるなら、ホストの `ss` とファイアウォールを見る。コンテナの中の `ss` に出るのは、サーバが待ち受けているポートである。',
    },
    ja: {
      title:
        '公開されたポートは、ホストの network namespace にあるソケットとアドレス変換の規則であり、コンテナの中ではどのプロセスもそのポートで待ち受けない',
      expect:
        'ホストのポートには接続でき、ホストの `ss` にはホストのプロセスとともに出て、nginx のポート 80 に変換する規則がホストに一つある。コンテナの namespace では、そのポートは拒まれ、`ss` にはポート 80 だけが出て、そのような規則はない。',
      because:
        'エンジンがポートを公開するのは、パケットが届くホストの側であり、コンテナのサーバは自分で選んだポートのままだからである。',
      controls: ['ポートを公開しなければ規則はないが、サーバは同じように待ち受けている'],
      findings: [
        'そのポートはホストのソケットであり、コンテナにあるのは自分のポートだけである',
        'ポートを変換する規則はホストにある',
      ],
    },
  }
}
