import { claim, control, entering, expect, finding, type Page } from '../../fixtures/index.ts'

claim('ART-12', {
  title: 'A link in /var/run/netns is what makes `ip netns list` show a container',
  expect: 'Linked, nginx is listed with an nsid; httpd is not. Unlinked, nginx is gone from the list and runs on.',
  because:
    'the list is made of the names in the folder, and the kernel gives a namespace an nsid when it is asked for one.',
  source: ['ip-netns(8)', 'iproute2 ip/ipnetns.c (netns_list)'],
  verdict: 'confirmed',
  page,
})

control('unlinked, nginx has a network namespace of its own and no name', async ({ nginx, host }) => {
  expect(await host.namespace(nginx.pid, 'net')).not.toEqual(await host.namespace('self', 'net'))
  expect(await host.netnsNames()).not.toContain(nginx.linkName)
})

finding('linked, nginx is listed and httpd is not', async ({ nginx, httpd, host, link }) => {
  const linked = await link(nginx)
  const listed = await host.netns()
  expect(listed.find(({ name }) => name === linked.name)).toMatchObject({ id: expect.any(Number) })
  expect(listed.map(({ name }) => name)).not.toContain(httpd.linkName)

  const ways = [linked, entering(nginx, 'net')]
  const [byName, byPid] = await Promise.all(ways.map((way) => host.via(way).addresses()))
  expect(byName).toEqual(byPid)

  await linked.remove()
  expect(await host.netnsNames()).not.toContain(linked.name)
  expect(await nginx.inside.namespace(1, 'net')).toEqual(await host.namespace(nginx.pid, 'net'))
})

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'ip netns keeps no list of its own: it reads the folder /var/run/netns. One name there that leads to /proc/PID/ns/net should be the whole difference.',
      ja: 'ip netns は独自の一覧を持たず、/var/run/netns というディレクトリを読むだけである。そこに /proc/PID/ns/net へ至る名前が一つあれば足りるはずだ。',
    },
    lesson: {
      en: 'The link makes nothing and mounts nothing. It gives a name to a namespace that was there all along.',
      ja: 'リンクは何も作らず、何もマウントしない。もとからある namespace に名前を付けるだけである。',
    },
    ja: {
      title: '/var/run/netns にリンクを置くと、コンテナが `ip netns list` に現れる',
      expect:
        'リンクすると nginx は nsid 付きで一覧に出て、httpd は出ない。リンクを消すと一覧から消え、nginx は動き続ける。',
      because: '一覧はディレクトリ内の名前から作られ、nsid はカーネルが求めに応じて割り当てるからである。',
      controls: ['リンクがなければ、nginx は独自の network namespace を持つが名前は持たない'],
      findings: ['リンクすると nginx は一覧に出て、httpd は出ない'],
    },
  }
}
