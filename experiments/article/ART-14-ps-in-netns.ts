import {
  articleQuestions,
  claim,
  control,
  expect,
  finding,
  identities,
  type Page,
  shown,
  unsharing,
  witness,
} from '../../fixtures/index.ts'

claim('ART-14', {
  title: '`ip netns exec … ps -ef` shows the whole host, other containers included',
  expect: 'Every process that lived all through the look is listed, those of nginx, httpd and nextcloud among them.',
  because: 'both the pid namespace and the mounted procfs are the host’s.',
  source: [
    'ip-netns(8) “DESCRIPTION”',
    'pid_namespaces(7) “/proc and PID namespaces”',
    'iproute2 lib/namespace.c (netns_switch)',
  ],
  anyKernel: true,
  verdict: 'confirmed',
  page,
})

control('with a pid namespace and a /proc of its own added, ps shows only itself', async ({ nginx, host, link }) => {
  const alone = host.via(await link(nginx), unsharing('--pid', '--fork', '--mount-proc'))
  expect(await alone.ps()).toMatchObject([{ pid: 1, ppid: 0, args: 'ps -ww -ef' }])
})

finding(
  'in nginx’s network namespace ps lists all that the host lists',
  async ({ nginx, httpd, nextcloud, host, link }) => {
    const inNetwork = host.via(await link(nginx))
    const net = await inNetwork.namespace('self', 'net')
    expect(net).toEqual(await host.namespace(nginx.pid, 'net'))
    expect(net).not.toEqual(await host.namespace('self', 'net'))
    expect(await inNetwork.namespace('self', 'pid')).toEqual(await host.namespace('self', 'pid'))

    const { seen, alive } = await witness(host, () => inNetwork.ps())
    expect(shown(alive, seen)).toEqual(identities(alive))
    const pids = alive.map(({ pid }) => pid)
    for (const subject of [nginx, httpd, nextcloud]) expect(pids).toContain(subject.pid)
  },
)

function page(): Page {
  return {
    passage: 'ip netns execでns(コンテナ)に接続し、プロセスを確認してみる',
    why: {
      en: 'ip netns exec changes the network namespace. The pid namespace and the /proc that ps reads stay the host’s.',
      ja: 'ip netns exec が変えるのは network namespace である。PID namespace も、ps が読む /proc も、ホストのままだ。',
    },
    lesson: {
      en: 'A network namespace decides which interfaces you see, and not which processes. In the article’s list `-namespace moby` is no kernel namespace: that is containerd’s word for its clients, and Docker’s is called moby. The rows in brackets, `[kworker/…]`, are kernel threads (KRN-01). `bash` is a child of the login shell, because `ip netns exec` becomes the command by exec and starts no child.',
      ja: 'network namespace が決めるのは、どのインターフェースが見えるかである。どのプロセスが見えるかは決めない。なお、記事の一覧にある `-namespace moby` はカーネルの namespace ではない。containerd がクライアントを区別するための名前で、Docker のものが moby である。`[kworker/…]` のように括弧の付いた行はカーネルスレッドである（KRN-01）。`bash` の親がログインシェルなのは、`ip netns exec` が子を作らず、exec でコマンドそのものになるからである。',
    },
    question: { ...articleQuestions.puzzle, look: { probe: 'ps', from: { kind: 'netns', of: 'nginx' } } },
    ja: {
      title: '`ip netns exec … ps -ef` には他のコンテナも含めホスト全体のプロセスが出る',
      expect: '観察の間ずっと生きていたプロセスはすべて出る。nginx、httpd、nextcloud のものも含む。',
      because: 'PID namespace もマウントされている procfs も、ホストのものと同じだからである。',
      controls: ['独自の PID namespace と /proc を加えると、ps に出るのは自分だけである'],
      findings: ['nginx の network namespace の中でも、ps にはホストの ps に出るものがすべて出る'],
    },
  }
}
