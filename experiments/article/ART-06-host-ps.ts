import {
  claim,
  expect,
  identities,
  innermost,
  inPidNamespaceOf,
  inPidNamespacesOf,
  lasting,
  shown,
  shownInside,
  test,
  witness,
} from '../../fixtures/index.ts'

/**
 * A pid namespace is nested in the one that made it: its processes have a number in each, and the outer procfs shows them.
 * @see https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
claim(
  {
    id: 'ART-06',
    title: {
      en: 'the host’s `ps -ef` shows every container’s processes, under other PIDs and below the engine’s shim',
      ja: 'ホストの `ps -ef` には全コンテナのプロセスが、別の PID で、エンジンの shim の子として出る',
    },
    why: {
      en: 'Pid namespaces form a tree, and the host’s is the root. A process has one PID in its own namespace and one in each above it.',
      ja: 'PID namespace は木をなし、ホストのものが根である。プロセスは自分の namespace と、その祖先のそれぞれで PID を一つずつ持つ。',
    },
    lesson: {
      en: 'A container is no machine apart: its processes are processes of the host. Only the view from inside is narrowed.',
      ja: 'コンテナは別の機械ではなく、そのプロセスはホストのプロセスである。狭められているのは内側からの眺めだけだ。',
    },
    source: [
      'https://man7.org/linux/man-pages/man7/pid_namespaces.7.html',
      'https://man7.org/linux/man-pages/man5/proc_pid_status.5.html',
      'https://github.com/containerd/containerd/blob/main/core/runtime/v2/README.md',
    ],
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    expectation: ({ engine }) => ({
      text: {
        en: `All three sets are listed. Inside, each first process is 1; on the host it is another number and its parent is ${engine.name === 'podman' ? 'conmon' : 'containerd-shim'}.`,
        ja: `三つとも全員が出る。最初のプロセスは内側では 1、ホストでは別の番号で、親は ${engine.name === 'podman' ? 'conmon' : 'containerd-shim'} である。`,
      },
      because: {
        en: 'the host’s procfs shows the root of the tree of pid namespaces, and the shim is what started the container.',
        ja: 'ホストの procfs が見せるのは PID namespace の木の根であり、コンテナを起こしたのは shim だからである。',
      },
    }),
    verdict: 'confirmed',
  },
  () => {
    test('control: a container’s processes leave the host’s list when it is removed', {
      meta: { ja: '対照：コンテナを削除すると、そのプロセスはホストの一覧から消える' },
    }, async ({ host, docker, start, sleepOptions }) => {
      const brief = await start({ of: 'httpd', ...sleepOptions })
      const members = await inPidNamespaceOf(host, brief.pid)
      const pids = members.map(({ pid }) => pid)
      expect(pids).toContain(brief.pid)
      expect(shown(members, await host.ps(...pids))).toEqual(identities(members))

      expect(await docker.run('rm', '--force', brief.id)).toMatchObject({ exitCode: 0 })
      expect(shown(members, await host.ps())).toEqual(new Set())
    })

    test('finding: all three are in the host’s list, and NSpid joins the two numbers', {
      meta: { ja: '発見：三つともホストの一覧に出て、NSpid が二つの番号を結びつける' },
    }, async ({ nginx, httpd, nextcloud, host, profile }) => {
      const trio = [nginx, httpd, nextcloud]
      const { seen, alive } = await witness(host, () => host.ps())
      const inside = await Promise.all(trio.map((subject) => subject.inside.ps()))
      const outside = await inPidNamespacesOf(
        host,
        trio.map(({ pid }) => pid),
      )
      for (const [index, subject] of trio.entries()) {
        const members = lasting(outside[index] ?? [], alive)
        expect(shown(members, seen)).toEqual(identities(members))
        for (const { pid, nspid } of members) expect(nspid).toEqual([pid, expect.any(Number)])
        const own = inside[index] ?? []
        expect(shownInside(members, own)).toEqual(identities(members))
        expect(own.map(({ pid }) => pid)).not.toContain(subject.pid)

        const first = members.find(({ pid }) => pid === subject.pid)
        expect(first && innermost(first)).toBe(1)
        expect(subject.pid).not.toBe(1)
        const shim = profile.engine.name === 'podman' ? 'conmon' : 'containerd-shim'
        expect(alive.find(({ pid }) => pid === first?.ppid)).toMatchObject({ comm: shim })
      }
    })
  },
)
