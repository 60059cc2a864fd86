import {
  claim,
  control,
  expect,
  finding,
  identities,
  type Look,
  netnsExec,
  type Page,
  shown,
  unsharing,
  witness,
} from '../../fixtures/index.ts'

claim('ART-19', {
  title: '`ps` gives the same result in every network namespace',
  expect:
    'In two namespaces of ip netns add, in nginx’s and in the host’s, ps lists the same processes. In a pid namespace with a /proc of its own it does not.',
  because: 'all four read the same procfs, and that shows the host’s pid namespace, whatever the network namespace.',
  source: [
    'pid_namespaces(7) “/proc and PID namespaces”',
    'network_namespaces(7) “DESCRIPTION”',
    'linux fs/proc/root.c (proc_init_fs_context)',
  ],
  anyKernel: true,
  verdict: 'confirmed',
  page,
})

control('in a pid namespace with its own /proc the result is another', async ({ isolatedHost }) => {
  const pidOwn = isolatedHost.via(unsharing('--pid', '--fork', '--mount-proc'))
  expect(await pidOwn.namespace('self', 'net')).toBe(await isolatedHost.namespace('self', 'net'))
  const { seen, alive } = await witness(isolatedHost, () => pidOwn.ps())
  expect(seen).toMatchObject([{ pid: 1, ppid: 0 }])
  expect(shown(alive, seen)).not.toEqual(identities(alive))
})

finding(
  'in four network namespaces ps lists the same processes',
  async ({ nginx, httpd, host, isolatedHost, link }) => {
    for (const name of ['blue', 'red']) await isolatedHost.must('ip', 'netns', 'add', name)
    const views = [
      host,
      isolatedHost.via(netnsExec('blue')),
      isolatedHost.via(netnsExec('red')),
      host.via(await link(nginx)),
    ]

    const networks = await Promise.all(views.map((view) => view.namespace('self', 'net')))
    expect(new Set(networks).size).toBe(views.length)

    const { seen: lists, alive } = await witness(host, () => Promise.all(views.map((view) => view.ps())))
    for (const list of lists) expect(shown(alive, list)).toEqual(identities(alive))
    expect(alive.map(({ pid }) => pid)).toEqual(expect.arrayContaining([nginx.pid, httpd.pid]))
  },
)

function page(): Page {
  const inEmpty: Look = { probe: 'ps', from: { kind: 'netns', name: 'blue' } }
  return {
    passage: 'docker execでコンテナに入るときとip netns execでnsに入るときの違い',
    why: {
      en: 'ps reads /proc, and a procfs shows one pid namespace. Nothing in that chain asks for the network namespace.',
      ja: 'ps は /proc を読み、procfs は一つの PID namespace を見せる。その過程に network namespace は関わらない。',
    },
    lesson: {
      en: 'A container is not a network namespace (the article takes the two for almost the same) but a set of namespaces, one of each type. The pid and mount namespaces separate the processes, and the network namespace does not.',
      ja: '記事は「コンテナ≒ns」としているが、コンテナは network namespace そのものではなく、各種の namespace を一つずつ集めた組である。プロセスを分けるのは PID とマウントの namespace であり、network namespace ではない。',
    },
    question: {
      ask: {
        en: '`ps` is run in nginx’s network namespace and in an empty one. What does it list?',
        ja: 'nginx の network namespace と、空の network namespace で `ps` を実行する。何が出るか',
      },
      predictions: [
        {
          text: { en: 'in each the processes of that namespace', ja: 'それぞれ、その namespace のプロセス' },
          when: [{ lists: { host: false } }, { look: inEmpty, lists: { host: false } }],
        },
        {
          text: { en: 'the whole host in both', ja: 'どちらでも、ホスト全体' },
          when: [{ lists: { host: true } }, { look: inEmpty, lists: { host: true } }],
        },
        {
          text: {
            en: 'the whole host in the empty one, and nginx’s processes in the other',
            ja: '空のほうではホスト全体、もう一方では nginx のプロセス',
          },
          when: [{ lists: { host: false, nginx: true } }, { look: inEmpty, lists: { host: true } }],
        },
      ],
      look: { probe: 'ps', from: { kind: 'netns', of: 'nginx' } },
    },
    ja: {
      title: '`ps` の結果は、どの network namespace でも同じである',
      expect:
        'ip netns add で作った二つ、nginx のもの、ホストのもの、いずれの network namespace でも ps は同じプロセスを出す。/proc も伴う PID namespace の中では異なる。',
      because:
        '四つとも同じ procfs を読んでおり、そこに見えるのは、network namespace が何であれホストの PID namespace だからである。',
      controls: ['独自の /proc を持つ PID namespace では、結果が変わる'],
      findings: ['四つの network namespace のどこでも、ps に出るプロセスは同じである'],
    },
  }
}
