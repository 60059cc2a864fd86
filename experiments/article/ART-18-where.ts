import {
  claim,
  control,
  expect,
  finding,
  type Look,
  namesNetns,
  netnsExec,
  type Page,
  type Profile,
} from '../../fixtures/index.ts'

claim('ART-18', {
  title: (profile) =>
    inSameDirectory(profile)
      ? 'Both `ip netns add` and podman keep a network namespace by a bind mount, and in the same directory'
      : 'Both `ip netns add` and `docker run` keep a network namespace by a bind mount, and only the directory differs',
  expect: (profile) =>
    `ip netns: a name that is an nsfs mount, no process, and no namespace of another type. The engine: ${inSameDirectory(profile) ? 'a name there as well, since podman keeps its namespaces in that directory' : 'no name there'}, the namespace in /proc/PID/ns/net, and an nsfs mount of the same one at SandboxKey.`,
  because:
    'ip leaves no process behind and needs the mount; a container has a process, so /proc shows its namespace, and the engine mounts it as well.',
  source: [
    'namespaces(7) “Namespace lifetime”',
    'iproute2 ip/ipnetns.c (netns_add)',
    'moby libnetwork/osl/namespace_linux.go (createNetworkNamespace, GenerateKey)',
  ],
  anyKernel: true,
  verdict: (profile) => (inSameDirectory(profile) ? 'refuted' : 'refined'),
  page,
})

control(
  'the container killed, neither its path in /proc nor SandboxKey is a namespace any more',
  async ({ start, docker, host }) => {
    const subject = await start({ of: 'nginx' })
    const { sandboxKey } = await docker.inspect(subject.id)
    expect(await host.fileSystem(sandboxKey)).toBe('nsfs')
    expect(await host.run('test', '-e', `/proc/${subject.pid}/ns/net`)).toMatchObject({ exitCode: 0 })

    await docker.must('kill', subject.id)
    expect(await host.run('test', '-e', `/proc/${subject.pid}/ns/net`)).toMatchObject({ exitCode: 1 })
    expect(await host.fileSystem(sandboxKey)).not.toBe('nsfs')
  },
)

finding(
  '`ip netns add` leaves a mount in /var/run/netns, no process and no other namespace',
  async ({ isolatedHost }) => {
    expect(await isolatedHost.netnsNames()).toEqual([])
    await isolatedHost.must('ip', 'netns', 'add', 'blue')
    const [blue] = await isolatedHost.netnsIdentities()
    expect(blue).toMatchObject({ name: 'blue' })
    expect(await isolatedHost.fileSystem('/var/run/netns/blue')).toBe('nsfs')
    expect(await isolatedHost.run('find', '/var/run/netns/blue', '-type', 'l')).toMatchObject({
      exitCode: 0,
      stdout: '',
    })

    const inhabited = (await isolatedHost.members('net')).map(({ id }) => id)
    expect(inhabited).toContain(await isolatedHost.namespace('self', 'net'))
    expect(inhabited).not.toContain(blue?.id)

    const [outside, within] = await Promise.all(
      [isolatedHost, isolatedHost.via(netnsExec('blue'))].map((view) => view.namespaces()),
    )
    const changed = Object.keys(outside ?? {}).filter((entry) => outside?.[entry] !== within?.[entry])
    expect(changed.toSorted()).toEqual(['mnt', 'net'])
    expect(within?.['net']).toBe(blue?.id)
  },
)

finding(
  'a container’s namespace is in /proc, and the engine holds the same one at SandboxKey',
  async ({ nginx, docker, host, link, profile }) => {
    const own = await host.namespace(nginx.pid, 'net')
    expect(own).not.toBe(await host.namespace('self', 'net'))
    expect(await host.members('net')).toContainEqual({ pid: nginx.pid, id: own })

    const { sandboxKey } = await docker.inspect(nginx.id)
    expect(await host.fileSystem(sandboxKey)).toBe('nsfs')
    expect(await host.fileIdentity(sandboxKey)).toBe(own)

    const named = (await host.netnsIdentities()).map(({ id }) => id)
    expect(named.includes(own)).toBe(inSameDirectory(profile))
    const { name } = await link(nginx)
    expect(await host.netnsIdentities()).toContainEqual({ name, id: own })
  },
)

