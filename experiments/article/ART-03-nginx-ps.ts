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

claim('ART-03', {
  title: '`docker exec nginx ps -ef` lists nginx’s processes and nothing else',
  expect:
    'The master is PID 1, the workers are its children, ps has PPID 0, and the list is exactly the pid namespace’s processes.',
  because:
    'a procfs shows the pid namespace of whoever mounted it, unless it was told another (option pidns=, from Linux 6.18), and the runtime mounts a new one for each container.',
  source: [
    'pid_namespaces(7) “/proc and PID namespaces”',
    'https://docs.kernel.org/filesystems/proc.html#mount-options',
  ],
  verdict: 'confirmed',
  page,
})

control(
  'with another container in its pid namespace, nginx’s ps shows that one too',
  async ({ nginx, host, start, sleepOptions }) => {
    const joiner = await start({ of: 'httpd', ...sleepOptions, hostConfig: { PidMode: `container:${nginx.id}` } })
    const { seen, members } = await byTwoRoutes(host, nginx)
    expect(members.map(({ pid }) => pid)).toContain(joiner.pid)
    expect(seen.map(({ args }) => args)).toContain('sleep infinity')
    expect(shownInside(members, seen)).toEqual(identities(members))
  },
)

finding('nginx’s ps lists the pid namespace of nginx, and ps itself', async ({ nginx, httpd, host }) => {
  const { seen, members, unmatched } = await byTwoRoutes(host, nginx)
  expect(seen[0]).toMatchObject({ pid: 1, ppid: 0, args: expect.stringContaining('nginx: master process') })
  expect(unmatched).toMatchObject([{ ppid: 0, args: 'ps -ww -ef' }])
  const workers = seen.filter(({ ppid }) => ppid === 1)
  expect(workers[0]).toMatchObject({ args: 'nginx: worker process' })
  expect(new Set([...workers, ...unmatched, seen[0]])).toEqual(new Set(seen))

  expect(members.map(({ pid }) => pid)).toContain(nginx.pid)
  expect(members.map(({ pid }) => pid)).not.toContain(httpd.pid)
  expect(shownInside(members, seen)).toEqual(identities(members))
})

function page(): Page {
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'docker exec enters the container’s pid namespace and its mount namespace. The /proc mounted there shows that pid namespace and no other, and ps reads nothing but /proc.',
      ja: 'docker exec はコンテナの PID namespace とマウント namespace に入る。そこにマウントされた /proc はその PID namespace だけを見せ、ps は /proc しか読まない。',
    },
    lesson: {
      en: 'What ps shows is what the mounted /proc shows. Here both belong to the container.',
      ja: 'ps に出るのは、マウントされている /proc に見えるものである。ここでは ps も /proc もコンテナのものだ。',
    },
    question: { ...articleQuestions.insideNginx, look: { probe: 'ps', from: { kind: 'exec', of: 'nginx' } } },
    ja: {
      title: '`docker exec nginx ps -ef` に出るのは nginx のプロセスだけである',
      expect:
        'master は PID 1、worker はその子、ps の PPID は 0 で、一覧はその PID namespace のプロセスとちょうど一致する。',
      because:
        'procfs は、別の指定（Linux 6.18 からの pidns=）がない限り、マウントしたプロセスの PID namespace を見せる。ランタイムはそれをコンテナごとに新しくマウントするからである。',
      controls: ['PID namespace に別のコンテナが加わると、nginx の ps にはそれも出る'],
      findings: ['nginx の ps に出るのは、nginx の PID namespace のプロセスと ps 自身である'],
    },
  }
}
