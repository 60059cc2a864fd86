import {
  claim,
  control,
  defaultModes,
  expect,
  expectedNamespaces,
  finding,
  givesTimeNamespace,
  honoursCgroupnsMode,
  modesWithHost,
  type NamespaceType,
  type Page,
  type Profile,
  runtimeAddsTime,
  sharesHostPidAndIpc,
  sharesNamespace,
  sharingWithHost,
  sleepForever,
} from '../../fixtures/index.ts'

claim('ART-11', {
  title: (profile) => {
    if (profile === undefined)
      return 'Each container has its own ipc, mnt, net, pid and uts namespaces, and more by some engines'
    const shared = having(profile, 'host')
    return `Each container has its own ${inWords(having(profile, 'own'))} namespaces, and shares ${inWords(shared) || 'none'} with the host`
  },
  expect: (profile) =>
    `Own: ${having(profile, 'own').join(', ')}. The host’s: ${having(profile, 'host').join(', ') || 'none'}. Pair by pair over the host and the three.`,
  because: (profile) =>
    `cgroup is the ${profile.engine.cgroupnsDefault === 'host' ? 'host’s' : 'container’s'} by this engine’s default (cgroup v${profile.engine.cgroupVersion}), ${givesTimeNamespace(profile.engine) ? `${runtimeAddsTime(profile.engine) ? 'its runtime' : 'it is 29.5 or newer and'} gives each a time namespace` : 'it gives none a time namespace'}, and it ${profile.engine.usernsRemap ? 'remaps' : 'does not remap'} user ids.`,
  source: [
    'namespaces(7) “Namespace types”',
    'https://docs.docker.com/reference/cli/docker/container/run/',
    'moby daemon/oci_linux.go (WithNamespaces)',
    'https://github.com/moby/moby/pull/52326',
  ],
  verdict: (profile) => (having(profile, 'host').length === 0 ? 'confirmed' : 'refined'),
  page,
})

control(
  'with every namespace asked for as the host’s that the engine can share, only mnt of these is its own',
  async ({ start, host, profile }) => {
    const open = await start({
      of: 'nginx',
      ...sleepForever,
      network: 'host',
      hostConfig: sharingWithHost(profile),
    })
    const expected = expectedNamespaces(profile, modesWithHost(profile))
    const [here, there] = [await host.namespaces('self'), await host.namespaces(open.pid)]
    const types = profile.kernel.namespaces
    const others = types.filter((type) => here[type] !== there[type])
    expect(others).toEqual(types.filter((type) => expected.get(type) !== 'host'))
    const own = others.filter((type) => expected.get(type) === 'own')
    // There is no option for time, and some engines ignore the one for cgroup.
    const without = honoursCgroupnsMode(profile.engine) ? ['time'] : ['time', 'cgroup']
    const refused = sharesHostPidAndIpc(profile.engine) ? [] : ['ipc', 'pid']
    expect(own.filter((type) => ![...without, ...refused].includes(type))).toEqual(['mnt'])
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

function having(profile: Profile, whose: 'own' | 'host'): NamespaceType[] {
  const expected = [...expectedNamespaces(profile, defaultModes)]
  return expected.flatMap(([type, belonging]) => (belonging === whose ? [type] : []))
}

function inWords(types: readonly NamespaceType[]): string {
  return new Intl.ListFormat('en-GB').format(types)
}

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'The article asks whether these are the container’s own namespaces. Its transcripts show six types that differ from container to container and two that do not, time and user. Which they are is the engine’s choice, not the kernel’s.',
      ja: '記事は「これがdockerコンテナ専用のnsなんですかね?」と問うている。記事の出力では、六種類がコンテナごとに異なり、time と user の二種類は同じである。どれがそうなるかを決めるのはカーネルではなくエンジンである。',
    },
    lesson: {
      en: 'A container is a set of namespaces. Options make any of them the host’s, except mnt, and except the time namespace that Docker gives from 29.5 on. On another engine the set differs: cgroup is its own by default on cgroup v2, and user with userns-remap.',
      ja: 'コンテナは namespace の組である。マウント namespace と、Docker 29.5 以降が作る time namespace を除けば、どれもオプションでホストと共有できる。組はエンジンによって異なる。既定では、cgroup v2 なら cgroup が、userns-remap を使えば user が、コンテナ独自のものになる。',
    },
    question: {
      ask: { en: 'Which namespaces does a container have to itself?', ja: 'コンテナが独自に持つ namespace はどれか' },
      predictions: [
        {
          text: { en: 'all of them: it is isolated from the host', ja: 'すべて。コンテナはホストから隔離されている' },
          when: [{ shares: { pid: false, net: false, mnt: false, user: false } }],
        },
        {
          text: { en: 'pid and net alone', ja: 'pid と net だけ' },
          when: [{ shares: { pid: false, net: false, uts: true, ipc: true } }],
        },
        {
          text: {
            en: 'most of them; the user namespace is the host’s',
            ja: '大半。ただし user namespace はホストと共有する',
          },
          when: [{ shares: { pid: false, net: false, mnt: false, uts: false, ipc: false, user: true } }],
        },
      ],
      look: { probe: 'namespaces', about: 'nginx' },
    },
    ja: {
      title: (profile) => {
        if (profile === undefined)
          return 'コンテナはそれぞれ独自の ipc、mnt、net、pid、uts namespace を持ち、エンジンによってはそれ以外も持つ'
        const shared = having(profile, 'host')
        const rest = shared.length === 0 ? 'ホストと共有するものはない' : `${shared.join('、')} はホストと共有する`
        return `コンテナはそれぞれ独自の ${having(profile, 'own').join('、')} namespace を持ち、${rest}`
      },
      expect: (profile) =>
        `独自のもの: ${having(profile, 'own').join('、')}。ホストのもの: ${having(profile, 'host').join('、') || 'なし'}。ホストと三つのコンテナを二つずつ比べる。`,
      because: (profile) =>
        `このエンジンの既定では（cgroup v${profile.engine.cgroupVersion}）cgroup は${profile.engine.cgroupnsDefault === 'host' ? 'ホスト' : 'コンテナ'}のもの、time namespace は${givesTimeNamespace(profile.engine) ? `${runtimeAddsTime(profile.engine) ? 'ランタイムが' : '29.5 以降なので'}コンテナごとに作り` : '作らず'}、UID の再マッピングは${profile.engine.usernsRemap ? '行う' : '行わない'}からである。`,
      controls: ['エンジンが共有できる namespace をすべてホストのものにすれば、独自なのは mnt だけになる'],
      findings: ['どの二つを比べても、同じか異なるかはエンジンの既定値のとおりである'],
    },
  }
}
