import {
  claim,
  control,
  enteringFile,
  expect,
  finding,
  guardNotHost,
  netnsExec,
  type Page,
  type View,
} from '../../fixtures/index.ts'

claim('NET-03', {
  title: 'The files in /etc/netns/NAME take the place of those in /etc for `ip netns exec NAME`, and for nobody else',
  expect:
    '`ip netns exec named` reads the resolv.conf of /etc/netns/named. `nsenter --net` into the same namespace, and `ip netns exec` of a name without such a directory, read the host’s.',
  because: 'the mounts are made for one command, in a mount namespace that ends with it.',
  source: ['ip-netns(8) “DESCRIPTION”', 'iproute2 lib/namespace.c (bind_etc)'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control(
  'a name without a directory, and the same namespace by nsenter, read the usual file',
  async ({ isolatedHost, host }) => {
    await prepare(host, isolatedHost)
    expect(await read(isolatedHost.via(netnsExec('plain')))).toBe('host')
    const entered = isolatedHost.via(enteringFile('net', '/var/run/netns/named'))
    expect(await entered.namespace('self', 'net')).toBe(await isolatedHost.fileIdentity('/var/run/netns/named'))
    expect(await read(entered)).toBe('host')
  },
)

finding(
  '`ip netns exec` reads the file of the name’s directory, and the host’s file stays as it was',
  async ({ isolatedHost, host }) => {
    await prepare(host, isolatedHost)
    expect(await read(isolatedHost.via(netnsExec('named')))).toBe('named')
    expect(await read(isolatedHost)).toBe('host')
  },
)

/** Two names in /var/run/netns; only `named` has a directory in /etc/netns. The test has its own /etc. */
const preparation = `
set -e
mount -t tmpfs tmpfs /etc
mkdir -p /etc/netns/named
echo host > /etc/resolv.conf
echo named > /etc/netns/named/resolv.conf
ip netns add named
ip netns add plain`

async function prepare(host: View, isolatedHost: View): Promise<void> {
  await guardNotHost(host, isolatedHost, 'mnt')
  await isolatedHost.must('sh', '-c', preparation)
}

const read = async (view: View): Promise<string> => (await view.run('cat', '/etc/resolv.conf')).stdout.trim()

function page(): Page {
  return {
    why: {
      en: 'It is ip, not the kernel, that bind-mounts each file of that directory over the file of the same name in /etc, in the mount namespace that it made for the command.',
      ja: 'そのディレクトリの各ファイルを /etc の同名ファイルの上にバインドマウントするのは、カーネルではなく ip である。コマンドのために作ったマウント namespace の中で行う。',
    },
    lesson: {
      en: 'Name resolution is no part of a network namespace. Whoever enters it another way still asks the host’s name servers.',
      ja: '名前解決は network namespace の一部ではない。別の方法で入ったプロセスは、引き続きホストのネームサーバに問い合わせる。',
    },
    ja: {
      title:
        '/etc/netns/NAME のファイルが /etc のファイルに取って代わるのは `ip netns exec NAME` の中だけで、ほかのプロセスには影響しない',
      expect:
        '`ip netns exec named` が読むのは /etc/netns/named の resolv.conf である。同じ namespace に `nsenter --net` で入った場合と、ディレクトリのない名前で `ip netns exec` した場合は、ホストの resolv.conf を読む。',
      because: 'マウントは一つのコマンドのために行われ、そのマウント namespace とともに消えるからである。',
      controls: ['ディレクトリのない名前でも、nsenter で入った同じ namespace でも、読まれるのは通常のファイルである'],
      findings: ['`ip netns exec` は名前に対応するディレクトリのファイルを読み、ホストのファイルは元のままである'],
    },
  }
}
