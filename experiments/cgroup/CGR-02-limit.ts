import {
  claim,
  control,
  enteringAll,
  expect,
  finding,
  hierarchyOf,
  inCgroup,
  type Page,
  type View,
} from '../../fixtures/index.ts'

claim('CGR-02', {
  title:
    'A limit binds the processes in the cgroup, not those in the namespaces: `docker exec` is limited, nsenter is not',
  expect:
    'With a limit of 100 processes, fork fails with EAGAIN under docker exec, with either kind of cgroup namespace. Under `nsenter --all` 128 children are made. The same nsenter from the container’s cgroup is limited.',
  because: 'the pids controller counts the processes of a cgroup, and nsenter stays in the one that it was started in.',
  source: [
    'https://docs.kernel.org/admin-guide/cgroup-v2.html#pid',
    'https://docs.docker.com/reference/cli/docker/container/run/',
    'nsenter(1)',
    'linux kernel/cgroup/pids.c (pids_can_fork)',
  ],
  needs: ['a cgroup for each container', 'a limit for processes'],
  verdict: 'new',
  page,
})

control('without a limit docker exec makes them all', async ({ start, sleepOptions }) => {
  const { inside } = await start({ of: 'nginx', ...sleepOptions })
  expect(await inside.forks(most)).toEqual({ children: most })
})

control('the same nsenter, moved into the container’s cgroup, is limited', async ({ host, sleepOptions, start }) => {
  const limited = await start({ of: 'nginx', ...sleepOptions, hostConfig: { PidsLimit: limit } })
  const { folder } = await hierarchyOf(host, limited, 'pids')
  expectLimited(await host.via(inCgroup(folder), enteringAll(limited)).forks(most))
})

finding(
  'docker exec is limited, and nsenter into the same namespaces is not',
  async ({ host, sleepOptions, start }) => {
    const hostConfig = { PidsLimit: limit, CgroupnsMode: 'private' } as const
    const limited = await start({ of: 'nginx', ...sleepOptions, hostConfig })
    expectLimited(await limited.inside.forks(most))

    const entered = host.via(enteringAll(limited))
    const namespace = await entered.namespace('self', 'pid')
    expect(namespace).toBe(await host.namespace(limited.pid, 'pid'))
    expect(namespace).not.toBe(await host.namespace('self', 'pid'))
    expect(await entered.cgroups()).not.toEqual(await entered.cgroups(1))
    expect(await entered.forks(most)).toEqual({ children: most })
  },
)

finding('with the host’s cgroup namespace docker exec is limited as well', async ({ sleepOptions, start }) => {
  const hostConfig = { PidsLimit: limit, CgroupnsMode: 'host' } as const
  const { inside } = await start({ of: 'nginx', ...sleepOptions, hostConfig })
  expectLimited(await inside.forks(most))
})

const [limit, most] = [100, 128]

function expectLimited({ children, error }: Awaited<ReturnType<View['forks']>>): void {
  expect(error).toBe('EAGAIN')
  expect(children).toBeLessThan(limit)
}

function page(): Page {
  return {
    why: {
      en: 'Limits are no property of a namespace. The kernel looks up the cgroup of the process that forks, allocates or runs. docker exec moves its process into the container’s cgroup; nsenter does not, unless `--join-cgroup` is given (util-linux 2.39).',
      ja: '制限は namespace の性質ではない。カーネルが調べるのは、fork したり、メモリを確保したり、実行されたりするプロセスの cgroup である。docker exec はプロセスをコンテナの cgroup に移す。nsenter は、`--join-cgroup`（util-linux 2.39）を付けない限り移さない。',
    },
    lesson: {
      en: 'When docker exec fails with “Resource temporarily unavailable”, nsenter still gets in. What you run with it counts for the host and not for the container.',
      ja: 'docker exec が “Resource temporarily unavailable” で失敗するときも、nsenter なら入れる。そこで動かすものは、コンテナではなくホストのプロセスとして数えられる。',
    },
    ja: {
      title:
        '制限が効くのは cgroup に属するプロセスであり、namespace に属するプロセスではない。`docker exec` は制限され、nsenter は制限されない',
      expect:
        'プロセス数を 100 に制限すると、docker exec の fork は、cgroup namespace がどちらの種類でも EAGAIN で失敗する。`nsenter --all` では子が 128 個作られる。同じ nsenter も、コンテナの cgroup から実行すれば制限される。',
      because: 'pids コントローラが数えるのは cgroup のプロセスであり、nsenter は起動された cgroup に残るからである。',
      controls: [
        '制限がなければ、docker exec からすべての子を作れる',
        '同じ nsenter も、コンテナの cgroup に移せば制限される',
      ],
      findings: [
        'docker exec は制限され、同じ namespace に入る nsenter は制限されない',
        'ホストの cgroup namespace を使うコンテナでも、docker exec は制限される',
      ],
    },
  }
}