function inSameDirectory(profile?: Profile): boolean {
  return profile !== undefined && namesNetns(profile.engine)
}

function page(): Page {
  const unlinked: Look = { probe: 'what /var/run/netns leads to', from: 'host', nth: 0 }
  return {
    passage: 'まとめ',
    why: {
      en: 'The article concludes that `docker run` makes a namespace under /proc and `ip netns add` one under /var/run/netns. But a namespace is a kernel object, and both paths should be handles on one: a bind mount that keeps it, and a link that shows it while a process is in it.',
      ja: '記事は、`docker run` なら /proc 配下に、`ip netns add` なら /var/run/netns 配下に namespace が作成されると結論している。しかし namespace はカーネル内のオブジェクトであり、どちらのパスも、同じ種類のオブジェクトを指すハンドルにすぎないはずである。一方は namespace を保持するバインドマウント、他方はプロセスがいる間だけ namespace を示すリンクである。',
    },
    lesson: {
      en: 'A namespace is made in the kernel, not in a directory. ip netns, Docker and podman all bind-mount it to keep it; Docker only chooses another directory. And `ip netns add` makes one namespace of one type. That is no container: no process, no files, no pid namespace.',
      ja: 'namespace はディレクトリの中ではなくカーネルの中に作られる。ip netns も Docker も podman も、それを保持するためにバインドマウントする。Docker は置き場所のディレクトリが違うだけである。また、`ip netns add` が作るのは一種類の namespace 一つであり、コンテナではない。プロセスも、ファイルも、PID namespace もない。',
    },
    question: {
      ask: {
        en: 'How does the engine keep the network namespace of a container?',
        ja: 'エンジンは、コンテナの network namespace をどうやって保持するか',
      },
      predictions: [
        {
          text: {
            en: 'not at all: it is made under /proc, as the article concludes',
            ja: '何もしない。記事の結論どおり、/proc の下に作られる',
          },
          when: [{ lacks: 'nsfs' }],
          authors: true,
        },
        {
          text: {
            en: 'by a mount in /var/run/netns, as `ip netns add` does',
            ja: '`ip netns add` と同じく、/var/run/netns へのマウントで',
          },
          when: [{ prints: 'nsfs' }, { look: unlinked, named: 3 }],
        },
        {
          text: { en: 'by a mount in a directory of its own', ja: '独自のディレクトリへのマウントで' },
          when: [{ prints: 'nsfs' }, { look: unlinked, named: 0 }],
        },
      ],
      look: { probe: 'file system', from: 'host', nth: 0 },
    },
    ja: {
      title: (profile) =>
        inSameDirectory(profile)
          ? '`ip netns add` も podman も、network namespace をバインドマウントで保持し、ディレクトリも同じである'
          : '`ip netns add` も `docker run` も、network namespace をバインドマウントで保持し、違うのはディレクトリだけである',
      expect: (profile) =>
        `ip netns では、名前は nsfs のマウントで、プロセスはおらず、ほかの種類の namespace もない。エンジンでは、${inSameDirectory(profile) ? 'podman が同じディレクトリに置くため名前もそこにあり' : '名前はそこになく'}、/proc/PID/ns/net と SandboxKey にある nsfs のマウントが同じ namespace を指す。`,
      because:
        'ip はプロセスを残さないのでマウントが要る。コンテナにはプロセスがあるので /proc に現れ、エンジンはさらにマウントもするからである。',
      controls: ['コンテナを kill すると、/proc のパスも SandboxKey も、もう namespace ではない'],
      findings: [
        '`ip netns add` は /var/run/netns にマウントを残すが、プロセスもほかの namespace も残さない',
        'コンテナの namespace は /proc にあり、エンジンも同じものを SandboxKey に保持する',
      ],
    },
  }
}
