import {
  claim,
  control,
  defaultModes,
  expect,
  expectedNamespaces,
  finding,
  modesWithHost,
  type NamespaceType,
  type Page,
  type Profile,
  sharingWithHost,
  sleepForever,
} from '../../fixtures/index.ts'

claim('SHR-01', {
  title:
    'Pid, net, ipc, uts and cgroup are each shared as the container’s options say: with nobody, with the host, or, for pid, net and ipc, with another container',
  expect:
    'Private: none of the five is the host’s. Joined to another container: pid, net and ipc are that one’s, uts is not.',
  because: 'Docker has `container:` for pid, net and ipc alone, and joining one does not join the others.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/run/#pid',
    'https://docs.docker.com/reference/cli/docker/container/run/#ipc',
    'https://docs.docker.com/reference/cli/docker/container/run/#uts',
    'namespaces(7) “Namespace types”',
    'moby daemon/oci_linux.go (WithNamespaces)',
  ],
  verdict: 'new',
  page,
})

control('declared the host’s, each that the engine can share is the host’s', async ({ start, host, profile }) => {
  const open = await start({ ...sleeping, network: 'host', hostConfig: sharingWithHost(profile) })
  const [here, there] = [await host.namespaces(), await host.namespaces(open.pid)]
  expect(shareable.filter((type) => here[type] === there[type])).toEqual(sharedBy(profile))
  expect(there.mnt).not.toBe(here.mnt)
})

finding(
  'declared private none is the host’s, and joined exactly those are the donor’s that were named',
  async ({ start, host, profile }) => {
    const donor = await start(closed)
    const [here, there] = [await host.namespaces(), await host.namespaces(donor.pid)]
    expect(givenBy(profile).filter((type) => here[type] === there[type])).toEqual([])

    const mode = `container:${donor.id}`
    const [some, all] = await Promise.all([
      start({ ...sleeping, network: mode, hostConfig: { CgroupnsMode: 'private' } }),
      start({ ...sleeping, network: mode, hostConfig: { PidMode: mode, IpcMode: mode, CgroupnsMode: 'private' } }),
    ])
    const [ofSome, ofAll] = [await host.namespaces(some.pid), await host.namespaces(all.pid)]
    expect(givenBy(profile).filter((type) => ofSome[type] === there[type])).toEqual(['net'])
    expect(givenBy(profile).filter((type) => ofAll[type] === there[type])).toEqual(['ipc', 'net', 'pid'])
    expect(await some.inside.namespace('self', 'net')).toBe(there.net)
    for (const joiner of [ofSome, ofAll]) expect(joiner.uts).not.toBe(here.uts)
  },
)

const shareable: readonly NamespaceType[] = ['cgroup', 'ipc', 'net', 'pid', 'uts']
const sleeping = { of: 'nginx', ...sleepForever } as const
const closed = { ...sleeping, hostConfig: { IpcMode: 'shareable', CgroupnsMode: 'private' } } as const

/** The types that this engine gives to a container that asks for them. */
const givenBy = (profile: Profile) => {
  const expected = expectedNamespaces(profile, { ...defaultModes, cgroupnsMode: 'private' })
  return shareable.filter((type) => expected.get(type) === 'own')
}

/** The types that it lets a container share with the host: all, unless it ignores the option. */
const sharedBy = (profile: Profile) => {
  const expected = expectedNamespaces(profile, modesWithHost(profile))
  return shareable.filter((type) => expected.get(type) === 'host')
}

function page(): Page {
  return {
    why: {
      en: 'Each option becomes one line of the list that the runtime gets: a new namespace, the path of another’s, or no line at all.',
      ja: 'どのオプションも、ランタイムに渡る一覧の一行になる。新しい namespace、別のプロセスの namespace のパス、あるいは行なしのどれかである。',
    },
    lesson: {
      en: 'Isolation is not one decision. Pid, net, ipc, uts and cgroup are chosen one by one, and whatever is shared is shared completely.',
      ja: '隔離するかどうかは一度に決まるのではない。pid、net、ipc、uts、cgroup を一つずつ選べる。共有したものは、すべてが共有される。',
    },
    ja: {
      title:
        'pid、net、ipc、uts、cgroup は、オプションのとおりに共有される。共有しないか、ホストと共有するかであり、pid、net、ipc は別のコンテナとも共有できる',
      expect:
        '独自のものを指定すれば、五つともホストと異なる。別のコンテナに参加すると、pid、net、ipc はそのコンテナのものになり、uts はならない。',
      because:
        'Docker で `container:` が使えるのは pid、net、ipc だけであり、一つに参加しても他には参加しないからである。',
      controls: ['ホストとの共有を指定すれば、エンジンが共有できるものはどれもホストのものになる'],
      findings: [
        '独自のものを指定すればどれもホストと異なり、参加すれば指定したものだけが提供側のコンテナのものになる',
      ],
    },
  }
}
