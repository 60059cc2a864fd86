import {
  claim,
  control,
  expect,
  finding,
  mapsUserIds,
  type NamespaceType,
  namespaceTypes,
  type Page,
  type View,
} from '../../fixtures/index.ts'

claim('ID-06', {
  title: 'Every namespace of a container’s own is owned by the user namespace that its process is in',
  expect: ({ engine }) =>
    `Each own namespace of nginx, mnt, net and pid among them, has ${engine.usernsRemap ? 'the container’s' : 'the runtime’s'} user namespace as its owner; the parent of its pid namespace is the host’s.`,
  because: ({ engine }) =>
    engine.usernsRemap
      ? 'this engine remaps user ids and gives the container a user namespace of its own.'
      : 'this engine makes no user namespace for a container.',
  source: [
    'NS_GET_USERNS(2const)',
    'user_namespaces(7) “Interaction of user namespaces and other types of namespaces”',
  ],
  needs: ['user namespaces', 'numbers of system calls'],
  verdict: 'new',
  page,
})

control('made from a new user namespace, net and uts are owned by that one', async ({ hold, host }) => {
  const holder = await hold(['user', 'net', 'uts'], '--map-root-user')
  const user = inode(await host.namespace(holder.pid, 'user'))
  const owners = await ownersOf(host, holder.pid)
  expect(user).not.toBe(inode(await host.namespace('self', 'user')))
  for (const type of ['net', 'uts'] as const) expect(owners.get(type)).toBe(user)
})

finding('nginx’s own namespaces are owned by its user namespace', async ({ nginx, host, profile }) => {
  const user = inode(await host.namespace(nginx.pid, 'user'))
  expect(user !== inode(await host.namespace('self', 'user'))).toBe(mapsUserIds(profile.engine))
  const { user: parent, ...owners } = Object.fromEntries(await ownersOf(host, nginx.pid))
  expect(Object.keys(owners)).toEqual(expect.arrayContaining(['mnt', 'net', 'pid']))
  for (const [type, owner] of Object.entries(owners)) expect([type, owner]).toEqual([type, user])
  if (parent !== undefined) expect(parent).toBe(inode(await host.namespace('self', 'user')))

  const { pid } = await host.owners(nginx.pid)
  expect(pid?.parent).toBe(inode(await host.namespace('self', 'pid')))
})

const inode = (id: string): number => Number(id.split(':')[1])

/** The owner (an inode) of each namespace of a process that is not the host's, by type. */
async function ownersOf(host: View, pid: number): Promise<Map<NamespaceType, number | undefined>> {
  const [hosts, owned] = [await host.namespaces(), await host.owners(pid)]
  const types = namespaceTypes.filter((type) => hosts[type] !== undefined && owned[type] !== undefined)
  const own = types.filter((type) => owned[type]?.inode !== inode(hosts[type] ?? ''))
  return new Map(own.map((type) => [type, owned[type]?.owner]))
}

function page(): Page {
  return {
    why: {
      en: 'The kernel records as owner the user namespace of the process that made the namespace. A runtime that remaps makes the user namespace first and the others from within it.',
      ja: 'カーネルは、namespace を作ったプロセスの user namespace を所有者として記録する。UID を再マッピングするランタイムは、まず user namespace を作り、残りをその中から作る。',
    },
    lesson: {
      en: 'Root’s capabilities count for what its user namespace owns. In the usual Docker that owner is the host’s, so the container’s root is the host’s root with fewer capabilities.',
      ja: 'root のケーパビリティが効くのは、自分の user namespace が所有するものに対してだけである。普通の Docker では所有者がホストの user namespace なので、コンテナの root は、ケーパビリティを減らしたホストの root である。',
    },
    ja: {
      title: 'コンテナ独自の namespace を所有するのは、どれも、そのプロセスがいる user namespace である',
      expect: ({ engine }) =>
        `nginx 独自の namespace は、mnt、net、pid を含め、どれも${engine.usernsRemap ? 'コンテナ' : 'ランタイム'}の user namespace が所有する。PID namespace の親はホストのものである。`,
      because: ({ engine }) =>
        engine.usernsRemap
          ? 'このエンジンは UID を再マッピングし、コンテナに独自の user namespace を与えるからである。'
          : 'このエンジンはコンテナのために user namespace を作らないからである。',
      controls: ['新しい user namespace から作った net と uts は、その user namespace が所有する'],
      findings: ['nginx 独自の namespace は、nginx のいる user namespace が所有する'],
    },
  }
}
