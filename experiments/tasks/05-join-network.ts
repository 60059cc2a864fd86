import type { Task } from '../../fixtures/index.ts'

interface State {
  /** The network namespace of each running container of the learner: whose it is. */
  readonly networks: readonly string[]
}

/** @see https://docs.docker.com/engine/network/#container-networks */
export const task: Task<State> = {
  id: 'join-network',
  title: { en: 'Two containers, one network', ja: '二つのコンテナで一つのネットワーク' },
  goal: {
    en: 'Start a container that reaches nginx at 127.0.0.1: it has to be in nginx’s network namespace.',
    ja: '127.0.0.1 で nginx に届くコンテナを起動する。つまり、nginx の network namespace に入ったコンテナである。',
  },
  claims: ['SHR-01', 'SHR-06', 'NET-18'],
  needsContainer: true,
  async look({ containers, namespacesOf, trioNamespaces, before }) {
    const trio = Object.entries(await trioNamespaces())
    const running = (await containers()).filter(({ running: runs }) => runs)
    const networks = running.map(async ({ pid }) => {
      const { net } = await namespacesOf(pid)
      return trio.find(([, own]) => own.net === net)?.[0] ?? (net === before.namespaces.net ? 'host' : 'own')
    })
    return { networks: await Promise.all(networks) }
  },
  done: ({ networks }) => networks.includes('nginx'),
  turns: [
    {
      id: 'host',
      by: 'docker run --detach --label $lab --network host $image sleep infinity',
      holds: ({ networks }) => networks.includes('host'),
      says: { en: 'that container has the host’s network.', ja: 'そのコンテナはホストのネットワークを使っている。' },
    },
    {
      id: 'other',
      by: 'docker run --detach --label $lab --network container:$httpd $image sleep infinity',
      holds: ({ networks }) => networks.includes('httpd') || networks.includes('nextcloud'),
      says: {
        en: 'that container is in the network of another one than nginx.',
        ja: 'そのコンテナは、nginx ではない別のコンテナのネットワークにいる。',
      },
    },
    {
      id: 'own',
      by: 'docker run --detach --label $lab $image sleep infinity',
      holds: ({ networks }) => networks.includes('own'),
      says: {
        en: 'that container has a network namespace of its own. An address on the same bridge is not enough.',
        ja: 'そのコンテナには自分の network namespace がある。同じブリッジにアドレスがあるだけでは足りない。',
      },
    },
  ],
  hints: [
    {
      en: '`docker run --network` takes more than the names of networks.',
      ja: '`docker run --network` には、ネットワーク名以外も指定できる。',
    },
    { en: '`--network container:$nginx`', ja: '`--network container:$nginx`' },
  ],
  solution: 'docker run --detach --label $lab --network container:$nginx $image sleep infinity',
  why: {
    en: 'both are in one network namespace: one loopback, one eth0, one set of ports.',
    ja: '二つは一つの network namespace にいる。ループバックも eth0 もポートも一つである。',
  },
}
