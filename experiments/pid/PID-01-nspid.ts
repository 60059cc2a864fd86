import {
  claim,
  control,
  entering,
  expect,
  finding,
  mapsUserIds,
  type Page,
  sleepForever,
  unsharing,
} from '../../fixtures/index.ts'

claim('PID-01', {
  title: 'A process has one PID in its own pid namespace and one in each above it, and `NSpid` lists them',
  expect:
    'nginx’s master has two numbers, the host’s and 1. A process in a further pid namespace has three. With `--pid=host` there is one.',
  because: 'there is one number for each level, and a procfs shows the numbers from its own level inwards.',
  source: [
    'proc_pid_status(5)',
    'pid_namespaces(7) “Nesting PID namespaces”',
    'linux kernel/pid.c (alloc_pid)',
    'linux kernel/pid_namespace.c (create_pid_namespace)',
  ],
  needs: ['the host’s pid and ipc namespaces for containers'],
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
  const owner = mapsUserIds(profile.engine) ? (['user'] as const) : []
  const fromHost = await host.via(entering(nginx, ...owner, 'pid'), deeper).nestedPids()
  expect(fromHost).toEqual({ pid: 1, nspid: [expect.any(Number), expect.any(Number), 1] })

  const fromInside = await host.via(entering(nginx, ...owner, 'pid', 'mnt'), deeper).nestedPids()
  expect(fromInside).toEqual({ pid: 1, nspid: [expect.any(Number), 1] })
})

function page(): Page {
  return {
    why: {
      en: 'Pid namespaces are nested. The kernel numbers a process in its own one and in each ancestor, at the moment it is forked.',
      ja: 'PID namespace は入れ子になる。カーネルは fork の時点で、プロセス自身の namespace と、その祖先のそれぞれで番号を割り当てる。',
    },
    lesson: {
      en: 'A PID means nothing without the namespace it is counted in. NSpid translates between the host’s number and the container’s.',
      ja: 'PID は、どの namespace での番号かが分からなければ意味がない。ホストの番号とコンテナの番号は NSpid で対応づけられる。',
    },
    ja: {
      title: 'プロセスは、自分の PID namespace とその祖先のそれぞれに一つずつ PID を持ち、`NSpid` にはそれが並ぶ',
      expect:
        'nginx の master は、ホストでの番号と 1 の二つを持つ。もう一段内側の PID namespace では三つになる。`--pid=host` なら一つだけである。',
      because: '番号は段ごとに一つあり、procfs に表示されるのは、その procfs の段から内側の番号だからである。',
      controls: ['`--pid=host` なら、コンテナの最初のプロセスの番号は一つである'],
      findings: ['コンテナのプロセスの番号は二つ、もう一段深ければ三つになる'],
    },
  }
}
