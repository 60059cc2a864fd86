import { claim, control, expect, finding, type Page } from '../../fixtures/index.ts'

claim('ART-18', {
  title: '`ip netns add` makes a namespace under /var/run/netns, `docker run` one under /proc',
  expect: ({ engine }) =>
    `ip netns: a name that is an nsfs mount, with no process in the namespace. The engine: ${engine.name === 'podman' ? 'a name there as well, since podman keeps its namespaces in that folder' : 'no name there'}, the namespace in /proc/PID/ns/net, and an nsfs mount of the same one at SandboxKey.`,
  because:
    'ip has no process to leave behind and needs the mount; a container has a process, so /proc shows its namespace, and the engine mounts it besides.',
  source: [
    'namespaces(7)',
    'iproute2 ip/ipnetns.c (netns_add)',
    'moby libnetwork/osl/namespace_linux.go (createNetworkNamespace, GenerateKey)',
  ],
  verdict: 'refined',
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

finding('`ip netns add` leaves a mount in /var/run/netns and nothing in /proc', async ({ isolatedHost }) => {
  expect(await isolatedHost.netnsNames()).toEqual([])
  await isolatedHost.must('ip', 'netns', 'add', 'blue')
  const [blue] = await isolatedHost.netnsIdentities()
  expect(blue).toMatchObject({ name: 'blue' })
  expect(await isolatedHost.fileSystem('/var/run/netns/blue')).toBe('nsfs')
  expect(await isolatedHost.run('find', '/var/run/netns/blue', '-type', 'l')).toMatchObject({ exitCode: 0, stdout: '' })

  const inhabited = (await isolatedHost.members('net')).map(({ id }) => id)
  expect(inhabited).toContain(await isolatedHost.namespace('self', 'net'))
  expect(inhabited).not.toContain(blue?.id)
})

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
    expect(named.includes(own)).toBe(profile.engine.name === 'podman')
    const { name } = await link(nginx)
    expect(await host.netnsIdentities()).toContainEqual({ name, id: own })
  },
)

function page(): Page {
  return {
    passage: 'まとめ',
    why: {
      en: 'The two places look like two kinds of thing. But a namespace is a kernel object, and both paths should be handles on one: a bind mount that holds it, and a link that shows it while a process is in it.',
      ja: '二つの場所は別物に見える。しかし namespace はカーネル内のオブジェクトであり、どちらのパスもそれへの取っ手のはずだ。一方は保持するバインドマウント、他方はプロセスがいる間だけそれを示すリンクである。',
    },
    lesson: {
      en: 'A namespace is made in the kernel, not in a folder. ip netns and Docker both bind-mount it to keep it; they only choose different folders.',
      ja: 'namespace はディレクトリの中ではなくカーネルの中に作られる。ip netns も Docker もそれを保持するためにバインドマウントし、選ぶディレクトリが違うだけである。',
    },
    ja: {
      title: '`ip netns add` は /var/run/netns に、`docker run` は /proc に namespace を作る',
      expect: ({ engine }) =>
        `ip netns では、名前は nsfs のマウントで、namespace にプロセスはいない。エンジンでは、${engine.name === 'podman' ? 'podman が同じディレクトリに置くため名前もそこにあり' : '名前はそこになく'}、/proc/PID/ns/net と SandboxKey にある nsfs のマウントが同じ namespace を指す。`,
      because:
        'ip は後に残すプロセスがないのでマウントが要る。コンテナにはプロセスがあるので /proc に現れ、エンジンはそのうえでマウントもするからである。',
      controls: ['コンテナを kill すると、/proc のパスも SandboxKey も、もう namespace ではない'],
      findings: [
        '`ip netns add` は /var/run/netns にマウントを残し、/proc には何も残さない',
        'コンテナの namespace は /proc にあり、エンジンも同じものを SandboxKey に保持する',
      ],
    },
  }
}
