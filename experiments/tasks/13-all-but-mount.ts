import type { NamespaceType, Task } from '../../fixtures/index.ts'

interface State {
  /** For each process in a namespace of nginx: the types that it shares with nginx, and those that it lacks. */
  readonly inside: readonly {
    readonly shared: readonly NamespaceType[]
    readonly lacking: readonly NamespaceType[]
  }[]
}

/** @see https://man7.org/linux/man-pages/man1/nsenter.1.html */
export const task: Task<State> = {
  id: 'all-but-mount',
  title: { en: 'All namespaces but one', ja: '一つを除くすべての namespace' },
  goal: {
    en: 'Start a process that is in every namespace of nginx except the mount namespace, where it stays on the host, and leave it running (`sleep infinity &`). `ls -l /proc/$nginx_pid/ns` shows which there are.',
    ja: 'nginx のすべての namespace に入り、マウント namespace だけはホストのもののままのプロセスを起動し、動かしたままにする（`sleep infinity &`）。どの namespace があるかは `ls -l /proc/$nginx_pid/ns` で分かる。',
  },
  claims: ['ART-20', 'ID-04', 'PID-03'],
  async look({ nginx, namespacesOf, processes, before }) {
    const target = await namespacesOf(nginx.pid)
    const own = (Object.keys(target) as NamespaceType[]).filter((type) => target[type] !== before.namespaces[type])
    const all = (await processes()).map(({ namespaces }) => {
      const shared = own.filter((type) => namespaces[type] === target[type])
      return { shared, lacking: own.filter((type) => type !== 'mnt' && !shared.includes(type)) }
    })
    return { inside: all.filter(({ shared }) => shared.length > 0) }
  },
  done: ({ inside }) => inside.some(({ shared, lacking }) => lacking.length === 0 && !shared.includes('mnt')),
  turns: [
    {
      id: 'mount-too',
      by: 'ROOT nsenter --target $nginx_pid --all sleep infinity &',
      holds: ({ inside }) => inside.some(({ shared }) => shared.includes('mnt')),
      says: {
        en: 'that process is in nginx’s mount namespace, too: it has nginx’s files.',
        ja: 'そのプロセスは nginx のマウント namespace にもいる。見えるのは nginx のファイルである。',
      },
    },
    {
      id: 'some',
      by: 'ROOT nsenter --target $nginx_pid --net --pid sleep infinity &',
      holds: ({ inside }) => inside.length > 0,
      says: {
        en: 'a process is in some of nginx’s namespaces, and lacks: {types}.',
        ja: 'nginx の namespace のいくつかにいるプロセスがある。足りないのは：{types}。',
      },
      fill: ({ inside }) => {
        const [best] = inside.toSorted((a, b) => a.lacking.length - b.lacking.length)
        return { types: best?.lacking.join(', ') ?? '' }
      },
    },
  ],
  hints: [
    {
      en: 'nsenter has an option for each type. Where nginx uses the host’s own namespace, there is nothing to enter.',
      ja: 'nsenter には種類ごとのオプションがある。nginx がホストの namespace を使っている種類では、入る必要はない。',
    },
    {
      en: 'The options are --net, --pid, --ipc, --uts, --cgroup, --user and --time. Name those whose inode differs from /proc/self/ns.',
      ja: 'オプションは --net、--pid、--ipc、--uts、--cgroup、--user、--time である。inode が /proc/self/ns と違うものを指定する。',
    },
  ],
  solution:
    'types=$(for type in net pid ipc uts cgroup user time; do [ "$(ROOT readlink /proc/$nginx_pid/ns/$type)" = "$(readlink /proc/self/ns/$type)" ] || echo --$type; done)\nROOT nsenter --target $nginx_pid $types sleep infinity &',
  why: {
    en: 'a container is a set of namespaces, and each can be entered by itself. This process has nginx’s network and PIDs, and the host’s files.',
    ja: 'コンテナは namespace の集まりであり、一つずつ入れる。このプロセスのネットワークと PID は nginx のもので、ファイルはホストのものである。',
  },
}
