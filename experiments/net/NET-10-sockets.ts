import { claim, control, entering, expect, finding, listening, type Page, sleepForever } from '../../fixtures/index.ts'

claim('NET-10', {
  title: 'Loopback and abstract unix sockets are reached from the same network namespace and from no other',
  expect:
    'A listener in nginx’s network is reached by nsenter and from a container with --network=container:nginx. From httpd’s network and from the host both sockets give ECONNREFUSED.',
  because: 'the port and the name exist in one network namespace only.',
  source: [
    'network_namespaces(7) “DESCRIPTION”',
    'unix(7) “Abstract sockets”',
    'linux net/unix/af_unix.c (unix_find_abstract)',
  ],
  needs: ['one network namespace for the host and the bridges'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control(
  'listening in a container with --network=host, both are reached from the host',
  async ({ background, host, start }) => {
    const hostConfig = { UsernsMode: 'host' }
    const shared = await start({ of: 'httpd', network: 'host', hostConfig, ...sleepForever })
    const name = `nsproof-${shared.id}`
    const { firstLine: port } = await background(host.via(entering(shared, 'net')), ...listening(name))
    expect(await host.reach(port, name)).toEqual(both)
  },
)

finding(
  'listening in nginx’s network, both are reached from there and from nowhere else',
  async ({ background, host, httpd, nginx, start }) => {
    const joiner = await start({ of: 'httpd', network: `container:${nginx.id}`, ...sleepForever })
    const name = `nsproof-${joiner.id}`
    const { firstLine: port } = await background(host, ...reserving)
    await background(host.via(entering(nginx, 'net')), ...listening(name, port))
    for (const subject of [nginx, joiner])
      expect(await host.via(entering(subject, 'net')).reach(port, name)).toEqual(both)
    expect(await joiner.inside.run(...dial(port))).toMatchObject({ exitCode: 0 })

    expect(await host.via(entering(httpd, 'net')).reach(port, name)).toEqual(neither)
    expect(await host.reach(port, name)).toEqual(neither)
    const refused = { exitCode: 1, stderr: expect.stringContaining('Connection refused') }
    expect(await httpd.inside.run(...dial(port))).toMatchObject(refused)
  },
)

const both = { loopback: 'reached', abstract: 'reached' }
const neither = { loopback: 'ECONNREFUSED', abstract: 'ECONNREFUSED' }

/**
 * Binds a free port of the host's 127.0.0.1 and does not listen on it: nobody else can take it during the test, and a
 * connect to it is refused.
 */
const reserving = [
  'perl',
  '-MSocket',
  '-e',
  'socket(S, PF_INET, SOCK_STREAM, 0) && bind(S, sockaddr_in(0, INADDR_LOOPBACK)) or die $!; $| = 1; print +(sockaddr_in(getsockname S))[0], "\n"; sleep',
]

/** A connect by bash, so by a program of the container's own image. */
const dial = (port: string): string[] => ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/"$1"', 'bash', port]

function page(): Page {
  return {
    why: {
      en: '127.0.0.1 belongs to lo, and every network namespace has its own. An abstract socket has no file that permissions could guard; its name is looked up in the network namespace.',
      ja: '127.0.0.1 は lo のアドレスで、lo は network namespace ごとにある。抽象ソケットには、パーミッションで保護できるファイルがない。その名前は network namespace の中で探される。',
    },
    lesson: {
      en: 'A container that shares a network namespace shares more than ports. It also reaches every daemon that listens on loopback or on an abstract socket there.',
      ja: 'network namespace を共有するコンテナが共有するのは、ポートだけではない。そこでループバックや抽象ソケットで待ち受けるデーモンのすべてに接続できる。',
    },
    ja: {
      title: 'ループバックと抽象 UNIX ソケットに届くのは同じ network namespace からだけである',
      expect:
        'nginx のネットワークで待ち受けるものには、nsenter からも、--network=container:nginx のコンテナからも届く。httpd のネットワークとホストからは、どちらのソケットも ECONNREFUSED になる。',
      because: 'そのポートも名前も、一つの network namespace の中にしか存在しないからである。',
      controls: ['--network=host のコンテナで待ち受ければ、どちらにもホストから届く'],
      findings: ['nginx のネットワークで待ち受ければ、どちらにもそこからしか届かない'],
    },
  }
}
