import { claim, control, entering, expect, finding, hierarchyOf, type Page } from '../../fixtures/index.ts'

claim('CGR-03', {
  title: 'A cgroup mount shows the cgroup namespace of its mounter, as /proc and /sys do with theirs',
  expect:
    'Mounted from the container’s cgroup namespace, the top of the hierarchy is the container’s cgroup, also for a reader in the host’s. The host’s own mount begins at the host’s root, also for a reader in the container’s.',
  because: 'which cgroup is on top is decided when the file system is mounted.',
  source: ['cgroup_namespaces(7)', 'linux kernel/cgroup/cgroup.c (cgroup_do_get_tree)'],
  needs: ['a cgroup for each container', 'a cgroup namespace of the container’s own'],
  verdict: 'new',
  page,
})

control(
  'the host’s mount begins at the host’s root, read from the container’s cgroup namespace too',
  async ({ host, sleepOptions, start }) => {
    const subject = await start({ ...own, ...sleepOptions })
    const { mount, folder } = await hierarchyOf(host, subject, 'pids')
    const within = host.via(entering(subject, 'cgroup'))
    expect(await within.namespace('self', 'cgroup')).toBe(await host.namespace(subject.pid, 'cgroup'))
    expect(await within.cgroupMembers(folder)).toContain(subject.pid)
    expect(await within.cgroupMembers(mount)).not.toContain(subject.pid)
  },
)

finding(
  'mounted from the container’s, it begins at the container’s cgroup',
  async ({ hold, host, sleepOptions, start }) => {
    const subject = await start({ ...own, ...sleepOptions })
    expect(await host.namespace(subject.pid, 'cgroup')).not.toBe(await host.namespace('self', 'cgroup'))
    const { controllers, mount } = await hierarchyOf(host, subject, 'pids')
    const aside = host.via(await hold(['mnt']))
    await aside.via(entering(subject, 'cgroup')).must('mount', ...fileSystem(controllers), 'none', '/mnt')

    expect(await aside.namespace('self', 'cgroup')).toBe(await host.namespace('self', 'cgroup'))
    expect(await aside.cgroupMembers('/mnt')).toContain(subject.pid)
    expect(await aside.cgroupMembers(mount)).not.toContain(subject.pid)
  },
)

const own = { of: 'nginx', hostConfig: { CgroupnsMode: 'private' } } as const

/** The options of mount for a hierarchy that exists. */
const fileSystem = (controllers: readonly string[]): string[] =>
  controllers.length === 0 ? ['-t', 'cgroup2'] : ['-t', 'cgroup', '-o', controllers.join()]

function page(): Page {
  return {
    why: {
      en: 'The kernel takes the root of the mounter’s cgroup namespace as the root of the new mount. procfs keeps the pid namespace and sysfs the network namespace of the mounter in the same way. /proc/PID/cgroup is different: it is written for each reader (CGR-01).',
      ja: 'カーネルは、マウントしたプロセスの cgroup namespace のルートを、新しいマウントのルートにする。procfs が PID namespace を、sysfs が network namespace を、マウントしたプロセスに合わせて保持するのと同じである。/proc/PID/cgroup はこれと違い、参照元のプロセスごとに書かれる（CGR-01）。',
    },
    lesson: {
      en: 'A container that has the host’s /sys/fs/cgroup bound into it sees the cgroups of all containers, whatever its cgroup namespace is.',
      ja: 'ホストの /sys/fs/cgroup をバインドマウントしたコンテナには、cgroup namespace が独自のものでも、全コンテナの cgroup が見える。',
    },
    ja: {
      title: 'cgroup のマウントに見えるのは、/proc や /sys と同じく、マウントしたプロセスの namespace である',
      expect:
        'コンテナの cgroup namespace からマウントすると、ホストの cgroup namespace から読んでも、階層の最上位はコンテナの cgroup である。ホストのマウントの最上位は、コンテナの cgroup namespace から読んでも、ホストのルートである。',
      because: 'どの cgroup が最上位になるかは、マウントの時点で決まるからである。',
      controls: ['ホストのマウントの最上位は、コンテナの cgroup namespace から読んでも、ホストのルートである'],
      findings: ['コンテナの cgroup namespace からマウントすると、最上位はコンテナの cgroup である'],
    },
  }
}
