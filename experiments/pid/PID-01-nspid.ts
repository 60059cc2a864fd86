import { claim, control, entering, expect, finding, type Page, sleepForever, unsharing } from '../../fixtures/index.ts'

claim('PID-01', {
  title: 'One process has as many PIDs as it has pid namespaces above it, and `NSpid` lists them',
  expect:
    'nginx’s master has two numbers, the host’s and 1. A process in a further pid namespace has three. With `--pid=host` there is one.',
  because: 'there is one number for each level, and a procfs shows those from its own level inwards.',
  source: [
    'proc_pid_status(5)',
    'pid_namespaces(7)',
    'linux kernel/pid.c (alloc_pid)',
    'linux kernel/pid_namespace.c (create_pid_namespace)',
  ],
  verdict: 'new',
  page,
})

control('with --pid=host a container’s first process has one number', async ({ start, host }) => {
  const shared = await start({
    of: 'nginx',
    ...sleepForever,
    hostConfig: { PidMode: 'host', UsernsMode: 'host' },
  })
  expect(await host.status(shared.pid)).toMatchObject({ NSpid: `${shared.pid}` })
})

finding('two numbers in a container, three one level deeper', async ({ nginx, host, profile }) => {
  expect(await host.status(nginx.pid)).toMatchObject({ NSpid: `${nginx.pid}\t1` })

  const deeper = unsharing('--pid', '--fork')
  // unshare is allowed only in the user namespace that owns the pid namespace, or in one below that.
  const owner = profile.engine.usernsRemap ? (['user'] as const) : []
  const fromHost = await host.via(entering(nginx, ...owner, 'pid'), deeper).nestedPids()
  expect(fromHost).toEqual({ pid: 1, nspid: [expect.any(Number), expect.any(Number), 1] })

  const fromInside = await host.via(entering(nginx, ...owner, 'pid', 'mnt'), deeper).nestedPids()
  expect(fromInside).toEqual({ pid: 1, nspid: [expect.any(Number), 1] })
})

function page(): Page {
  return {
    why: {
      en: 'Pid namespaces are nested. The kernel numbers a process in its own one and in each ancestor, at the moment it is forked.',
      ja: 'PID namespace は入れ子になる。カーネルは fork の時点で、自分の namespace と、その祖先それぞれの中で番号を振る。',
    },
    lesson: {
      en: 'A PID means nothing without the namespace it is counted in. NSpid translates between the host’s number and the container’s.',
      ja: 'PID は、どの namespace で数えたかが分からなければ意味がない。ホストの番号とコンテナの番号は NSpid で対応づけられる。',
    },
    ja: {
      title: '1 つのプロセスは属する PID namespace の段の数だけ PID を持ち、`NSpid` がそれを並べる',
      expect:
        'nginx の master は、ホストでの番号と 1 の 2 つを持つ。もう 1 段内側の PID namespace では 3 つになる。`--pid=host` なら 1 つだけである。',
      because: '番号は段ごとに 1 つあり、procfs は自分の段から内側のものを見せるからである。',
      controls: ['--pid=host なら、コンテナの最初のプロセスの番号は一つである'],
      findings: ['コンテナの中では番号が二つ、もう一段深ければ三つになる'],
    },
  }
}
