import {
  claim,
  control,
  expect,
  expectedNamespaces,
  finding,
  type NamespaceType,
  type Page,
  type Profile,
  runtimeAddsTime,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('ID-01', {
  title: (profile) =>
    added(profile).length === 0
      ? 'What docker inspect declares, the runtime is told, and the kernel has: the same for all types of namespace'
      : `What docker inspect declares, the runtime is told, and the kernel has: the same for all types of namespace but ${added(profile).join()}, which this runtime adds by itself`,
  expect:
    'nginx: each type that is declared its own is listed without path and differs from the shim’s; each other type is not listed and equals it, unless the runtime is set to make a new one.',
  because: 'runc makes and joins exactly what the list says, and everything else is inherited by fork.',
  source: [
    'https://github.com/opencontainers/runtime-spec/blob/v1.2.1/config-linux.md#namespaces',
    'moby daemon/oci_linux.go (WithNamespaces)',
  ],
  needs: ['an engine that is Docker'],
  verdict: 'new',
  page,
})

control(
  'told to join httpd’s net and pid and the host’s uts, the list has two paths and no uts, and the kernel follows',
  async ({ httpd, host, profile, start }) => {
    const hostConfig = { PidMode: `container:${httpd.id}`, UTSMode: 'host' }
    const joiner = await start({
      of: 'nginx',
      network: `container:${httpd.id}`,
      hostConfig,
      ...sleepForever,
    })
    const found = await relations(host, joiner.pid, profile.kernel.namespaces)
    expect(found).toMatchObject({ net: 'with path, that one', pid: 'with path, that one', mnt: 'listed, own' })
    expect(found).toMatchObject({ uts: 'not listed, the shim’s' })
    expect(await host.namespace(joiner.pid, 'net')).toBe(await host.namespace(httpd.pid, 'net'))
    expect(await host.namespace(joiner.pid, 'pid')).toBe(await host.namespace(httpd.pid, 'pid'))
  },
)

finding('nginx’s namespaces are as declared and as configured', async ({ nginx, host, docker, profile }) => {
  const declared = expectedNamespaces(profile, (await docker.inspect(nginx.id)).hostConfig)
  const expected = [...declared].map(([type, whose]) => [
    type,
    `${whose === 'own' && !added(profile).includes(type) ? 'listed' : 'not listed'}, ${whose === 'own' ? 'own' : 'the shim’s'}`,
  ])
  const found = await relations(host, nginx.pid, declared.keys())
  expect(found).toEqual(Object.fromEntries(expected))
  expect(Object.values(found)).toContain('listed, own')
})

/** The types that the runtime makes without being told by the engine. */
function added(profile?: Profile): readonly NamespaceType[] {
  return profile !== undefined && runtimeAddsTime(profile.engine) ? ['time'] : []
}

const kernelName: Readonly<Record<string, NamespaceType>> = { mount: 'mnt', network: 'net' }

/** How each of a process's namespaces relates to its line in the runtime's config.json and to the namespaces of the shim. */
async function relations(host: View, pid: number, types: Iterable<NamespaceType>): Promise<Record<string, string>> {
  const shim = Number((await host.status(pid))['PPid'])
  const listed = new Map((await host.runtimeNamespaces(shim)).map(({ type, path }) => [kernelName[type] ?? type, path]))
  const [ids, shims] = [await host.namespaces(pid), await host.namespaces(shim)]
  const pairs = [...types].map(async (type): Promise<[string, string]> => {
    const path = listed.get(type)
    if (path !== undefined)
      return [type, ids[type] === (await host.fileIdentity(path)) ? 'with path, that one' : 'with path, another']
    return [type, `${listed.has(type) ? 'listed' : 'not listed'}, ${ids[type] === shims[type] ? 'the shim’s' : 'own'}`]
  })
  return Object.fromEntries(await Promise.all(pairs))
}

function page(): Page {
  return {
    why: {
      en: 'Docker writes HostConfig into the namespaces list of config.json. A type without path is to be made, one with path joined, one that is missing inherited from the runtime.',
      ja: 'Docker は HostConfig の内容を config.json の namespaces に書く。path のない種類は新しく作られ、path のある種類ではその namespace に参加し、書かれていない種類はランタイムから受け継ぐ。',
    },
    lesson: {
      en: 'A container is a list in a JSON file. What is not on the list is not isolated.',
      ja: 'コンテナとは JSON ファイルの中の一覧である。一覧にないものは隔離されない。',
    },
    ja: {
      title: (profile) =>
        added(profile).length === 0
          ? 'docker inspect の宣言、ランタイムへの指示、カーネルの実際は、どの種類の namespace でも一致する'
          : `docker inspect の宣言、ランタイムへの指示、カーネルの実際は、このランタイムが自ら加える ${added(profile).join()} を除き、どの種類の namespace でも一致する`,
      expect:
        'nginx では、独自と宣言された種類はどれも path なしで書かれ、shim のものと異なる。それ以外は書かれておらず、ランタイムが自ら作るものを除き、shim のものと等しい。',
      because: 'runc は一覧のとおりに namespace を作るか参加し、残りは fork で受け継がれるからである。',
      controls: [
        'httpd の net と pid、ホストの uts への参加を指定すると、指示には二つのパスが載って uts はなく、カーネルもそのとおりにする',
      ],
      findings: ['nginx の namespace は、宣言のとおり、指示のとおりである'],
    },
  }
}
