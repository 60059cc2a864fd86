import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Page,
  type Subject,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('NET-13', {
  title:
    'The address 127.0.0.11 is a socket of dockerd in the container’s network namespace, on user-defined networks only',
  expect:
    'On a network of its own, resolv.conf names 127.0.0.11, and `ss` in the container’s network namespace lists a UDP and a TCP socket there, held by dockerd, which is in the host’s pid namespace. On the default bridge there is neither, and 127.0.0.11:53 is refused.',
  because: 'a socket belongs to the network namespace in which it was opened, and dockerd opens this one after setns.',
  source: [
    'https://docs.docker.com/engine/network/#dns-services',
    'network_namespaces(7) “DESCRIPTION”',
    'moby libnetwork/sandbox_dns_unix.go (startResolver)',
    'moby libnetwork/resolver.go (SetupFunc)',
  ],
  needs: ['an engine that is Docker'],
  verdict: 'new',
  page,
})

control('on the default bridge there is no such socket, and the name server is another', async ({ nginx, host }) => {
  expect(await resolvers(host, nginx)).toEqual([])
  expect(await answersOnPort53(host, nginx)).toBe('ECONNREFUSED')
  expect(await nameServers(nginx)).not.toContain('127.0.0.11')
})

finding('on a network of its own the sockets are there, and dockerd holds them', async ({ host, network, start }) => {
  const subject = await start({ of: 'nginx', network: await network(), ...sleepForever })
  const sockets = await resolvers(host, subject)
  expect(sockets.map(({ protocol }) => protocol).toSorted()).toEqual(['tcp', 'udp'])
  for (const { owners, port } of sockets) {
    expect(owners).toMatchObject([{ comm: 'dockerd' }])
    const pid = owners[0]?.pid ?? 0
    expect(await host.namespace(pid, 'pid')).toBe(await host.namespace('self', 'pid'))
    expect(await host.namespace(pid, 'pid')).not.toBe(await host.namespace(subject.pid, 'pid'))
    expect((await host.listeners(port)).filter(({ address }) => address === '127.0.0.11')).toEqual([])
  }
})

finding('it answers on port 53, on which nothing listens', async ({ host, network, start }) => {
  const subject = await start({ of: 'nginx', network: await network(), ...sleepForever })
  expect(await nameServers(subject)).toEqual(['127.0.0.11'])
  expect(await answersOnPort53(host, subject)).toBe('reached')
  expect((await resolvers(host, subject)).map(({ port }) => port)).not.toContain(53)
})

/** What listens on 127.0.0.11 in a container’s network namespace. The PIDs are the host’s: /proc is. */
async function resolvers(host: View, subject: Subject) {
  expect(await host.namespace(subject.pid, 'net')).not.toBe(await host.namespace('self', 'net'))
  const listed = await host.via(entering(subject, 'net')).listeners()
  return listed.filter(({ address }) => address === '127.0.0.11')
}

const answersOnPort53 = (host: View, subject: Subject): Promise<string> =>
  host.via(entering(subject, 'net')).connecting('tcp', '127.0.0.11', 53)

async function nameServers({ inside }: Subject): Promise<string[]> {
  const { stdout } = await inside.run('cat', '/etc/resolv.conf')
  return [...stdout.matchAll(/^nameserver (\S+)$/gm)].map(([, address = '']) => address)
}

function page(): Page {
  return {
    why: {
      en: 'All of 127.0.0.0/8 belongs to lo, and every network namespace has its own lo. dockerd enters the container’s network namespace, opens the sockets on random ports, and adds rules there that translate port 53. Its process stays on the host.',
      ja: '127.0.0.0/8 はすべて lo のアドレスで、lo は network namespace ごとにある。dockerd はコンテナの network namespace に入って空いているポートでソケットを開き、ポート 53 を変換する規則をそこに加える。プロセスはホストにいるままである。',
    },
    lesson: {
      en: 'A socket may be in a namespace in which no process of its owner is. That is why `ps` in the container shows no DNS server, and why names of other containers resolve on user-defined networks only.',
      ja: 'ソケットは、持ち主のプロセスがいない namespace の中にあってもよい。コンテナの中の `ps` に DNS サーバが出てこないのも、コンテナ名の解決がユーザー定義ネットワークでしかできないのも、このためである。',
    },
    ja: {
      title:
        '127.0.0.11 は、コンテナの network namespace にある dockerd のソケットであり、ユーザー定義ネットワークにだけある',
      expect:
        'ユーザー定義ネットワークでは、resolv.conf に 127.0.0.11 と書かれ、コンテナの network namespace の `ss` に UDP と TCP のソケットが一つずつ出る。どちらも、ホストの pid namespace にいる dockerd のものである。既定のブリッジではどちらもなく、127.0.0.11:53 は拒まれる。',
      because:
        'ソケットは開かれたときの network namespace に属し、dockerd は setns した後でこのソケットを開くからである。',
      controls: ['既定のブリッジにはそのようなソケットがなく、ネームサーバも別のものである'],
      findings: [
        'ユーザー定義ネットワークではソケットがあり、持ち主は dockerd である',
        'ポート 53 で待ち受けるものはないのに、ポート 53 に接続できる',
      ],
    },
  }
}
