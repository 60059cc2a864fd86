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
    '`ip netns exec named` reads the folder’s resolv.conf. `nsenter --net` into the same namespace, and `ip netns exec` of a name without a folder, read the host’s.',
  because: 'the mounts are made per command and go with its mount namespace.',
  source: ['ip-netns(8)', 'iproute2 lib/namespace.c (bind_etc)'],
  verdict: 'new',
  page,
})

control(
  'a name without a folder, and the same namespace by nsenter, read the usual file',
  async ({ isolatedHost, host }) => {
    await prepare(host, isolatedHost)
    expect(await read(isolatedHost.via(netnsExec('plain')))).toBe('host')
    const entered = isolatedHost.via(enteringFile('net', '/var/run/netns/named'))
    expect(await entered.namespace('self', 'net')).toBe(await isolatedHost.fileIdentity('/var/run/netns/named'))
    expect(await read(entered)).toBe('host')
  },
)

finding(
  '`ip netns exec` reads the file of the name’s folder, and leaves no trace of it',
  async ({ isolatedHost, host }) => {
    await prepare(host, isolatedHost)
    expect(await read(isolatedHost.via(netnsExec('named')))).toBe('named')
    expect(await read(isolatedHost)).toBe('host')
  },
)

/** Two names in /var/run/netns; only `named` has a folder in /etc/netns. The test has its own /etc. */
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
      en: 'It is ip, not the kernel, that binds each file of that folder over its namesake in /etc, in the mount namespace that it made for the command.',
      ja: 'そのディレクトリの各ファイルを /etc の同名ファイルに bind するのは、カーネルではなく ip である。コマンドのために作ったマウント namespace の中で行う。',
    },
    lesson: {
      en: 'Name resolution is no part of a network namespace. Entered another way, it still asks the host’s name servers.',
      ja: '名前解決は network namespace の一部ではない。別の方法で入れば、ホストのネームサーバーに尋ねたままである。',
    },
    ja: {
      title:
        '/etc/netns/NAME のファイルが /etc のものに置き換わるのは `ip netns exec NAME` のときだけで、ほかの誰にも起こらない',
      expect:
        '`ip netns exec named` はそのディレクトリの resolv.conf を読む。同じ namespace への `nsenter --net` と、ディレクトリのない名前の `ip netns exec` は、ホストのものを読む。',
      because: 'マウントはコマンドごとに作られ、そのマウント namespace とともに消えるからである。',
      controls: ['フォルダのない名前でも、nsenter で入った同じ namespace でも、読まれるのはいつものファイルである'],
      findings: ['`ip netns exec` は名前のフォルダのファイルを読み、その跡を残さない'],
    },
  }
}
