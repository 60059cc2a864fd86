import {
  claim,
  control,
  defaultModes,
  expect,
  expectedNamespaces,
  finding,
  givesTimeNamespace,
  honoursCgroupnsMode,
  hostModes,
  type Page,
  type Profile,
  sharesNamespace,
  sleepForever,
} from '../../fixtures/index.ts'

claim('ART-11', {
  title: 'Each container has its own ipc, mnt, net, pid and uts, and shares time and user with the host',
  expect: (profile) =>
    `Own: ${having(profile, 'own')}. The host’s: ${having(profile, 'host') || 'none'}. Pair by pair over the host and the three.`,
  because: (profile) =>
    `cgroup is the ${profile.engine.cgroupnsDefault === 'host' ? 'host’s' : 'container’s'} by this engine’s default (cgroup v${profile.engine.cgroupVersion}), ${givesTimeNamespace(profile.engine) ? 'it is 29.5 or newer and gives each a time namespace' : 'it gives none a time namespace'}, and it ${profile.engine.usernsRemap ? 'remaps' : 'does not remap'} user ids.`,
  source: [
    'namespaces(7)',
    'https://docs.docker.com/reference/cli/docker/container/run/',
    'moby daemon/oci_linux.go (WithNamespaces)',
    'https://github.com/moby/moby/pull/52326',
  ],
  verdict: 'refined',
  page,
})

control(
  'with every namespace asked for as the host’s, only mnt of these is its own',
  async ({ start, host, profile }) => {
    const open = await start({
      of: 'nginx',
      ...sleepForever,
      network: 'host',
      hostConfig: { PidMode: 'host', IpcMode: 'host', UTSMode: 'host', CgroupnsMode: 'host', UsernsMode: 'host' },
    })
    const expected = expectedNamespaces(profile, hostModes)
    const [here, there] = [await host.namespaces('self'), await host.namespaces(open.pid)]
    const own = profile.kernel.namespaces.filter((type) => here[type] !== there[type])
    expect(own).toEqual(profile.kernel.namespaces.filter((type) => expected.get(type) === 'own'))
    // There is no option for time, and some engines ignore the one for cgroup.
    const without = honoursCgroupnsMode(profile.engine) ? ['time'] : ['time', 'cgroup']
    expect(own.filter((type) => !without.includes(type))).toEqual(['mnt'])
  },
)

finding(
  'pair by pair, equal and different as the engine’s defaults say',
  async ({ nginx, httpd, nextcloud, docker, host, profile }) => {
    const three = [nginx, httpd, nextcloud]
    const types = profile.kernel.namespaces
    const belonging = expectedNamespaces(profile, defaultModes)
    const here = await host.namespaces('self')
    const before: (typeof here)[] = []
    for (const there of await Promise.all(three.map(({ pid }) => host.namespaces(pid)))) {
      expect(types.filter((type) => there[type] === here[type])).toEqual(
        types.filter((type) => belonging.get(type) === 'host'),
      )
      const common = types.filter((type) => sharesNamespace(belonging.get(type), belonging.get(type)))
      for (const other of before) expect(types.filter((type) => there[type] === other[type])).toEqual(common)
      before.push(there)
    }
    for (const { hostConfig } of await Promise.all(three.map(({ id }) => docker.inspect(id))))
      expect(expectedNamespaces(profile, hostConfig)).toEqual(belonging)
  },
)

function having(profile: Profile, whose: 'own' | 'host'): string {
  const expected = [...expectedNamespaces(profile, defaultModes)]
  return expected.flatMap(([type, belonging]) => (belonging === whose ? [type] : [])).join(', ')
}

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'The article’s transcripts show six types that differ from container to container and two that do not. Which they are is the engine’s choice, not the kernel’s.',
      ja: '記事の出力では、六種類がコンテナごとに異なり、二種類は同じである。どれがそうなるかを決めるのはカーネルではなくエンジンだ。',
    },
    lesson: {
      en: 'A container is a set of namespaces, and each can be left out. With every host option set, only its file system view is its own.',
      ja: 'コンテナは namespace の組であり、どれも外せる。ホストを指す設定をすべて付ければ、自分のものとして残るのはファイルシステムの眺めだけである。',
    },
    ja: {
      title: 'コンテナはそれぞれ自分の ipc、mnt、net、pid、uts を持ち、time と user はホストと共有する',
      expect: (profile) =>
        `自分のもの: ${having(profile, 'own')}。ホストのもの: ${having(profile, 'host') || 'なし'}。ホストと三つのコンテナを二つずつ比べる。`,
      because: (profile) =>
        `このエンジンの既定（cgroup v${profile.engine.cgroupVersion}）で cgroup は${profile.engine.cgroupnsDefault === 'host' ? 'ホスト' : 'コンテナ'}のもの、time namespace は${givesTimeNamespace(profile.engine) ? '29.5 以降なのでコンテナごとに作られ' : '作られず'}、uid の写像が${profile.engine.usernsRemap ? 'ある' : 'ない'}からである。`,
      controls: ['どの namespace もホストのものを使うよう指定すれば、独自なのは mnt だけになる'],
      findings: ['どの二つを比べても、同じか異なるかはエンジンの既定値のとおりである'],
    },
  }
}
