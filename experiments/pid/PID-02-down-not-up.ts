import { claim, control, expect, finding, type Page, sleepForever } from '../../fixtures/index.ts'

claim('PID-02', {
  title: 'The host can signal a container’s process by its number there; in the container that number gives ESRCH',
  expect:
    '`kill -0` with the host’s PID of nginx is permitted on the host and gives ESRCH inside nginx, where PID 1 is the same process. From a container with `--pid=host` it is permitted.',
  because: 'the process has two numbers, and only the second exists in the container’s pid namespace.',
  source: ['pid_namespaces(7) “Nesting PID namespaces”', 'kill(2) “ERRORS”', 'linux kernel/pid.c (find_vpid)'],
  needs: ['the host’s pid and ipc namespaces for containers'],
  verdict: 'new',
  page,
})

control('from a container with --pid=host the same number can be signalled', async ({ nginx, start }) => {
  const shared = await start({
    of: 'nginx',
    ...sleepForever,
    hostConfig: { PidMode: 'host', UsernsMode: 'host' },
  })
  expect(await shared.inside.signalling(nginx.pid)).toBe('permitted')
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
      en: 'A number is looked up in the pid namespace of the process that uses it. That of the host has every process, that of the container only its own.',
      ja: '番号は、それを使うプロセスの PID namespace の中で検索される。ホストの PID namespace にはすべてのプロセスがあるが、コンテナの PID namespace にはコンテナのものしかない。',
    },
    lesson: {
      en: 'The wall is one-way. Root inside a container is not refused: what is outside has no number there at all.',
      ja: 'この壁は一方通行である。コンテナの root は拒否されるのではない。外のプロセスには、コンテナの中での番号がそもそもない。',
    },
    ja: {
      title: 'ホストの番号で、ホストはコンテナのプロセスにシグナルを送れるが、コンテナの中ではその番号は ESRCH になる',
      expect:
        'ホストでの nginx の PID に対する `kill -0` は、ホストでは成功し、nginx の中では ESRCH になる。そこでの PID 1 は同じプロセスである。`--pid=host` のコンテナからは成功する。',
      because: 'プロセスは番号を二つ持ち、コンテナの PID namespace には二つ目しかないからである。',
      controls: ['`--pid=host` のコンテナからは、同じ番号でシグナルを送れる'],
      findings: ['ホストの番号はホストでは有効であり、コンテナの中では ESRCH になる'],
    },
  }
}
