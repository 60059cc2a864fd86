import {
  articleQuestions,
  claim,
  control,
  entering,
  enteringFile,
  expect,
  finding,
  guardNotHost,
  hasOwnKernel,
  namesNetns,
  type Page,
  type Profile,
  type Subject,
  type View,
} from '../../fixtures/index.ts'

claim('ART-12', {
  title: (profile) =>
    namesByEngine(profile) > 0
      ? 'Podman’s containers are in `ip netns list` without a link, and a link adds a second name'
      : 'A link in /var/run/netns is what makes `ip netns list` show a container',
  expect: (profile) =>
    namesByEngine(profile) > 0
      ? 'nginx and httpd have one name each. With a link nginx has two, both with the same nsid, until the link is removed.'
      : 'No name leads to nginx’s network namespace, and nsenter enters it all the same. Linked, nginx is listed with an nsid, and httpd is not. Unlinked, nginx is gone from the list and runs on.',
  because:
    'the list is made of the names in the directory, and the nsid that is shown was given when the engine made the veth.',
  source: [
    'ip-netns(8) “DESCRIPTION”',
    'iproute2 ip/ipnetns.c (netns_list)',
    'linux net/core/rtnetlink.c (rtnl_fill_link_netnsid)',
    'linux net/core/net_namespace.c (peernet2id_alloc)',
  ],
  anyKernel: true,
  verdict: (profile) => (namesByEngine(profile) > 0 ? 'refuted' : 'confirmed'),
  page,
})

control('unlinked, only the engine’s own names lead to nginx’s network namespace', async ({ nginx, host, profile }) => {
  expect(await host.namespace(nginx.pid, 'net')).not.toBe(await host.namespace('self', 'net'))
  expect(await namesOf(host, nginx)).toHaveLength(namesByEngine(profile))
})

control('a namespace is listed without an nsid until it has one end of a veth', async ({ isolatedHost, host }) => {
  await guardNotHost(host, isolatedHost, 'mnt')
  for (const name of ['viewer', 'bare']) await isolatedHost.must('ip', 'netns', 'add', name)
  const viewer = isolatedHost.via(enteringFile('net', '/var/run/netns/viewer'))
  await guardNotHost(host, viewer, 'net')
  expect(await viewer.netns()).toContainEqual({ name: 'bare' })

  await viewer.must('ip', 'link', 'add', 'outer', 'type', 'veth', 'peer', 'name', 'inner', 'netns', 'bare')
  expect(await viewer.netns()).toContainEqual({ name: 'bare', id: expect.any(Number) })
})

finding('linked, nginx has a name with an nsid, and httpd has not', async ({ nginx, httpd, host, link, profile }) => {
  const own = await namesOf(host, nginx)
  expect(own).toHaveLength(namesByEngine(profile))
  const byPid = await host.via(entering(nginx, 'net')).addresses()

  const linked = await link(nginx)
  expect(await namesOf(host, nginx)).toEqual([...own, linked.name].toSorted())
  expect(await namesOf(host, httpd)).toHaveLength(namesByEngine(profile))
  const listed = (await host.netns()).filter(({ name }) => [...own, linked.name].includes(name))
  for (const { id } of listed) expect(id).toEqual(expect.any(Number))
  expect(new Set(listed.map(({ id }) => id)).size).toBe(1)
  expect(await host.via(linked).addresses()).toEqual(byPid)

  await linked.remove()
  expect(await namesOf(host, nginx)).toEqual(own)
  // It runs on.
  if (hasOwnKernel(profile.engine)) await nginx.inside.must('true')
  else expect(await nginx.inside.namespace(1, 'net')).toEqual(await host.namespace(nginx.pid, 'net'))
})

/** How many names an engine puts into /var/run/netns for each container. */
function namesByEngine(profile?: Profile): number {
  return profile !== undefined && namesNetns(profile.engine) ? 1 : 0
}

/** The names on the list that lead to a container’s network namespace. */
async function namesOf(host: View, { pid }: Subject): Promise<string[]> {
  const own = await host.namespace(pid, 'net')
  const listed = await host.netnsNames()
  const leading = (await host.netnsIdentities()).filter(({ name, id }) => id === own && listed.includes(name))
  return leading.map(({ name }) => name).toSorted()
}

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'ip netns keeps no list of its own: it reads the directory /var/run/netns. One name there that leads to /proc/PID/ns/net should be the whole difference. It asks the kernel for the nsid, and the kernel only says what it has: a number is given when two namespaces get a veth between them.',
      ja: 'ip netns は独自の一覧を持たず、/var/run/netns というディレクトリを読むだけである。そこに /proc/PID/ns/net を指す名前が一つあれば足りるはずである。nsid はカーネルに尋ねるが、カーネルはすでにある番号を答えるだけである。番号は、二つの namespace が veth でつながったときに付く。',
    },
    lesson: {
      en: 'The link makes nothing. The article compares it with mounting a disk, but nothing is mounted either: it gives a name to a namespace that was there all along. Only `ip netns` needs the name. `nsenter --target PID --net` enters the same namespace without one.',
      ja: 'リンクは何も作らない。記事はこれをディスクのマウントにたとえているが、マウントも行われない。もとからある namespace に名前を付けるだけである。名前が要るのは `ip netns` だけで、`nsenter --target PID --net` なら名前がなくても同じ namespace に入れる。',
    },
    question: { ...articleQuestions.listAfter, look: { probe: 'what /var/run/netns leads to', nth: 1 } },
    ja: {
      title: (profile) =>
        namesByEngine(profile) > 0
          ? 'podman のコンテナはリンクがなくても `ip netns list` に出て、リンクは二つ目の名前になる'
          : '/var/run/netns にリンクを置くと、コンテナが `ip netns list` に出るようになる',
      expect: (profile) =>
        namesByEngine(profile) > 0
          ? 'nginx にも httpd にも名前が一つずつある。リンクすると nginx の名前は二つになり、nsid は同じである。リンクを消せば一つに戻る。'
          : 'nginx の network namespace を指す名前はなく、それでも nsenter で入れる。リンクすると nginx は nsid 付きで一覧に出て、httpd は出ない。リンクを消すと一覧から消え、nginx は動き続ける。',
      because:
        '一覧はディレクトリ内の名前から作られ、表示される nsid は、エンジンが veth を作ったときに付いたものだからである。',
      controls: [
        'リンクがなければ、nginx の network namespace を指すのはエンジン自身が置いた名前だけである',
        'veth の一端を持つまでは、namespace は nsid なしで一覧に出る',
      ],
      findings: ['リンクすると nginx は nsid の付いた名前を持ち、httpd は持たない'],
    },
  }
}
