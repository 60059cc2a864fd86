import type { Task } from '../../fixtures/index.ts'

interface State {
  readonly containerRuns: boolean
  /** Whether the network namespace lives, by the address that it got before. */
  readonly kept: boolean
  /** Whether a name in /var/run/netns leads nowhere. */
  readonly dangling: boolean
}

/** On the loopback of the network namespace. Inodes of namespaces are used again, so they do not identify it later. */
const mark = '127.77.0.1'

/** @see https://man7.org/linux/man-pages/man7/network_namespaces.7.html */
export const task: Task<State> = {
  id: 'keep-namespace',
  title: {
    en: 'Keep a network namespace without its container',
    ja: 'コンテナが消えた後も network namespace を残す',
  },
  goal: {
    en: 'Remove the container $spare (`docker rm --force $spare`), but keep its network namespace. You recognize it by the address 127.77.0.1 of its loopback.',
    ja: 'コンテナ $spare を消し（`docker rm --force $spare`）、その network namespace は残す。ループバックのアドレス 127.77.0.1 が目印である。',
  },
  claims: ['NET-14', 'NET-08', 'NET-06'],
  prepares: { spare: { of: 'nginx', entrypoint: ['sleep', 'infinity'] } },
  async begin({ prepared, entering, before, namespacesOf }) {
    const { pid = 0 } = prepared['spare'] ?? {}
    // Never on the host, whose loopback this would change.
    if ((await namespacesOf(pid)).net === before.namespaces.net) throw new Error('$spare has no network of its own')
    await entering(pid, 'net').must('ip', 'address', 'replace', `${mark}/32`, 'dev', 'lo')
  },
  async look({ prepared, host, processes, entering, before, namespacesOf }) {
    const { pid = 0, id = '' } = prepared['spare'] ?? {}
    const containerRuns = (await host.run('grep', '-q', id, `/proc/${pid}/cgroup`)).exitCode === 0
    const own = (await namespacesOf(pid)).net
    const isMarked = async (view: typeof host): Promise<boolean> =>
      (await view.addresses().catch(() => [])).some(({ addresses }) => addresses.includes(`${mark}/32`))
    const held = (await processes()).filter(({ namespaces }) => namespaces.net !== before.namespaces.net)
    const byProcess = await Promise.all(held.map((one) => isMarked(entering(one.pid, 'net'))))
    const names = await host.netnsIdentities()
    const named = await Promise.all(
      names
        .filter(({ id: net }) => net !== own && !before.names.has(net))
        .map(async ({ name }) => ({
          marked: await isMarked(host.via({ label: 'name', prefix: ['ip', 'netns', 'exec', name], steps: [] })),
          type: await host.fileSystem(`/var/run/netns/${name}`),
        })),
    )
    return {
      containerRuns,
      kept: [...byProcess, ...named.map(({ marked }) => marked)].includes(true),
      dangling: named.some(({ type }) => type === 'absent'),
    }
  },
  done: ({ containerRuns, kept }) => !containerRuns && kept,
  turns: [
    {
      id: 'held',
      by: 'ROOT nsenter --target $spare_pid --net sleep infinity &',
      holds: ({ containerRuns, kept }) => containerRuns && kept,
      says: { en: 'something holds it. Now remove $spare.', ja: '保持するものがある。次は $spare を消す。' },
    },
    {
      id: 'link',
      by: 'ROOT ln -s /proc/$spare_pid/ns/net /var/run/netns/spare; docker rm --force $spare',
      holds: ({ dangling }) => dangling,
      says: {
        en: 'the name is left and leads nowhere: a link to /proc/PID keeps nothing.',
        ja: '名前は残ったが、どこにもつながらない。/proc/PID へのリンクは何も保持しない。',
      },
      back: 'task keep-namespace',
    },
    {
      id: 'gone',
      by: 'docker rm --force $spare',
      holds: ({ containerRuns }) => !containerRuns,
      says: {
        en: 'the container is gone, and its network namespace with it.',
        ja: 'コンテナとともに network namespace も消えた。',
      },
      back: 'task keep-namespace',
    },
  ],
  hints: [
    {
      en: 'A namespace lives as long as a process is in it, or something holds it: an open file or a mount.',
      ja: 'namespace は、中にプロセスがいるか、開いたファイルやマウントが保持しているかぎり残る。',
    },
    {
      en: 'Before you remove $spare, leave a process of the host in its network: `nsenter … --net sleep infinity &`.',
      ja: '$spare を消す前に、ホストのプロセスをそのネットワークに置く：`nsenter … --net sleep infinity &`。',
    },
  ],
  solution: 'ROOT nsenter --target $spare_pid --net sleep infinity &\nsleep 1; docker rm --force $spare',
  why: {
    en: 'a process is still in it. `ip netns attach NAME PID` would keep it, too: that is a mount, not a link.',
    ja: '中にまだプロセスがいる。`ip netns attach 名前 PID` でも残る。それはリンクではなくマウントだからである。',
  },
}
