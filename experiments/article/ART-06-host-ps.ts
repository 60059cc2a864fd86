import {
  claim,
  control,
  expect,
  finding,
  identities,
  innermost,
  inPidNamespaceOf,
  inPidNamespacesOf,
  lasting,
  type Page,
  shown,
  shownInside,
  witness,
} from '../../fixtures/index.ts'

claim('ART-06', {
  title: 'The host’s `ps -ef` shows every container’s processes, under other PIDs and below the engine’s shim',
  expect: ({ engine }) =>
    `All three sets are listed. Inside, each first process is 1; on the host it is another number and its parent is ${engine.name === 'podman' ? 'conmon' : 'containerd-shim'}.`,
  because:
    'the host’s procfs shows the root of the tree of pid namespaces, and the shim is what started the container.',
  source: [
    'pid_namespaces(7)',
    'proc_pid_status(5)',
    'https://github.com/containerd/containerd/blob/main/core/runtime/v2/README.md',
  ],
  verdict: 'confirmed',
  page,
})

control(
  'a container’s processes leave the host’s list when it is removed',
  async ({ host, docker, start, sleepOptions }) => {
    const brief = await start({ of: 'httpd', ...sleepOptions })
    const members = await inPidNamespaceOf(host, brief.pid)
    const pids = members.map(({ pid }) => pid)
    expect(pids).toContain(brief.pid)
    expect(shown(members, await host.ps(...pids))).toEqual(identities(members))

    await docker.must('rm', '--force', brief.id)
    expect(shown(members, await host.ps())).toEqual(new Set())
  },
)

finding(
  'all three are in the host’s list, and NSpid joins the two numbers',
  async ({ nginx, httpd, nextcloud, host, profile }) => {
    const three = [nginx, httpd, nextcloud]
    const { seen, alive } = await witness(host, () => host.ps())
    const inside = await Promise.all(three.map((subject) => subject.inside.ps()))
    const outside = await inPidNamespacesOf(
      host,
      three.map(({ pid }) => pid),
    )
    for (const [index, subject] of three.entries()) {
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
  },
)

function page(): Page {
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'Pid namespaces form a tree, and the host’s is the root. A process has one PID in its own namespace and one in each above it.',
      ja: 'PID namespace は木をなし、ホストのものが根である。プロセスは自分の namespace と、その祖先のそれぞれで PID を一つずつ持つ。',
    },
    lesson: {
      en: 'A container is no machine apart: its processes are processes of the host. Only the view from inside is narrowed.',
      ja: 'コンテナは別の機械ではなく、そのプロセスはホストのプロセスである。狭められているのは内側からの眺めだけだ。',
    },
    ja: {
      title: 'ホストの `ps -ef` には全コンテナのプロセスが、別の PID で、エンジンの shim の子として出る',
      expect: ({ engine }) =>
        `三つとも全員が出る。最初のプロセスは内側では 1、ホストでは別の番号で、親は ${engine.name === 'podman' ? 'conmon' : 'containerd-shim'} である。`,
      because: 'ホストの procfs が見せるのは PID namespace の木の根であり、コンテナを起こしたのは shim だからである。',
      controls: ['コンテナを削除すると、そのプロセスはホストの一覧から消える'],
      findings: ['三つともホストの一覧に出て、NSpid が二つの番号を結びつける'],
    },
  }
}
