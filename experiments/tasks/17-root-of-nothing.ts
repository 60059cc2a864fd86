import type { Task } from '../../fixtures/index.ts'

interface State {
  /** Processes in a user namespace of their own: to which uid of the host their root is mapped. The newest is the first. */
  readonly roots: readonly { readonly outside: number | undefined; readonly net: string }[]
}

/** @see https://man7.org/linux/man-pages/man7/user_namespaces.7.html */
export const task: Task<State> = {
  id: 'root-of-nothing',
  title: { en: 'Root who is nobody', ja: 'nobody の root' },
  goal: {
    en: 'In nginx’s network namespace, start a process that is root in a user namespace of its own, while the host sees it as uid 65534. Leave it running (`sleep infinity &`).',
    ja: 'nginx の network namespace の中で、自分の user namespace では root、ホストからは UID 65534 に見えるプロセスを起動し、動かしたままにする（`sleep infinity &`）。',
  },
  claims: ['USR-06', 'USR-03'],
  needs: ['user namespaces', 'user namespaces for everybody'],
  async look({ processes, before, host, trioNamespaces }) {
    const { nginx } = await trioNamespaces()
    const own = (await processes()).filter(({ namespaces }) => namespaces.user !== before.namespaces.user)
    const roots = own.map(async ({ pid, namespaces }) => {
      const map = await host.uidMap(pid).catch(() => [])
      return {
        outside: map.find(({ inside }) => inside === 0)?.outside,
        net: namespaces.net === nginx?.net ? 'nginx' : 'another',
      }
    })
    return { roots: await Promise.all(roots) }
  },
  done: ({ roots }) => roots.some(({ outside, net }) => outside === 65534 && net === 'nginx'),
  turns: [
    {
      id: 'other-network',
      by: 'ROOT setpriv --reuid 65534 --regid 65534 --clear-groups unshare --user --map-root-user sleep infinity &',
      holds: ({ roots: [newest] }) => newest?.outside === 65534 && newest.net !== 'nginx',
      says: {
        en: 'root in a user namespace, and uid 65534 outside: right. But it is in another network than nginx’s. Enter that first, as real root.',
        ja: 'user namespace では root、外では UID 65534 になっている。しかしネットワークが nginx のものではない。先に、本物の root として入っておく。',
      },
    },
    {
      id: 'no-map',
      by: 'ROOT nsenter --target $nginx_pid --net setpriv --reuid 65534 --regid 65534 --clear-groups unshare --user sleep infinity &',
      holds: ({ roots: [newest] }) => newest !== undefined && newest.outside === undefined,
      says: {
        en: 'there is a user namespace, but no uid is mapped to its root: `--map-root-user`.',
        ja: 'user namespace はあるが、その root に対応する UID がない。`--map-root-user` を付ける。',
      },
    },
    {
      id: 'real-root',
      by: 'ROOT nsenter --target $nginx_pid --net unshare --user --map-root-user sleep infinity &',
      holds: ({ roots: [newest] }) => newest !== undefined,
      says: {
        en: 'its root is uid {uid} on the host, not 65534.',
        ja: 'その root は、ホストでは 65534 ではなく UID {uid} である。',
      },
      fill: ({ roots }) => ({ uid: String(roots[0]?.outside) }),
    },
  ],
  hints: [
    {
      en: 'Three steps in this order: enter the network, become uid 65534 (setpriv), make the user namespace (unshare).',
      ja: '手順は三つ。ネットワークに入り、UID 65534 になり（setpriv）、user namespace を作る（unshare）。',
    },
    {
      en: '`setpriv --reuid 65534 --regid 65534 --clear-groups COMMAND` changes the uid, `unshare --user --map-root-user COMMAND` makes the namespace.',
      ja: 'UID を変えるのは `setpriv --reuid 65534 --regid 65534 --clear-groups コマンド`、namespace を作るのは `unshare --user --map-root-user コマンド` である。',
    },
  ],
  solution:
    'ROOT nsenter --target $nginx_pid --net setpriv --reuid 65534 --regid 65534 --clear-groups unshare --user --map-root-user sleep infinity &',
  why: {
    en: 'root counts in its own user namespace. nginx’s network belongs to another one, so this root may not change it.',
    ja: 'root の権限は自分の user namespace の中で効く。nginx のネットワークは別の user namespace に属するので、この root には変えられない。',
  },
}
