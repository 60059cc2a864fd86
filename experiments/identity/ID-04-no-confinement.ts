import {
  claim,
  control,
  enteringAll,
  expect,
  finding,
  type Page,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('ID-04', {
  title:
    '`nsenter --all` is not `docker exec`: it enters the namespaces and leaves capabilities, seccomp and cgroup the host’s',
  expect:
    'Under nsenter CapEff and Seccomp equal the host’s and the cgroup is not the container’s. Under docker exec all three equal those of the container’s first process.',
  because: 'a capability set, a filter and a cgroup belong to the process and are inherited by fork, not by namespace.',
  source: [
    'nsenter(1)',
    'setns(2)',
    'capabilities(7) “Thread capability sets”',
    'https://docs.docker.com/engine/security/seccomp/',
  ],
  needs: ['an engine without userns-remap', 'the host’s user namespace for containers', 'a cgroup for each container'],
  verdict: 'new',
  page,
})

control(
  'docker exec is as confined as the container, and follows when the container is less so',
  async ({ nginx, host, profile, start }) => {
    const confined = await nginx.inside.confinement()
    expect(confined).toEqual(await host.confinement(nginx.pid))
    expect(confined.seccomp).toBe(profile.engine.seccomp ? 2 : await inheritedMode(host, nginx.pid))
    expect(await nginx.inside.cgroups()).toEqual(await nginx.inside.cgroups(1))

    const hostConfig = { SecurityOpt: ['seccomp=unconfined'], CapAdd: ['NET_ADMIN'] }
    const looser = await start({ of: 'nginx', ...sleepForever, hostConfig })
    const loose = await looser.inside.confinement()
    const inherited = await inheritedMode(host, looser.pid)
    expect(loose).toEqual({ ...(await host.confinement(looser.pid)), seccomp: inherited })
    expect(loose.capEff).not.toBe(confined.capEff)
  },
)

finding(
  'nsenter has the host’s capabilities and filter, in a cgroup that is not the container’s',
  async ({ nginx, host }) => {
    const entered = host.via(enteringAll(nginx))
    const { pid } = await entered.namespaces()
    expect(pid).toBe(await host.namespace(nginx.pid, 'pid'))
    expect(pid).not.toBe(await host.namespace('self', 'pid'))
    const unconfined = await entered.confinement()
    expect(unconfined).toEqual(await host.confinement())
    expect(unconfined.capEff).not.toBe((await host.confinement(nginx.pid)).capEff)
    expect(await entered.cgroups()).not.toEqual(await entered.cgroups(1))
  },
)

/** The seccomp mode that a container's first process inherits from its parent. The engine itself may run under a filter. */
async function inheritedMode(host: View, pid: number): Promise<number> {
  return (await host.confinement(Number((await host.status(pid))['PPid']))).seccomp
}

function page(): Page {
  return {
    why: {
      en: 'setns changes namespaces only. docker exec has the runtime apply the container’s limits as well: it drops capabilities, loads the filter and moves the process into the cgroup. From util-linux 2.39 on, `nsenter --join-cgroup` does the last of these.',
      ja: 'setns が変えるのは namespace だけである。docker exec ではランタイムがコンテナの制限も掛ける。ケーパビリティを減らし、フィルタを読み込み、プロセスを cgroup に移す。util-linux 2.39 からは、cgroup への移動だけなら `nsenter --join-cgroup` でもできる。',
    },
    lesson: {
      en: 'What you start with nsenter in a container has the power of the host’s root, although it sees only the container.',
      ja: 'nsenter でコンテナ内に起動したプロセスは、コンテナしか見えなくても、ホストの root の権限を持っている。',
    },
    ja: {
      title:
        '`nsenter --all` は `docker exec` ではない。namespace には入るが、ケーパビリティも seccomp も cgroup もホストのままである',
      expect:
        'nsenter では CapEff と Seccomp がホストと等しく、cgroup はコンテナのものではない。docker exec では三つともコンテナの最初のプロセスと等しい。',
      because: 'ケーパビリティ、フィルタ、cgroup はプロセスに属し、namespace ではなく fork で受け継がれるからである。',
      controls: ['`docker exec` の制限はコンテナと同じで、コンテナの制限を緩めれば同じく緩む'],
      findings: ['nsenter ではケーパビリティもフィルタもホストのもので、cgroup もコンテナのものではない'],
    },
  }
}
