import {
  claim,
  control,
  defaultModes,
  expect,
  expectedNamespaces,
  finding,
  hostModes,
  type NamespaceType,
  type Page,
  type Profile,
  sleepForever,
} from '../../fixtures/index.ts'

claim('SHR-01', {
  title:
    'Pid, net, ipc, uts and cgroup are each shared exactly as the container’s options say: with nobody, the host, or another container',
  expect:
    'Private: none of the five is the host’s. Joined to another container: pid, net and ipc are that one’s, uts is not.',
  because: 'Docker has `container:` for pid, net and ipc alone, and joining one does not join the others.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/run/',
    'namespaces(7)',
    'moby daemon/oci_linux.go (WithNamespaces)',
  ],
  verdict: 'new',
  page,
})

control('declared the host’s, all five are the host’s', async ({ start, host, profile }) => {
  const [here, there] = [await host.namespaces(), await host.namespaces((await start(open)).pid)]
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
const open = {
  ...sleeping,
  network: 'host',
  hostConfig: { PidMode: 'host', IpcMode: 'host', UTSMode: 'host', CgroupnsMode: 'host', UsernsMode: 'host' },
} as const

/** The types that this engine gives to a container that asks for them. */
const givenBy = (profile: Profile) => {
  const expected = expectedNamespaces(profile, { ...defaultModes, cgroupnsMode: 'private' })
  return shareable.filter((type) => expected.get(type) === 'own')
}

/** The types that it lets a container share with the host: all, unless it ignores the option. */
const sharedBy = (profile: Profile) => {
  const expected = expectedNamespaces(profile, hostModes)
  return shareable.filter((type) => expected.get(type) === 'host')
}

function page(): Page {
  return {
    why: {
      en: 'Each option becomes one line of the list that the runtime gets: a new namespace, the path of another’s, or no line at all.',
      ja: 'どのオプションも、ランタイムに渡る一覧の一行になる。新しい namespace、他者の namespace のパス、あるいは行なしのどれかである。',
    },
    lesson: {
      en: 'A container is not one wall but five switches and two more. Each can be set by itself, and what is shared is shared wholly.',
      ja: 'コンテナは一枚の壁ではなく、別々のスイッチの集まりである。一つずつ切り替えられ、共有したものは丸ごと共有される。',
    },
    ja: {
      title:
        'pid、net、ipc、uts、cgroup は、オプションの通りに共有される。誰とも共有しないか、ホストと共有するか、別のコンテナと共有するかである',
      expect:
        'private なら五つともホストと異なる。別のコンテナに参加すると、pid、net、ipc はそのコンテナのもので、uts は違う。',
      because:
        'Docker で `container:` が使えるのは pid、net、ipc だけであり、一つに参加しても他には参加しないからである。',
      controls: ['ホストのものと宣言すれば、五つともホストのものである'],
      findings: ['非共有と宣言すればどれもホストのものではなく、参加すれば指定したものだけが参加先のものになる'],
    },
  }
}
