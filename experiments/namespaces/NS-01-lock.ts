import {
  claim,
  control,
  expect,
  finding,
  holdingLock,
  type NamespaceType,
  type Page,
  type Profile,
  sharedByDefault,
  sleepForever,
  until,
} from '../../fixtures/index.ts'

claim('NS-01', {
  title:
    'Whoever shares a namespace shares its inode: two containers without a network can signal each other by a lock on it',
  expect: (profile) =>
    `A lock that one container takes on ${fileOf(sharedType(profile))} is held for the other container and for the host, and free for both when it is given back.`,
  because: (profile) =>
    `/proc/PID/ns/${sharedType(profile)} leads to the namespace itself, one inode of nsfs, whoever opens it, and all containers of this engine are in the host’s ${sharedType(profile)} namespace.`,
  source: [
    'namespaces(7) “The /proc/pid/ns/ directory”',
    'flock(2)',
    'linux fs/nsfs.c (ns_get_path)',
    'https://github.com/moby/moby/pull/52326',
  ],
  needs: ['a namespace that containers share'],
  verdict: 'new',
  page,
})

control('a lock on a namespace that each has of its own is free for the other', async ({ background, start }) => {
  const [one, other] = await Promise.all([start(isolated), start(isolated)])
  await background(one.inside, ...holdingLock(fileOf('uts')))
  expect(await one.inside.locking(fileOf('uts'))).toBe('held')
  expect(await other.inside.locking(fileOf('uts'))).toBe('free')
})

finding(
  'a lock on a shared one is held for the other, until it is given back',
  async ({ background, host, profile, start }) => {
    const file = fileOf(sharedType(profile))
    const [one, other] = await Promise.all([start(isolated), start(isolated)])
    const { firstLine: holder } = await background(one.inside, ...holdingLock(file))
    expect(await other.inside.locking(file)).toBe('held')
    expect(await host.locking(file)).toBe('held')

    await one.inside.must('sh', '-c', 'kill "$1"', 'sh', holder)
    const given = await until(
      () => other.inside.locking(file),
      (answer) => answer === 'free',
    )
    expect(given).toBe('free')
    expect(await host.locking(file)).toBe('free')
  },
)

const isolated = { of: 'nginx', ...sleepForever, network: 'none' } as const

function fileOf(type: NamespaceType): string {
  return `/proc/self/ns/${type}`
}

/** One that containers of this engine share. Time is the first choice, because it has the least to do with locks. */
function sharedType(profile: Profile): NamespaceType {
  const shared = sharedByDefault(profile)
  return (['time', 'user', 'cgroup'] as const).find((type) => shared.includes(type)) ?? 'time'
}

function page(): Page {
  return {
    why: {
      en: 'Opening /proc/PID/ns/TYPE opens one and the same file for every member of the namespace, and a lock belongs to the file. No address, no shared directory and no permission to write is needed. Docker 29.5 therefore gives each container its own time namespace. The user namespace is still the host’s.',
      ja: '/proc/PID/ns/種類 を開くと、その namespace のどのプロセスからも同じ一つのファイルが開かれ、ロックはそのファイルに付く。アドレスも、共有ディレクトリも、書き込み権限も要らない。そのため Docker 29.5 は、コンテナごとに独自の time namespace を与える。user namespace は今もホストのものである。',
    },
    lesson: {
      en: '`--network=none` does not isolate two containers that want to talk to each other: each namespace that they share is a channel of one bit at a time.',
      ja: '`--network=none` でも、通じ合おうとする二つのコンテナは隔離できない。共有する namespace の一つ一つが、1 ビットずつ送れる通信路になる。',
    },
    ja: {
      title:
        'namespace を共有すれば、その inode も共有する。ネットワークのない二つのコンテナも、そこに掛けたロックで合図を送れる',
      expect: (profile) =>
        `一方のコンテナが ${fileOf(sharedType(profile))} に掛けたロックは、もう一方のコンテナとホストからは「使用中」に見え、外せばどちらからも「空き」に見える。`,
      because: (profile) =>
        `/proc/PID/ns/${sharedType(profile)} が指すのは namespace 自体、つまり nsfs の一つの inode であり、このエンジンのコンテナはどれもホストの ${sharedType(profile)} namespace にいるからである。`,
      controls: ['それぞれが独自に持つ namespace へのロックは、もう一方からは「空き」に見える'],
      findings: ['共有する namespace へのロックは、外されるまで、もう一方からは「使用中」に見える'],
    },
  }
}
