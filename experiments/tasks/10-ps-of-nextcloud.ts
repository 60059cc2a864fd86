import type { Task } from '../../fixtures/index.ts'

interface State {
  /** Whose processes the host's ps listed last; undefined if it did not run. */
  readonly listed: 'nextcloud' | 'host' | 'another' | undefined
  /** In whose pid namespace it ran. */
  readonly within: string
}

/** @see https://man7.org/linux/man-pages/man7/pid_namespaces.7.html */
export const task: Task<State> = {
  id: 'ps-of-nextcloud',
  title: { en: 'nextcloud’s processes with the host’s `ps`', ja: 'nextcloud のプロセスをホストの `ps` で見る' },
  goal: {
    en: 'Make the host’s `ps -ef` list the processes of nextcloud and no others but its own. Not the `ps` of the container: the host’s program, with the host’s files.',
    ja: 'ホストの `ps -ef` に、nextcloud のプロセス（と、そのコマンド自身）だけを表示させる。コンテナの `ps` ではなく、ホストのプログラムを、ホストのファイルのまま使う。',
  },
  claims: ['ART-20', 'PID-03', 'PID-04'],
  async look({ sightings, trioNamespaces, before, host, nextcloud }) {
    const [last] = sightings('ps')
    if (last === undefined) return { listed: undefined, within: '' }
    const trio = Object.entries(await trioNamespaces())
    const whose = trio.find(([, { pid }]) => pid === last.namespaces.pid)?.[0]
    const within = whose ?? (last.namespaces.pid === before.namespaces.pid ? 'host' : 'another')
    const mates = (await host.members('pid')).filter(({ id }) =>
      trio.some(([name, { pid }]) => name === 'nextcloud' && pid === id),
    )
    const rows = await host.procfs(...mates.map(({ pid }) => pid))
    const inner = rows.map(({ nspid }) => nspid.at(-1) ?? 0)
    const isNextcloud =
      inner.length > 0 && inner.every((pid) => last.listed.includes(pid)) && last.listed.length < inner.length + 6
    const isHost = last.listed.includes(nextcloud.pid)
    return { listed: isHost ? 'host' : isNextcloud && within === 'nextcloud' ? 'nextcloud' : 'another', within }
  },
  done: ({ listed }) => listed === 'nextcloud',
  turns: [
    {
      id: 'pid-alone',
      by: 'ROOT nsenter --target $nextcloud_pid --pid ps -ef | tail -n 3',
      holds: ({ listed, within }) => listed === 'host' && within === 'nextcloud',
      says: {
        en: '`ps` was in nextcloud’s pid namespace, and yet it listed the host: it read the /proc that the host has mounted. A new one is needed.',
        ja: '`ps` は nextcloud の PID namespace にいたのに、ホストの一覧が出た。ホストがマウントした /proc を読んだからである。新しい /proc がいる。',
      },
    },
    {
      id: 'other-container',
      by: 'ROOT nsenter --target $httpd_pid --pid unshare --mount-proc ps -ef',
      holds: ({ within }) => within === 'nginx' || within === 'httpd',
      says: {
        en: 'those are another container’s processes.',
        ja: 'それは別のコンテナのプロセスである。',
      },
    },
    {
      id: 'empty',
      by: 'ROOT unshare --pid --fork --mount-proc ps -ef',
      holds: ({ listed }) => listed === 'another',
      says: {
        en: '`ps` listed neither the host nor nextcloud: that is a new pid namespace, which begins empty.',
        ja: '`ps` に出たのはホストでも nextcloud でもない。新しい PID namespace であり、空の状態から始まる。',
      },
    },
    {
      id: 'host',
      by: 'ROOT nsenter --target $nextcloud_pid --net ps -ef | tail -n 3',
      holds: ({ listed }) => listed === 'host',
      says: {
        en: '`ps` listed the host’s processes. Which namespace holds processes, and what does ps read?',
        ja: '`ps` に出たのはホストのプロセスである。プロセスを分けるのはどの namespace か。ps は何を読むか。',
      },
    },
  ],
  hints: [
    {
      en: '`ps` lists what the mounted /proc shows, and a procfs shows the pid namespace of the process that mounted it.',
      ja: '`ps` が並べるのは、マウントされた /proc に見えるものである。procfs は、それをマウントしたプロセスの PID namespace を見せる。',
    },
    {
      en: 'Enter the pid namespace alone, and let `unshare --mount-proc` mount a new /proc there.',
      ja: 'PID namespace だけに入り、そこで `unshare --mount-proc` に新しい /proc をマウントさせる。',
    },
  ],
  solution: 'ROOT nsenter --target $nextcloud_pid --pid unshare --mount-proc ps -ef',
  why: {
    en: 'a process of nextcloud’s pid namespace mounted the /proc that `ps` read. That is the answer to the article’s question.',
    ja: '`ps` が読んだ /proc は、nextcloud の PID namespace にいるプロセスがマウントしたものである。これが記事の疑問への答えである。',
  },
}
