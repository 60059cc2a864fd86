import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Page,
  type Subject,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('CGR-01', {
  title: 'A cgroup namespace changes the path that a container reads, and not the cgroup that it is in',
  expect:
    'With a cgroup namespace: `/` inside, a path with the full id on the host, and for the host’s process looked at from inside a path that begins with `/..`.',
  because:
    'the kernel writes the path from the root of the reader’s cgroup namespace, with `..` for what lies above it.',
  source: [
    'cgroup_namespaces(7)',
    'cgroups(7) “/proc files”',
    'linux kernel/cgroup/cgroup.c (cgroup_path_ns)',
    'linux fs/kernfs/dir.c (kernfs_path_from_node)',
  ],
  needs: ['a cgroup for each container', 'a choice of the cgroup namespace'],
  verdict: 'new',
  page,
})

control('with --cgroupns=host the container reads the path that the host reads', async ({ start, host }) => {
  const open = await start({
    of: 'nginx',
    ...sleepForever,
    hostConfig: { CgroupnsMode: 'host' },
  })
  expect(await host.namespace(open.pid, 'cgroup')).toBe(await host.namespace('self', 'cgroup'))
  const own = await memberships(host, open)
  expect(own.size).toBeGreaterThan(0)
  expect(only(await paths(open.inside, 1), own.keys())).toEqual([...own.values()])
})

finding(
  'with one of its own it reads `/`, is where it would have been, and sees the host above',
  async ({ start, host }) => {
    const hostConfig = { CgroupnsMode: 'private' } as const
    const closed = await start({ of: 'nginx', ...sleepForever, hostConfig })
    expect(await host.namespace(closed.pid, 'cgroup')).not.toBe(await host.namespace('self', 'cgroup'))
    const own = await memberships(host, closed)
    expect(own.size).toBeGreaterThan(0)
    expect(new Set(only(await paths(closed.inside, 1), own.keys()))).toEqual(new Set(['/']))

    const within = host.via(entering(closed, 'cgroup'))
    for (const path of only(await paths(within, 'self'), own.keys())) expect(path).toMatch(/^\/\.\.(\/|$)/)
    expect(only(await paths(within, closed.pid), own.keys())).toEqual([...own].map(() => '/'))
  },
)

/** The path in each hierarchy, by its controllers; the unified one has none. */
async function paths(view: View, pid: number | 'self'): Promise<Map<string, string>> {
  return new Map((await view.cgroups(pid)).map(({ controllers, path }) => [controllers.join(), path]))
}

/** The hierarchies in which the container has a cgroup of its own: as the host sees them, its id is in their paths. */
async function memberships(host: View, { id, pid }: Subject): Promise<Map<string, string>> {
  return new Map([...(await paths(host, pid))].filter(([, path]) => path.includes(id)))
}

const only = (all: ReadonlyMap<string, string>, keys: Iterable<string>): (string | undefined)[] =>
  [...keys].map((key) => all.get(key))

function page(): Page {
  return {
    why: {
      en: 'The namespace changes from where paths are counted. The cgroup itself stays where the engine put it, and limits bind by the cgroup (CGR-02).',
      ja: 'この namespace が変えるのは、パスの起点だけである。cgroup そのものはエンジンが置いた場所から動かず、制限は cgroup に従って効く（CGR-02）。',
    },
    lesson: {
      en: 'A path in /proc/PID/cgroup is relative to its reader. A `/` says that process PID is at the reader’s root, not at the top.',
      ja: '/proc/PID/cgroup のパスは、参照元のプロセスの cgroup namespace からの相対パスである。`/` は、プロセス PID がその namespace のルートにいることを示すだけで、最上位にいるとは限らない。',
    },
    ja: {
      title: 'cgroup namespace が変えるのはコンテナが読むパスであり、属する cgroup ではない',
      expect:
        '独自の cgroup namespace があれば、パスは、中では `/`、ホストでは完全な ID を含むもの、中から見たホストのプロセスでは `/..` で始まるものになる。',
      because:
        'カーネルは、参照元のプロセスの cgroup namespace のルートを起点にパスを書き、それより上は `..` で表すからである。',
      controls: ['`--cgroupns=host` なら、コンテナが読むパスはホストが読むものと同じである'],
      findings: ['独自の cgroup namespace では `/` と読めるが、属する cgroup は変わらず、ホストはその上に見える'],
    },
  }
}
