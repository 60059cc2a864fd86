import {
  byTwoRoutes,
  claim,
  control,
  expect,
  finding,
  innermost,
  inPidNamespaceOf,
  mapsUserIds,
  type Page,
  unsharing,
} from '../../fixtures/index.ts'

claim('ART-07', {
  title: 'A process’s user is one number for the kernel; its name depends on whose /etc/passwd is read',
  expect: (profile) =>
    mapsUserIds(profile.engine)
      ? 'Inside and outside the uid differs by the user namespace’s map, since this engine remaps.'
      : 'Inside and outside the uid is the same number. Each side’s ps names it as its own passwd does.',
  because: 'the kernel translates a number between user namespaces only, and knows no names.',
  source: [
    'passwd(5) “DESCRIPTION”',
    'user_namespaces(7) “User and group ID mappings: uid_map and gid_map”',
    'procps library/pwcache.c (pwcache_get_user)',
  ],
  needs: ['user namespaces'],
  verdict: 'new',
  page,
})

control('another /etc/passwd for the looker changes the name', async ({ nginx, host, isolatedHost }) => {
  const members = await inPidNamespaceOf(host, nginx.pid)
  const worker = members.find(({ pid }) => pid !== nginx.pid)
  expect(worker).toBeDefined()
  const before = (await isolatedHost.ps(worker?.pid ?? 0)).find(({ pid }) => pid === worker?.pid)
  expect(before).toMatchObject({ user: expect.not.stringMatching(/^looker$/) })

  const line = `looker:x:${worker?.uid}:65534::/:/usr/sbin/nologin`
  await isolatedHost.run('sh', '-c', 'echo "$1" >/run/passwd && mount --bind /run/passwd /etc/passwd', 'sh', line)
  const after = (await isolatedHost.ps(worker?.pid ?? 0)).find(({ pid }) => pid === worker?.pid)
  expect(after).toMatchObject({ user: 'looker', pid: before?.pid, args: before?.args })
})

control('a user namespace of the looker changes the number', async ({ nginx, host }) => {
  const members = await inPidNamespaceOf(host, nginx.pid)
  const worker = members.find(({ pid }) => pid !== nginx.pid)
  expect(worker).toBeDefined()
  const nobody = Number((await host.run('cat', '/proc/sys/kernel/overflowuid')).stdout)
  const rows = await host.via(unsharing('--user', '--map-root-user')).procfs(worker?.pid ?? 0)
  expect(worker?.uid).not.toBe(nobody)
  expect(rows.find(({ pid, start }) => pid === worker?.pid && start === worker.start)).toMatchObject({
    uid: nobody,
  })
})

finding(
  'one number by the map of user ids, and on each side the name of its passwd',
  async ({ nginx, host, profile }) => {
    const { seen, members } = await byTwoRoutes(host, nginx)
    const worker = members.find(({ pid }) => pid !== nginx.pid)
    const rowsOutside = host.ps(...members.map(({ pid }) => pid))
    const looks = [nginx.inside.procfs(), host.uidMap(nginx.pid), rowsOutside] as const
    const [own, ranges, outerRows] = await Promise.all(looks)
    const inner = own.find(({ pid }) => worker && pid === innermost(worker))
    const range = ranges.find(({ inside, count }) => inner && inner.uid >= inside && inner.uid < inside + count)
    expect(worker?.uid).toBe(range && inner && inner.uid - range.inside + range.outside)
    expect(worker?.uid !== inner?.uid).toBe(mapsUserIds(profile.engine))

    const outerRow = outerRows.find(({ pid }) => pid === worker?.pid)
    const innerRow = seen.find(({ pid }) => pid === inner?.pid)
    expect(innerRow?.user).toBe('nginx')
    expect(named(await nginx.inside.run('getent', 'passwd', String(inner?.uid)), inner?.uid)).toBe(innerRow?.user)
    expect(named(await host.run('getent', 'passwd', String(worker?.uid)), worker?.uid)).toBe(outerRow?.user)
  },
)

/** As ps writes it: eight columns, a longer name cut with `+`, the number where there is no name (getent ends with 2). */
function named({ exitCode, stdout }: { readonly exitCode: number; readonly stdout: string }, uid?: number): string {
  const name = exitCode === 2 ? String(uid) : (stdout.split(':')[0] ?? '')
  return name.length > 8 ? `${name.slice(0, 7)}+` : name
}

function page(): Page {
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'The article’s transcripts show the same worker as nginx inside and as systemd+ on the host. ps asks the C library for a name, and that reads the passwd file of where ps runs.',
      ja: '記事の出力では、同じ worker が中では nginx、ホストでは systemd+ と出ている。ps は名前を C ライブラリに尋ね、C ライブラリは ps が動いている側の passwd を読む。',
    },
    lesson: {
      en: 'Compare user ids, not names. Without user namespaces uid 101 of a container is uid 101 of the host, whatever it is called there.',
      ja: '比べるべきは名前ではなく uid である。user namespace を使わなければ、コンテナの uid 101 は、呼び名が何であれホストの uid 101 である。',
    },
    question: {
      ask: {
        en: 'Inside, `ps` says that a worker of nginx belongs to the user nginx. Whom does the host’s `ps` name for the same process?',
        ja: 'コンテナの中の `ps` では、nginx の worker のユーザーは nginx である。同じプロセスを、ホストの `ps` は誰のものとするか',
      },
      predictions: [
        {
          text: {
            en: 'nginx too: a process has one user, and a user one name',
            ja: '同じく nginx。プロセスのユーザーは一つで、名前も一つである',
          },
          when: [{ prints: 'nginx:' }],
        },
        {
          text: {
            en: 'another user id: a container has users of its own',
            ja: '別の uid。コンテナには独自のユーザーがいる',
          },
          when: [{ lacks: 'nginx:' }, { look: { probe: 'uid_map' }, fact: { at: '0.outside', value: 0, is: false } }],
        },
        {
          text: { en: 'another name or a bare number, for the same user id', ja: '別の名前か番号。uid は同じ' },
          when: [{ lacks: 'nginx:' }, { look: { probe: 'uid_map' }, fact: { at: '0.outside', value: 0, is: true } }],
        },
      ],
      hint: { en: 'Where does `ps` find a name for a number?', ja: '`ps` は、番号に対する名前をどこから引くか。' },
      look: { probe: 'getent', from: 'host' },
    },
    ja: {
      title: 'カーネルにとってプロセスのユーザーは一つの番号であり、名前はどの /etc/passwd を読むかで変わる',
      expect: (profile) =>
        mapsUserIds(profile.engine)
          ? 'このエンジンは UID を再マッピングするので、中と外の uid は user namespace の uid_map の分だけ異なる。'
          : '中と外で uid は同じ番号である。名前は、それぞれの ps が自分の側の passwd から引く。',
      because: 'カーネルが番号を変換するのは user namespace の間だけで、名前は扱わないからである。',
      controls: [
        'ps から見える /etc/passwd を差し替えると、名前が変わる',
        '読むプロセスの user namespace を変えると、番号が変わる',
      ],
      findings: ['番号は uid_map に従う一つのもので、名前はそれぞれの側の passwd で決まる'],
    },
  }
}
