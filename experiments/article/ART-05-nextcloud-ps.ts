import {
  byTwoRoutes,
  claim,
  control,
  expect,
  finding,
  identities,
  type Page,
  shown,
  shownInside,
  witness,
} from '../../fixtures/index.ts'

claim('ART-05', {
  title: '`docker exec nextcloud ps -ef` lists nextcloud’s processes and nothing else',
  expect:
    'PID 1 is apache2 -DFOREGROUND, the rest are its children, and the list is exactly the pid namespace’s processes.',
  because:
    'the entry script becomes the server by exec, and every other process of its pid namespace is one that the server started.',
  source: [
    'pid_namespaces(7) “/proc and PID namespaces”',
    'https://docs.docker.com/reference/cli/docker/container/run/#pid',
  ],
  needs: ['the host’s pid and ipc namespaces for containers'],
  verdict: 'confirmed',
  page,
})

control('with --pid=host its ps lists all that the host lists', async ({ trio, host, start, sleepOptions }) => {
  const open = await start({
    of: 'nextcloud',
    ...sleepOptions,
    hostConfig: { PidMode: 'host', UsernsMode: 'host' },
  })
  const { seen, alive } = await witness(host, () => open.inside.ps())
  expect(alive.map(({ pid }) => pid)).toEqual(expect.arrayContaining([...trio, open].map(({ pid }) => pid)))
  expect(shown(alive, seen)).toEqual(identities(alive))
})

finding(
  'nextcloud’s ps lists the pid namespace of nextcloud, and ps itself',
  async ({ nginx, httpd, nextcloud, host }) => {
    const { seen, members, unmatched } = await byTwoRoutes(host, nextcloud)
    expect(seen[0]).toMatchObject({ pid: 1, ppid: 0, args: 'apache2 -DFOREGROUND' })
    expect(unmatched).toMatchObject([{ ppid: 0, args: 'ps -ww -ef' }])
    const workers = seen.filter(({ ppid }) => ppid === 1)
    expect(new Set(workers.map(({ args }) => args))).toEqual(new Set(['apache2 -DFOREGROUND']))
    expect(new Set([...workers, ...unmatched, seen[0]])).toEqual(new Set(seen))

    const pids = members.map(({ pid }) => pid)
    expect(pids).toContain(nextcloud.pid)
    for (const other of [nginx, httpd]) expect(pids).not.toContain(other.pid)
    expect(shownInside(members, seen)).toEqual(identities(members))
  },
)

function page(): Page {
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'What hides the other containers is the pid namespace and its /proc. Nothing in the image does: with --pid=host the same image shows them.',
      ja: '他のコンテナが見えないのは PID namespace とその /proc のためであり、イメージの内容は関係がない。同じイメージでも --pid=host なら見える。',
    },
    lesson: {
      en: 'Give the same image the host’s pid namespace and its ps lists the whole host.',
      ja: '同じイメージにホストの PID namespace を与えれば、その ps にはホスト全体のプロセスが出る。',
    },
    question: {
      ask: {
        en: 'nextcloud runs Apache, as httpd does. Whose processes does `ps` list inside nextcloud?',
        ja: 'nextcloud で動いているのは、httpd と同じ Apache である。nextcloud の中の `ps` には、誰のプロセスが出るか',
      },
      predictions: [
        {
          text: { en: 'nextcloud’s alone', ja: 'nextcloud のものだけ' },
          when: [{ lists: { host: false, nextcloud: true, httpd: false } }],
        },
        {
          text: {
            en: 'nextcloud’s and httpd’s: both are Apache',
            ja: 'どちらも Apache なので、nextcloud と httpd のもの',
          },
          when: [{ lists: { host: false, nextcloud: true, httpd: true } }],
        },
        { text: { en: 'the whole host’s', ja: 'ホスト全体のもの' }, when: [{ lists: { host: true } }] },
      ],
      look: { probe: 'ps', from: { kind: 'exec', of: 'nextcloud' } },
    },
    ja: {
      title: '`docker exec nextcloud ps -ef` に出るのは nextcloud のプロセスだけである',
      expect: 'PID 1 は apache2 -DFOREGROUND、残りはその子で、一覧はその PID namespace のプロセスとちょうど一致する。',
      because:
        '起動スクリプトは exec でサーバーになり、その PID namespace のほかのプロセスは、どれもサーバーが起動したものだからである。',
      controls: ['--pid=host なら、nextcloud の ps にはホストの ps に出るものがすべて出る'],
      findings: ['nextcloud の ps に出るのは、nextcloud の PID namespace のプロセスと ps 自身である'],
    },
  }
}
