import {
  articleQuestions,
  byTwoRoutes,
  claim,
  control,
  expect,
  finding,
  identities,
  type Page,
  shownInside,
} from '../../fixtures/index.ts'

claim('ART-04', {
  title: '`docker exec httpd ps -ef` lists httpd’s processes and none of nginx’s',
  expect: 'PID 1 is httpd -DFOREGROUND, the workers are its children, and no row is nginx’s.',
  because: 'a process can be seen in its own pid namespace and in those above it, and httpd’s is not above nginx’s.',
  source: ['pid_namespaces(7) “Nesting PID namespaces”', 'pid_namespaces(7) “/proc and PID namespaces”'],
  verdict: 'confirmed',
  page,
})

control(
  'an nginx that joins httpd’s pid namespace is in httpd’s list',
  async ({ httpd, host, start, sleepOptions }) => {
    const joiner = await start({
      of: 'nginx',
      ...sleepOptions,
      entrypoint: listeningNowhere,
      hostConfig: { PidMode: `container:${httpd.id}` },
    })
    const { seen, members } = await byTwoRoutes(host, httpd)
    expect(members.map(({ pid }) => pid)).toContain(joiner.pid)
    expect(seen.map(({ args }) => args)).toContainEqual(expect.stringContaining('nginx'))
    expect(shownInside(members, seen)).toEqual(identities(members))
  },
)

finding('httpd’s ps lists the pid namespace of httpd, and no nginx', async ({ nginx, httpd, host }) => {
  const { seen, members, unmatched } = await byTwoRoutes(host, httpd)
  expect(seen[0]).toMatchObject({ pid: 1, ppid: 0, args: 'httpd -DFOREGROUND' })
  expect(unmatched).toMatchObject([{ ppid: 0, args: 'ps -ww -ef' }])
  const workers = seen.filter(({ ppid }) => ppid === 1)
  expect(new Set(workers.map(({ args }) => args))).toEqual(new Set(['httpd -DFOREGROUND']))
  expect(new Set([...workers, ...unmatched, seen[0]])).toEqual(new Set(seen))

  expect(members.map(({ pid }) => pid)).toContain(httpd.pid)
  expect(members.map(({ pid }) => pid)).not.toContain(nginx.pid)
  expect(shownInside(members, seen)).toEqual(identities(members))
})

/** A real nginx of one process that listens on no port, so it can run in any network. */
const quiet = "echo 'events {}' >/tmp/quiet && exec nginx -c /tmp/quiet -g 'daemon off; master_process off;'"
const listeningNowhere = ['sh', '-c', quiet]

function page(): Page {
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'Every container gets a pid namespace of its own and a /proc that shows it. That a neighbour runs on the same kernel changes nothing in either.',
      ja: 'コンテナはそれぞれ専用の PID namespace と、それを見せる /proc を持つ。同じカーネルの上で別のコンテナが動いていても、そのことは変わらない。',
    },
    lesson: {
      en: 'Neighbours are not filtered out of the list. They have no number in this pid namespace, so there is nothing to list.',
      ja: '隣のコンテナのプロセスは、一覧から除かれているのではない。この PID namespace に番号がないため、出しようがないのである。',
    },
    question: { ...articleQuestions.insideHttpd, look: { probe: 'ps', from: { kind: 'exec', of: 'httpd' } } },
    ja: {
      title: '`docker exec httpd ps -ef` には httpd のプロセスだけが出て、nginx のものは出ない',
      expect: 'PID 1 は httpd -DFOREGROUND、worker はその子で、nginx の行はない。',
      because:
        'プロセスが見えるのは自分の PID namespace とその祖先からだけで、httpd のものは nginx のものの祖先ではないからである。',
      controls: ['httpd の PID namespace に加わった nginx は、httpd の一覧に出る'],
      findings: ['httpd の ps に出るのは httpd の PID namespace のプロセスで、nginx は出ない'],
    },
  }
}
