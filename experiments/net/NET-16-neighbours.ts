import {
  claim,
  control,
  entering,
  expect,
  finding,
  isolatesNetworks,
  type Page,
  type Subject,
  sleepForever,
  unsharing,
  type View,
} from '../../fixtures/index.ts'

claim('NET-16', {
  title: (profile) =>
    profile === undefined || isolatesNetworks(profile.engine)
      ? 'Containers of one bridge network reach each other, and those of another network do not; `--network=none` has lo alone'
      : 'Containers of one bridge network reach each other, and with this engine those of another network too; `--network=none` has lo alone',
  expect: ({ engine }) =>
    `httpd, on nginx’s network, reaches its port 80. A container of another network ${isolatesNetworks(engine) ? 'gets no answer, until it is connected to nginx’s network too' : 'reaches it too'}. With --network=none a container has the interfaces of a new network namespace, and no route (ENETUNREACH).`,
  because: ({ engine }) =>
    isolatesNetworks(engine)
      ? 'each network has a bridge of its own on the host, and the engine’s firewall rules drop what goes from one to another.'
      : `each network has a bridge of its own on the host, the host forwards between them, and ${engine.name} drops nothing unless a network is made with the option isolate.`,
  source: [
    'https://docs.docker.com/engine/network/drivers/bridge/',
    'https://docs.docker.com/engine/network/drivers/none/',
    'moby libnetwork/drivers/bridge/internal/iptabler/network.go (setupNonInternalNetworkRules)',
  ],
  needs: ['an engine that sets firewall rules', 'containers that may talk to each other'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('connected to nginx’s network as well, it reaches nginx', async ({ docker, host, network, nginx, start }) => {
  const stranger = await start({ of: 'httpd', network: await network(), ...sleepForever })
  const { name, address } = await attachment(docker, nginx)
  await docker.must('network', 'connect', name, stranger.id)
  expect(await host.via(entering(stranger, 'net')).connecting('tcp', address, 80)).toBe('reached')
})

finding('a neighbour reaches nginx', async ({ docker, host, httpd, nginx }) => {
  const [mine, its] = [await attachment(docker, nginx), await attachment(docker, httpd)]
  expect(its.name).toBe(mine.name)
  expect(its.address).not.toBe(mine.address)
  expect(await host.via(entering(httpd, 'net')).connecting('tcp', mine.address, 80)).toBe('reached')
})

finding('what a container of another network gets', async ({ docker, host, network, nginx, profile, start }) => {
  const stranger = await start({ of: 'httpd', network: await network(), ...sleepForever })
  const { name, address } = await attachment(docker, nginx)
  expect((await attachment(docker, stranger)).name).not.toBe(name)
  const answer = await host.via(entering(stranger, 'net')).connecting('tcp', address, 80)
  if (isolatesNetworks(profile.engine)) expect(answer).not.toBe('reached')
  else expect(answer).toBe('reached')
})

finding('with --network=none it has lo and no route', async ({ docker, host, nginx, start }) => {
  const alone = host.via(entering(await start({ of: 'httpd', network: 'none', ...sleepForever }), 'net'))
  const { address } = await attachment(docker, nginx)
  const devices = await alone.netDevices()
  // A kernel with tunnel drivers gives each new network namespace a few interfaces besides lo.
  expect(devices.toSorted()).toEqual((await host.via(unsharing('--net')).netDevices()).toSorted())
  expect(devices).not.toEqual(await host.via(entering(nginx, 'net')).netDevices())
  expect(await alone.connecting('tcp', address, 80)).toBe('ENETUNREACH')
})

/** The one network of a container, and its address there. */
async function attachment(docker: View, { id }: Subject): Promise<{ readonly name: string; readonly address: string }> {
  const [[name, address] = ['', ''], ...more] = Object.entries((await docker.inspect(id)).ipAddresses)
  expect(more).toEqual([])
  expect(address).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
  return { name, address }
}

function page(): Page {
  return {
    why: {
      en: 'A bridge joins the host’s ends of some veths to one network. Two bridges are two networks, and the host is the router between them: its firewall decides what passes. Docker drops it; podman does not, unless asked.',
      ja: 'ブリッジは、いくつかの veth のホスト側の端を一つのネットワークにつなぐ。ブリッジが二つあればネットワークも二つで、その間のルータはホストであり、何を通すかはホストのファイアウォールが決める。Docker は破棄し、podman は指定されなければ破棄しない。',
    },
    lesson: {
      en: 'Network namespaces separate the stacks; which of them may talk is a matter of bridges and firewall rules on the host. A network for each group of containers is what keeps them apart.',
      ja: 'network namespace が分けるのはネットワークスタックであり、どれとどれが通信できるかは、ホストのブリッジとファイアウォールの規則で決まる。コンテナのグループごとにネットワークを分けることが、通信の分離になる。',
    },
    ja: {
      title: (profile) =>
        profile === undefined || isolatesNetworks(profile.engine)
          ? '同じブリッジネットワークのコンテナは互いに通信でき、別のネットワークのコンテナとは通信できない。`--network=none` にあるのは lo だけである'
          : '同じブリッジネットワークのコンテナは互いに通信でき、このエンジンでは別のネットワークのコンテナとも通信できる。`--network=none` にあるのは lo だけである',
      expect: ({ engine }) =>
        `nginx と同じネットワークの httpd は、nginx のポート 80 に接続できる。別のネットワークのコンテナは${isolatesNetworks(engine) ? '、nginx のネットワークにも接続されるまで応答を得られない' : 'も接続できる'}。--network=none のコンテナには新しい network namespace と同じインターフェースしかなく、経路もない（ENETUNREACH）。`,
      because: ({ engine }) =>
        isolatesNetworks(engine)
          ? 'ネットワークごとにホストにブリッジがあり、エンジンのファイアウォールの規則が、ブリッジの間を通るパケットを破棄するからである。'
          : `ネットワークごとにホストにブリッジがあり、ホストがその間を転送し、${engine.name} は isolate オプションを付けて作られたネットワークでなければ何も破棄しないからである。`,
      controls: ['nginx のネットワークにも接続すれば、nginx に接続できる'],
      findings: [
        '隣のコンテナは nginx に接続できる',
        '別のネットワークのコンテナから接続した結果',
        '--network=none には lo があるだけで、経路がない',
      ],
    },
  }
}
