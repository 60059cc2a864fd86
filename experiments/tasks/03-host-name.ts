import type { Task } from '../../fixtures/index.ts'

interface State {
  readonly host: string
  readonly hostBefore: string
  readonly nginx: string
  readonly others: readonly string[]
}

const wanted = 'web1'

/** @see https://man7.org/linux/man-pages/man7/uts_namespaces.7.html */
export const task: Task<State> = {
  id: 'host-name',
  title: { en: 'Call nginx `web1`', ja: 'nginx のホスト名を `web1` にする' },
  goal: {
    en: 'Change the host name of the running nginx to `web1`. Docker has no command for that. The host’s own name must stay.',
    ja: '動いている nginx のホスト名を `web1` に変える。Docker にそのためのコマンドはない。ホスト自身の名前は変えない。',
  },
  claims: ['UTS-01', 'UTS-02'],
  changesTrio: true,
  async look({ host, before, entering, nginx, httpd, nextcloud }) {
    const [own, ...others] = await Promise.all(
      [nginx, httpd, nextcloud].map(({ pid }) => entering(pid, 'uts').nodename()),
    )
    return { host: await host.nodename(), hostBefore: before.hostName, nginx: own ?? '', others }
  },
  done: (state) => state.nginx === wanted && state.host === state.hostBefore && !state.others.includes(wanted),
  turns: [
    {
      id: 'host',
      by: 'was=$(hostname); ROOT hostname web1',
      holds: ({ host, hostBefore }) => host !== hostBefore,
      says: {
        en: 'the host itself is called {now} now; it was {before}.',
        ja: 'ホスト自身の名前が {now} になった。元は {before} である。',
      },
      back: 'ROOT hostname {before}',
      fill: ({ host, hostBefore }) => ({ now: host, before: hostBefore }),
    },
    {
      id: 'another-container',
      by: 'ROOT nsenter --target $httpd_pid --uts hostname web1',
      holds: ({ others }) => others.includes(wanted),
      says: {
        en: 'another container than nginx is called `web1` now.',
        ja: 'nginx ではない別のコンテナの名前が `web1` になった。',
      },
    },
  ],
  hints: [
    {
      en: 'The host name belongs to the uts namespace, and `hostname NAME` sets that of the namespace it runs in.',
      ja: 'ホスト名は UTS namespace のものであり、`hostname 名前` は、自分のいる namespace の名前を変える。',
    },
    {
      en: 'In the container it fails for lack of CAP_SYS_ADMIN. Root of the host has that: `nsenter --target PID --uts`.',
      ja: 'コンテナの中では CAP_SYS_ADMIN がないので失敗する。ホストの root にはある：`nsenter --target PID --uts`。',
    },
  ],
  solution: 'ROOT nsenter --target $nginx_pid --uts hostname web1\ndocker exec $nginx hostname',
  why: {
    en: 'one namespace was entered, one name changed. The file /etc/hostname in the container still has the old one.',
    ja: '一つの namespace に入り、一つの名前を変えた。コンテナの /etc/hostname には古い名前が残っている。',
  },
}
