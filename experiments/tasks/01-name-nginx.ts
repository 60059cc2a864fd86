import type { Task } from '../../fixtures/index.ts'

interface State {
  /** Which of the three have a name, each by the namespace that the name leads to. */
  readonly named: readonly string[]
  /** Whether a new name leads to no network namespace of the three. */
  readonly elsewhere: boolean
}

/** @see https://man7.org/linux/man-pages/man8/ip-netns.8.html */
export const task: Task<State> = {
  id: 'name-nginx',
  title: {
    en: 'Make `ip netns list` show nginx',
    ja: '`ip netns list` に nginx を表示させる',
  },
  goal: {
    en: 'Docker’s network namespaces have no names, so `ip netns list` shows none of them. Make it show a name for nginx’s network namespace, and for none of the other two.',
    ja: 'Docker の network namespace には名前がないので、`ip netns list` には出ない。nginx の network namespace だけに名前を付け、表示させる。ほかの二つには付けない。',
  },
  claims: ['ART-08', 'ART-12', 'NET-06'],
  needs: ['an engine that is Docker'],
  async look({ host, before, trioNamespaces }) {
    const trio = Object.entries(await trioNamespaces())
    const names = await host.netnsIdentities()
    return {
      named: trio.flatMap(([name, { net }]) => (names.some(({ id }) => id === net) ? [name] : [])),
      elsewhere: names.some(({ id }) => !before.names.has(id) && !trio.some(([, { net }]) => net === id)),
    }
  },
  done: ({ named }) => named.join() === 'nginx',
  turns: [
    {
      id: 'more-than-one',
      by: 'for pid in $nginx_pid $httpd_pid; do ROOT ln -s /proc/$pid/ns/net /var/run/netns/lab-$pid; done',
      holds: ({ named }) => named.length > 1,
      says: {
        en: 'more than one of the three has a name now. Unlink those that are not nginx’s.',
        ja: '三つのうち二つ以上に名前がある。nginx のもの以外のリンクを消す。',
      },
    },
    {
      id: 'httpd',
      by: 'ROOT ln -s /proc/$httpd_pid/ns/net /var/run/netns/nginx',
      holds: ({ named }) => named.includes('httpd'),
      says: { en: 'that is httpd’s namespace, not nginx’s.', ja: 'それは nginx ではなく httpd の namespace である。' },
    },
    {
      id: 'nextcloud',
      by: 'ROOT ln -s /proc/$nextcloud_pid/ns/net /var/run/netns/nginx',
      holds: ({ named }) => named.includes('nextcloud'),
      says: {
        en: 'that is nextcloud’s namespace, not nginx’s.',
        ja: 'それは nginx ではなく nextcloud の namespace である。',
      },
    },
    {
      id: 'another-type',
      by: 'ROOT ln -s /proc/$nginx_pid/ns/pid /var/run/netns/nginx',
      holds: ({ elsewhere }) => elsewhere,
      says: {
        en: 'there is a new name, but it leads to no network namespace of the three. `ls -lL /var/run/netns` shows where it leads.',
        ja: '新しい名前はあるが、三つのどの network namespace にもつながっていない。`ls -lL /var/run/netns` で確かめられる。',
      },
    },
  ],
  hints: [
    {
      en: '`ip netns list` lists the files of /var/run/netns, and a process’s network namespace is the file /proc/PID/ns/net.',
      ja: '`ip netns list` が並べるのは /var/run/netns のファイルである。プロセスの network namespace は /proc/PID/ns/net というファイルにある。',
    },
    {
      en: 'A symbolic link is enough. The PID of nginx’s first process is in $nginx_pid.',
      ja: 'シンボリックリンクで足りる。nginx の最初のプロセスの PID は $nginx_pid に入っている。',
    },
  ],
  solution: 'ROOT ln -s /proc/$nginx_pid/ns/net /var/run/netns/nginx\nip netns list',
  why: {
    en: 'a name is a file in /var/run/netns that leads to a namespace. Docker makes none there.',
    ja: '名前とは、namespace を指す /var/run/netns のファイルである。Docker はそこに何も置かない。',
  },
}
