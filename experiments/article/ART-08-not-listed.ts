import {
  articleQuestions,
  claim,
  control,
  expect,
  finding,
  namesNetns,
  type Page,
  type Profile,
  type View,
} from '../../fixtures/index.ts'

claim('ART-08', {
  title: (profile) =>
    listed(profile)
      ? '`ip netns list` lists the three running containers, since podman keeps its names there'
      : '`ip netns list` lists none of the three running containers',
  expect: (profile) =>
    listed(profile)
      ? 'Under podman each of the three has an entry in /var/run/netns, so all are listed.'
      : 'No name in /var/run/netns leads to the network namespace of any of the three.',
  because: 'the list is made of the names in that directory, and each engine chooses where it keeps its own.',
  source: [
    'ip-netns(8) “DESCRIPTION”',
    'iproute2 ip/ipnetns.c (netns_list)',
    'moby libnetwork/osl/namespace_linux.go (createNetworkNamespace)',
  ],
  anyKernel: true,
  verdict: (profile) => (listed(profile) ? 'refuted' : 'confirmed'),
  page,
})

control('a namespace made by `ip netns add` is listed, until it is deleted', async ({ isolatedHost }) => {
  await isolatedHost.must('ip', 'netns', 'add', 'made')
  expect(await isolatedHost.netnsNames()).toEqual(['made'])
  const [made] = await isolatedHost.netnsIdentities()
  const within = (await isolatedHost.run('ip', 'netns', 'exec', 'made', 'stat', '-L', '-c%d:%i', '/proc/self/ns/net'))
    .stdout
  expect(made).toEqual({ name: 'made', id: within.trim() })

  await isolatedHost.must('ip', 'netns', 'delete', 'made')
  expect(await isolatedHost.netnsNames()).toEqual([])
})

finding(
  'no name leads to nginx, httpd or nextcloud, until one is linked',
  async ({ nginx, httpd, nextcloud, host, link, profile }) => {
    const three = [nginx, httpd, nextcloud]
    const own = await Promise.all(three.map(({ pid }) => host.namespace(pid, 'net')))
    expect(own).not.toContain(await host.namespace('self', 'net'))
    expect(await listedOf(host, own)).toEqual(new Set(listed(profile) ? own : []))
    for (const { pid } of three) {
      const { exitCode, stdout } = await host.run('ip', 'netns', 'identify', String(pid))
      expect(exitCode).toBe(0)
      expect(stdout.trim() !== '').toBe(listed(profile))
    }

    await link(nginx)
    expect(await listedOf(host, own)).toContain(own[0])
  },
)

function listed(profile?: Profile): boolean {
  return profile !== undefined && namesNetns(profile.engine)
}

/** Those of the namespaces that have a name in the output of `ip netns list`. */
async function listedOf(host: View, ids: readonly string[]): Promise<Set<string>> {
  const names = await host.netnsNames()
  const leading = (await host.netnsIdentities()).filter(({ name, id }) => names.includes(name) && ids.includes(id))
  return new Set(leading.map(({ id }) => id))
}

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'The kernel has no list of names for network namespaces. ip netns shows the names that somebody put into /var/run/netns, and Docker puts none there.',
      ja: 'カーネルに network namespace の名前の一覧はない。ip netns が見せるのは誰かが /var/run/netns に置いた名前であり、Docker はそこに何も置かない。',
    },
    lesson: {
      en: 'An empty list does not mean that there are no network namespaces. It means that none has a name there.',
      ja: '一覧が空でも、network namespace がないわけではない。そこに名前がないだけである。',
    },
    question: { ...articleQuestions.listBefore, look: { probe: 'what /var/run/netns leads to', nth: 0 } },
    ja: {
      title: (profile) =>
        listed(profile)
          ? '`ip netns list` に、動いている三つのコンテナが出る。podman はそこに名前を置くからである'
          : '`ip netns list` には、動いている三つのコンテナが一つも出ない',
      expect: (profile) =>
        listed(profile)
          ? 'podman では三つとも /var/run/netns に名前があるので、どれも一覧に出る。'
          : '/var/run/netns に、三つの network namespace を指す名前はない。',
      because: '一覧はそのディレクトリの名前から作られ、名前をどこに置くかはエンジンが決めるからである。',
      controls: ['`ip netns add` で作った namespace は、削除するまで一覧に出る'],
      findings: ['nginx、httpd、nextcloud のどれを指す名前もなく、nginx はリンクすると一覧に出る'],
    },
  }
}
