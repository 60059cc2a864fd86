import {
  articleQuestions,
  claim,
  control,
  expect,
  finding,
  hasOwnKernel,
  hierarchyOf,
  identities,
  innermost,
  inPidNamespaceOf,
  inPidNamespacesOf,
  lasting,
  type Page,
  type Profile,
  type Subject,
  shown,
  shownInside,
  type View,
  witness,
} from '../../fixtures/index.ts'

claim('ART-06', {
  title: (profile) =>
    inSandbox(profile)
      ? 'The host’s `ps -ef` shows one sandbox for each container, and none of the processes that run in it'
      : `The host’s \`ps -ef\` shows every container’s processes, under other PIDs and as descendants of ${parent(profile)}`,
  expect: (profile) =>
    inSandbox(profile)
      ? 'Each container’s PID on the host is a process runsc-sandbox. Inside, PID 1 is the server, and no process in the container’s cgroup has the arguments of any process inside.'
      : `The processes of all three are listed. Inside, each first process is 1; on the host it has another number, and its parent is ${parent(profile)}.`,
  because: (profile) =>
    inSandbox(profile)
      ? 'the container’s processes are objects of gVisor’s kernel, which is itself one process of the host.'
      : `the host’s pid namespace is above that of every container, and ${parent(profile)} is what the runtime leaves as the parent.`,
  source: [
    'pid_namespaces(7) “Nesting PID namespaces”',
    'proc_pid_status(5)',
    'https://github.com/containerd/containerd/blob/main/core/runtime/v2/README.md',
  ],
  anyKernel: true,
  verdict: (profile) => (inSandbox(profile) ? 'refuted' : 'confirmed'),
  page,
})

control(
  'a container’s processes leave the host’s list when it is removed',
  async ({ host, docker, start, sleepOptions, profile }) => {
    const brief = await start({ of: 'httpd', ...sleepOptions })
    const members = inSandbox(profile)
      ? (await host.processes()).filter(({ pid }) => pid === brief.pid)
      : await inPidNamespaceOf(host, brief.pid)
    const pids = members.map(({ pid }) => pid)
    expect(pids).toContain(brief.pid)
    expect(shown(members, await host.ps(...pids))).toEqual(identities(members))

    await docker.must('rm', '--force', brief.id)
    expect(shown(members, await host.ps())).toEqual(new Set())
  },
)

finding('what the host’s list has of all three', async ({ nginx, httpd, nextcloud, host, profile }) => {
  const three = [nginx, httpd, nextcloud]
  if (inSandbox(profile)) return sandboxesAlone(host, three)
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
    expect(alive.find(({ pid }) => pid === first?.ppid)).toMatchObject({ comm: parent(profile) })
  }
})

/** Whether the host sees gVisor's sandbox of a container and not the processes in it. */
function inSandbox(profile?: Profile): boolean {
  return profile !== undefined && hasOwnKernel(profile.engine)
}

/** The host lists each sandbox, and in the container's cgroup no process with the arguments of one inside. */
async function sandboxesAlone(host: View, three: readonly Subject[]): Promise<void> {
  const rows = await host.ps()
  for (const subject of three) {
    const { folder } = await hierarchyOf(host, subject, 'pids')
    const members = new Set(await host.cgroupMembers(folder))
    expect(members).toContain(subject.pid)
    const inside = (await subject.inside.ps()).filter(({ args }) => args !== 'ps -ww -ef')
    expect(inside[0]).toMatchObject({ pid: 1, ppid: 0 })
    const row = rows.find(({ pid }) => pid === subject.pid)
    expect(row?.args).toContain('runsc-sandbox')
    const own = new Set(inside.map(({ args }) => args))
    expect(rows.filter(({ pid, args }) => members.has(pid) && own.has(args))).toEqual([])
  }
}

/** What the engine leaves on the host as the parent of a container’s first process. */
function parent(profile?: Profile): string {
  return profile?.engine.name === 'podman' ? 'conmon' : 'containerd-shim'
}

function page(): Page {
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'Pid namespaces form a tree, and the host’s is above those of the containers. A process has one PID in its own namespace and one in each above it.',
      ja: 'PID namespace は木構造をなし、ホストのものがコンテナのものの祖先になる。プロセスは、自分の namespace とその祖先のそれぞれで PID を一つずつ持つ。',
    },
    lesson: {
      en: 'The article’s first figure is right: containers do not see each other’s processes, and the host sees all. A container is not a separate machine. Its processes are the host’s, and only what can be seen from inside is restricted.',
      ja: '記事の最初の図は正しい。コンテナどうしは互いのプロセスが見えず、ホストからはすべて見える。コンテナは別のマシンではなく、そのプロセスはホストのプロセスである。制限されているのは、コンテナの中から見える範囲だけである。',
    },
    question: { ...articleQuestions.onHost, look: { probe: 'ps', from: 'host' } },
    ja: {
      title: (profile) =>
        inSandbox(profile)
          ? 'ホストの `ps -ef` に出るのはコンテナごとに一つの sandbox であり、その中のプロセスは一つも出ない'
          : `ホストの \`ps -ef\` には全コンテナのプロセスが、別の PID で、${parent(profile)} の子孫として出る`,
      expect: (profile) =>
        inSandbox(profile)
          ? 'ホストから見たコンテナの PID は runsc-sandbox である。中では PID 1 がサーバーであり、中のプロセスと同じ引数のプロセスは、コンテナの cgroup にない。'
          : `三つのコンテナのプロセスがすべて出る。最初のプロセスは、中では 1、ホストでは別の番号で、親は ${parent(profile)} である。`,
      because: (profile) =>
        inSandbox(profile)
          ? 'コンテナのプロセスは gVisor のカーネルのものであり、そのカーネル自体はホストの一つのプロセスだからである。'
          : `ホストの PID namespace はどのコンテナのものよりも上にあり、ランタイムが親として残すのは ${parent(profile)} だからである。`,
      controls: ['コンテナを削除すると、そのプロセスはホストの一覧から消える'],
      findings: ['三つのうち、ホストの一覧に出るもの'],
    },
  }
}
