import { claim, control, entering, expect, finding, type Look, type Page, type View } from '../../fixtures/index.ts'

claim('ART-15', {
  title: '`docker exec` runs the container’s program, `ip netns exec` the host’s',
  expect:
    'Under ip netns exec, /proc/self/exe and /etc/os-release are the host’s files, by device and inode. Under docker exec they are the container’s.',
  because: 'the mount namespace of ip netns exec is a copy with the same files, and the container’s has another root.',
  source: ['mount_namespaces(7) “DESCRIPTION”', 'proc_pid_exe(5)', 'iproute2 lib/namespace.c (netns_switch)'],
  verdict: 'confirmed',
  page,
})

control(
  'nsenter too runs the container’s program as soon as it enters the mount namespace',
  async ({ nginx, host }) => {
    const without = host.via(entering(nginx, 'net', 'pid'))
    const added = host.via(entering(nginx, 'net', 'pid', 'mnt'))
    const [hosts, still, entered, byExec] = await Promise.all([host, without, added, nginx.inside].map(program))
    expect(still).toBe(hosts)
    expect(entered).not.toBe(hosts)
    expect(entered).toBe(byExec)
    const [sum, sumByExec] = await Promise.all([added.ownSha256(), nginx.inside.ownSha256()])
    expect(sum).toBe(sumByExec)
  },
)

finding(
  'the same command is another file by docker exec, and the host’s own by ip netns exec',
  async ({ nginx, host, link }) => {
    const byName = host.via(await link(nginx))
    const net = await byName.namespace('self', 'net')
    expect(net).toBe(await host.namespace(nginx.pid, 'net'))
    expect(net).not.toBe(await host.namespace('self', 'net'))
    const views = [host, nginx.inside, byName]
    const looks = ['/proc/self/exe', '/etc/os-release'].map((path) =>
      Promise.all(views.map((view) => view.fileIdentity(path))),
    )
    for (const [hosts, inside, named] of await Promise.all(looks)) {
      expect(inside).not.toBe(hosts)
      expect(named).toBe(hosts)
    }
    expect(await byName.ownSha256()).toBe(await host.ownSha256())
    expect(await byName.osRelease()).toEqual(await host.osRelease())
  },
)

const program = (view: View): Promise<string> => view.fileIdentity('/proc/self/exe')

function ownProgram(from: NonNullable<Look['from']>): Look {
  return { probe: 'file identity', from, word: '/proc/self/exe' }
}

function page(): Page {
  return {
    passage: 'docker execでコンテナに入るときとip netns execでnsに入るときの違い',
    why: {
      en: 'A program’s name is looked up among the mounted files. docker exec enters the container’s mount namespace; ip netns exec makes a copy of the host’s.',
      ja: 'プログラムの名前は、マウントされたファイルの中から探される。docker exec はコンテナのマウント namespace に入り、ip netns exec はホストのものを複製する。',
    },
    lesson: {
      en: 'The article’s conclusion, and its figure of who runs the command, are right: the program is the container’s in one case and the host’s in the other. The mount namespace decides which files you see, programs among them. Entering a network namespace changes none of them.',
      ja: '記事の結論とその図は正しい。動くプログラムは、一方ではコンテナのもの、他方ではホストのものである。プログラムを含め、どのファイルが見えるかはマウント namespace で決まり、network namespace に入っても変わらない。',
    },
    question: {
      ask: {
        en: '`ps` is run under `ip netns exec` with nginx’s name. From which file system does the program come?',
        ja: 'nginx の名前で `ip netns exec` を使い、`ps` を実行する。プログラムはどちらのファイルシステムのものか',
      },
      predictions: [
        { text: { en: 'the host’s', ja: 'ホストのもの' }, when: [{ same: { as: ownProgram('host'), is: true } }] },
        {
          text: {
            en: 'nginx’s: the command runs inside the container',
            ja: 'nginx のもの。コマンドはコンテナの中で動く',
          },
          when: [{ same: { as: ownProgram({ kind: 'exec', of: 'nginx' }), is: true } }],
        },
      ],
      look: { probe: 'file identity', from: { kind: 'netns', of: 'nginx' }, word: '/proc/self/exe' },
    },
    ja: {
      title: '`docker exec` はコンテナのプログラムを、`ip netns exec` はホストのプログラムを動かす',
      expect:
        'ip netns exec では /proc/self/exe と /etc/os-release は、デバイス番号と inode 番号でみてホストのファイルである。docker exec ではコンテナのファイルである。',
      because:
        'ip netns exec のマウント namespace は同じファイルを持つ複製であり、コンテナのものは別のルートを持つからである。',
      controls: ['nsenter でも、マウント namespace に入りさえすればコンテナのプログラムが動く'],
      findings: ['同じコマンドが、`docker exec` では別のファイルに、`ip netns exec` ではホストのファイルになる'],
    },
  }
}
