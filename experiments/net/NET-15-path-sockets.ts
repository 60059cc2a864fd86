import { claim, control, entering, expect, finding, listening, type Page, sleepForever } from '../../fixtures/index.ts'

claim('NET-15', {
  title:
    'A unix socket with a path ignores network namespaces: bind-mounted, it is reached from a container with `--network=none`',
  expect:
    'A container without a network reaches the host’s server by the bind-mounted path. By an abstract name of the same kind it does not (ECONNREFUSED), and without the bind mount there is no path (ENOENT).',
  because:
    'a path is looked up in the file system, so in the mount namespace, and an abstract name in the network namespace.',
  source: ['unix(7) “Address format”', 'linux net/unix/af_unix.c (unix_find_bsd, unix_find_abstract)'],
  verdict: 'new',
  page,
})

control('without the bind mount there is no path', async ({ background, host, scratch, start }) => {
  const path = scratch()
  await background(host, ...serving(path))
  const bare = await start({ of: 'nginx', network: 'none', ...sleepForever })
  expect(await host.connecting('path', path)).toBe('reached')
  expect(await bare.inside.connecting('path', inContainer)).toBe('ENOENT')
})

control('an abstract name of the host is not reached from there', async ({ background, host, start }) => {
  const subject = await start({ of: 'nginx', network: 'none', ...sleepForever })
  const name = `nsproof-${subject.id}`
  await background(host, ...listening(name))
  expect(await host.connecting('abstract', name)).toBe('reached')
  expect(await host.via(entering(subject, 'net')).connecting('abstract', name)).toBe('ECONNREFUSED')
})

finding(
  'the path is reached, from inside and by `nsenter --net` alone',
  async ({ background, host, scratch, start }) => {
    const path = scratch()
    await background(host, ...serving(path))
    const hostConfig = { Binds: [`${path}:${inContainer}`] }
    const subject = await start({ of: 'nginx', network: 'none', hostConfig, ...sleepForever })
    expect(await host.namespace(subject.pid, 'net')).not.toBe(await host.namespace('self', 'net'))
    expect(await subject.inside.fileIdentity(inContainer)).toBe(await host.fileIdentity(path))
    expect(await subject.inside.connecting('path', inContainer)).toBe('reached')
    const entered = host.via(entering(subject, 'net'))
    expect(await entered.namespace('self', 'net')).toBe(await host.namespace(subject.pid, 'net'))
    expect(await entered.connecting('path', path)).toBe('reached')
  },
)

const inContainer = '/run/nsproof.sock'

/** A server that everybody may connect to: connect(2) needs the permission to write. */
const serving = (path: string): string[] => [
  'perl',
  '-MSocket',
  '-e',
  'socket(S, PF_UNIX, SOCK_STREAM, 0) && bind(S, pack_sockaddr_un($ARGV[0])) && listen(S, 9) && chmod(0666, $ARGV[0]) or die $!; $| = 1; print "ready\\n"; accept(C, S) while 1',
  path,
]

function page(): Page {
  return {
    why: {
      en: 'The two kinds of unix socket differ in where their name is looked up. A path leads to an inode, wherever it is mounted; an abstract name is kept in a table of the network namespace.',
      ja: 'UNIX ソケットの二つの種類は、名前がどこで探されるかが違う。パスは、どこにマウントされていても inode を指す。抽象名は、network namespace ごとの表にある。',
    },
    lesson: {
      en: '`--network=none` does not protect from a bind-mounted docker.sock. Whoever reaches the file reaches the daemon.',
      ja: '`--network=none` は、バインドマウントされた docker.sock に対する防御にはならない。そのファイルに届くプロセスは、デーモンに接続できる。',
    },
    ja: {
      title:
        'パスを持つ UNIX ソケットは network namespace の影響を受けない。バインドマウントすれば `--network=none` のコンテナからも接続できる',
      expect:
        'ネットワークのないコンテナは、バインドマウントされたパスでホストのサーバに接続できる。抽象名では接続できず（ECONNREFUSED）、バインドマウントがなければパスがない（ENOENT）。',
      because:
        'パスはファイルシステム、つまりマウント namespace の中で探され、抽象名は network namespace の中で探されるからである。',
      controls: ['バインドマウントがなければ、パスがない', 'ホストの抽象名には、そこから接続できない'],
      findings: ['コンテナの中からも `nsenter --net` だけを使っても、パスで接続できる'],
    },
  }
}
