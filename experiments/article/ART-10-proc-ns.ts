import { claim, control, expect, finding, type Page } from '../../fixtures/index.ts'

claim('ART-10', {
  title: '`docker inspect` gives a PID whose /proc/PID/ns holds the container’s namespaces',
  expect: ({ kernel: { namespaces } }) =>
    `${linksOf(namespaces).length} links to ${namespaces.length} types, and those of any type that a newer kernel adds, the same seen from the host by PID and from inside as process 1.`,
  because: 'there is a link for each type, and for pid and time one more for the children that are to come.',
  source: [
    'namespaces(7) “The namespaces API”',
    'proc_pid_ns(5)',
    'https://docs.docker.com/reference/cli/docker/inspect/',
  ],
  verdict: 'confirmed',
  page,
})

control('once the process is gone, there is nothing under its PID', async ({ docker, host, start, sleepOptions }) => {
  const brief = await start({ of: 'nginx', ...sleepOptions })
  const { pid } = await docker.inspect(brief.id)
  expect(Object.keys(await host.namespaceListing(pid))).toContain('net')

  await docker.must('stop', '-t', '0', brief.id)
  expect(await docker.inspect(brief.id)).toMatchObject({ pid: 0, running: false })
  const gone = await host.run('ls', '-l', `/proc/${pid}/ns/`)
  expect(gone).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/No such file or directory$/m) })
})

finding(
  'a link for each type, the same from the host and from inside',
  async ({ nginx, httpd, nextcloud, docker, host, profile }) => {
    const three = [nginx, httpd, nextcloud]
    const hosts = await host.namespaceListing('self')
    expect(Object.keys(hosts)).toEqual(expect.arrayContaining(linksOf(profile.kernel.namespaces)))
    const inside = await Promise.all(three.map((subject) => subject.inside.namespaces(1)))
    const inspected = await Promise.all(three.map(({ id }) => docker.inspect(id)))
    for (const [index, { pid }] of inspected.entries()) {
      const [links, identities] = await Promise.all([host.namespaceListing(pid), host.namespaces(pid)])
      expect(typesOf(links)).toEqual(typesOf(hosts))

      expect(inside[index]).toEqual(identities)
      for (const [entry, id] of Object.entries(identities)) expect(id).toMatch(new RegExp(`:${links[entry]?.inode}$`))
    }
  },
)

/** Each entry with the type of namespace that it leads to. */
const typesOf = (links: Readonly<Record<string, { readonly type: string }>>): Record<string, string> =>
  Object.fromEntries(Object.entries(links).map(([entry, { type }]) => [entry, type]))

/** The entries of /proc/PID/ns on a kernel that has these types. */
function linksOf(types: readonly string[]): string[] {
  return types.flatMap((type) => (type === 'pid' || type === 'time' ? [type, `${type}_for_children`] : [type]))
}

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'Namespaces have no place of their own in the file system. What can be opened is the entry of a process that is in them, or a bind mount of such an entry (ART-18); from Linux 6.18 also a file handle. The container’s first process is in all of its namespaces.',
      ja: 'namespace はファイルシステムに決まった置き場所を持たない。開けるのは、その中にいるプロセスの項目か、それをバインドマウントしたものである（ART-18）。Linux 6.18 からはファイルハンドルでも開ける。コンテナの最初のプロセスは、コンテナの namespace すべてに入っている。',
    },
    lesson: {
      en: 'The entries are links to what the process is in now. They come with the process and go with it. The time that `ls -l` shows for one is that of the first look at it, so the article’s 15:25, 15:31 and 15:41 tell nothing of the namespaces.',
      ja: 'これらの項目は、プロセスが今どの namespace にいるかを指すリンクである。プロセスとともに現れ、ともに消える。`ls -l` に出る時刻は、その項目が最初に参照された時刻にすぎない。記事にある 15:25、15:31、15:41 は namespace の作成時刻ではない。',
    },
    question: {
      ask: {
        en: 'What is under /proc/PID/ns of nginx’s first process?',
        ja: 'nginx の最初のプロセスの /proc/PID/ns には何があるか',
      },
      predictions: [
        {
          text: { en: 'one link for each type of namespace', ja: 'namespace の種類ごとに一つのリンク' },
          when: [{ rows: 'several' }],
        },
        { text: { en: 'one link alone, for the network', ja: 'ネットワークのリンクだけ' }, when: [{ rows: 'one' }] },
        {
          text: {
            en: 'nothing: the namespaces are in /var/run/docker',
            ja: '何もない。namespace は /var/run/docker にある',
          },
          when: [{ rows: 'none' }],
        },
      ],
      look: { probe: 'ls /proc/PID/ns', about: 'nginx' },
    },
    ja: {
      title: '`docker inspect` で分かる PID の /proc/PID/ns に、コンテナの namespace がある',
      expect: ({ kernel: { namespaces } }) =>
        `リンクは ${linksOf(namespaces).length}、種類は ${namespaces.length}（新しいカーネルが種類を増やしていれば、その分も加わる）。ホストから PID で見ても、中からプロセス 1 として見ても同じものである。`,
      because:
        '種類ごとに一つのリンクがあり、pid と time には、これから生まれる子のためのものがもう一つずつあるからである。',
      controls: ['プロセスがなくなれば、その PID の下には何もない'],
      findings: ['どの種類にもリンクがあり、ホストから見ても中から見ても同じである'],
    },
  }
}
