import type { Task } from '../../fixtures/index.ts'

interface Found {
  readonly net: string
  readonly pid: string
  /** Its PID in the innermost pid namespace, if that is not the host's. */
  readonly inner: number
  readonly childless: boolean
}

interface State {
  /** Processes outside of the host's pid namespace, or without one for their children. The newest is the first. */
  readonly found: readonly Found[]
}

const isFirst = ({ pid, inner }: Found): boolean => pid === 'new' && inner === 1

/** @see https://man7.org/linux/man-pages/man1/unshare.1.html */
export const task: Task<State> = {
  id: 'pid-1',
  title: { en: 'Become PID 1 in nginx’s network', ja: 'nginx のネットワークの中で PID 1 になる' },
  goal: {
    en: 'Start a process that is PID 1 of a new pid namespace, and in nginx’s network namespace. Leave it running: as `sleep infinity &`, or as a shell.',
    ja: '新しい PID namespace の PID 1 で、network namespace は nginx のものであるプロセスを起動する。`sleep infinity &` として、またはシェルとして、動かしたままにする。',
  },
  claims: ['ART-20', 'PID-05', 'PID-12'],
  async look({ processes, trioNamespaces, before }) {
    const trio = Object.entries(await trioNamespaces())
    const whose = (type: 'net' | 'pid', id: string | undefined): string =>
      trio.find(([, own]) => own[type] === id)?.[0] ?? (id === before.namespaces[type] ? 'host' : 'new')
    const found = (await processes()).map(({ nspid, namespaces, childless }) => ({
      net: whose('net', namespaces.net),
      pid: whose('pid', namespaces.pid),
      inner: nspid.at(-1) ?? 0,
      childless,
    }))
    return { found: found.filter(({ pid, childless }) => pid !== 'host' || childless) }
  },
  done: ({ found }) => found.some((one) => isFirst(one) && one.net === 'nginx'),
  turns: [
    {
      id: 'no-fork',
      by: 'ROOT nsenter --target $nginx_pid --net unshare --pid sleep infinity &',
      holds: ({ found: [newest] }) => newest?.childless === true,
      says: {
        en: 'that process has made a pid namespace, but only its children will be in it: `unshare --pid` needs `--fork`.',
        ja: 'そのプロセスは PID namespace を作ったが、入るのは子プロセスだけである。`unshare --pid` には `--fork` がいる。',
      },
    },
    {
      id: 'hosts-network',
      by: 'ROOT unshare --pid --fork --mount-proc sleep infinity &',
      holds: ({ found: [newest] }) => newest !== undefined && isFirst(newest) && newest.net === 'host',
      says: {
        en: 'that is PID 1 of a new pid namespace, but in the host’s network.',
        ja: '新しい PID namespace の PID 1 ではあるが、ネットワークはホストのものである。',
      },
    },
    {
      id: 'other-network',
      by: 'ROOT nsenter --target $httpd_pid --net unshare --pid --fork --mount-proc sleep infinity &',
      holds: ({ found: [newest] }) => newest !== undefined && isFirst(newest),
      says: {
        en: 'that is PID 1 of a new pid namespace, but in another network than nginx’s.',
        ja: '新しい PID namespace の PID 1 ではあるが、ネットワークは nginx のものではない。',
      },
    },
    {
      id: 'nginx-pid',
      by: 'ROOT nsenter --target $nginx_pid --net --pid sleep infinity &',
      holds: ({ found: [newest] }) => newest !== undefined && newest.pid !== 'new',
      says: {
        en: 'that process is in a container’s own pid namespace, where PID 1 is taken.',
        ja: 'そのプロセスはコンテナの PID namespace にいる。そこの PID 1 はすでに使われている。',
      },
    },
  ],
  hints: [
    {
      en: 'Two steps: enter nginx’s network namespace, and make a pid namespace there.',
      ja: '手順は二つ。nginx の network namespace に入り、そこで PID namespace を作る。',
    },
    {
      en: '`nsenter … --net unshare --pid --fork --mount-proc COMMAND`',
      ja: '`nsenter … --net unshare --pid --fork --mount-proc コマンド`',
    },
  ],
  solution: 'ROOT nsenter --target $nginx_pid --net unshare --pid --fork --mount-proc sleep infinity &',
  why: {
    en: 'namespaces of different types do not depend on one another. The first child after `unshare --pid` is PID 1.',
    ja: '種類の違う namespace は互いに独立している。`unshare --pid` の後の最初の子プロセスが PID 1 になる。',
  },
}
