import { claim, control, expect, finding, type Page, sleepForever } from '../../fixtures/index.ts'

claim('PID-02', {
  title: 'The host can signal a container’s process; by the host’s number the container cannot, and gets ESRCH',
  expect:
    '`kill -0` with the host’s PID of nginx works on the host and says ESRCH inside nginx, where PID 1 is the same process.',
  because: 'the process has two numbers, and inside the container only the second exists.',
  source: ['pid_namespaces(7)', 'kill(2)'],
  verdict: 'new',
  page,
})

control('with --pid=host the same number can be signalled from inside', async ({ nginx, start }) => {
  const shared = await start({
    of: 'nginx',
    ...sleepForever,
    hostConfig: { PidMode: 'host', UsernsMode: 'host' },
  })
  expect(await shared.inside.signalling(shared.pid)).toBe('permitted')
  expect(await nginx.inside.signalling(shared.pid)).toBe('ESRCH')
})

finding('the host’s number works on the host and is ESRCH inside', async ({ nginx, host }) => {
  expect((await nginx.inside.ps()).map(({ pid }) => pid)).not.toContain(nginx.pid)
  expect(await host.signalling(nginx.pid)).toBe('permitted')
  expect(await nginx.inside.signalling(1)).toBe('permitted')
  expect(await nginx.inside.signalling(nginx.pid)).toBe('ESRCH')
})

function page(): Page {
  return {
    why: {
      en: 'A number is looked up in the pid namespace of whoever uses it. The host’s one holds every process; the container’s holds its own.',
      ja: '番号は、それを使う側の PID namespace で引かれる。ホストの namespace には全プロセスがあり、コンテナの namespace には自分のものしかない。',
    },
    lesson: {
      en: 'The wall has one side. Root inside a container is not refused: what is outside has no number there at all.',
      ja: 'この壁は一方通行である。コンテナの root は拒まれるのではない。外のプロセスには、そもそも番号がない。',
    },
    ja: {
      title: 'ホストはコンテナのプロセスにシグナルを送れるが、コンテナからホストの番号で送ると ESRCH になる',
      expect:
        'ホストでの nginx の PID に対する `kill -0` は、ホストでは成功し、nginx の中では ESRCH になる。中での PID 1 は同じプロセスである。',
      because: 'プロセスは番号を 2 つ持ち、コンテナの中には 2 つ目しかないからである。',
      controls: ['--pid=host なら、中からも同じ番号でシグナルを送れる'],
      findings: ['ホストの番号はホストでは通じ、中では ESRCH になる'],
    },
  }
}
