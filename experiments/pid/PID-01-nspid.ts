import { claim, entering, expect, test, unsharing } from '../../fixtures/index.ts'

/**
 * A process gets a PID in its own pid namespace and in every one above it; NSpid in /proc/PID/status lists them, from the pid
 * namespace of that procfs inwards.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
claim(
  {
    id: 'PID-01',
    title: {
      en: 'One process has as many PIDs as it has pid namespaces above it, and `NSpid` lists them',
      ja: '1 つのプロセスは属する PID namespace の段の数だけ PID を持ち、`NSpid` がそれを並べる',
    },
    why: {
      en: 'Pid namespaces are nested. The kernel numbers a process in its own one and in each ancestor, at the moment it is forked.',
      ja: 'PID namespace は入れ子になる。カーネルは fork の時点で、自分の namespace と、その祖先それぞれの中で番号を振る。',
    },
    lesson: {
      en: 'A PID means nothing without the namespace it is counted in. NSpid translates between the host’s number and the container’s.',
      ja: 'PID は、どの namespace で数えたかが分からなければ意味がない。ホストの番号とコンテナの番号は NSpid で対応づけられる。',
    },
    source: [
      'https://man7.org/linux/man-pages/man5/proc_pid_status.5.html',
      'https://man7.org/linux/man-pages/man7/pid_namespaces.7.html',
      'Linux kernel/pid.c (alloc_pid)',
      'Linux kernel/pid_namespace.c (create_pid_namespace)',
    ],
    expectation: {
      text: {
        en: 'nginx’s master has two numbers, the host’s and 1. A process in a further pid namespace has three. With `--pid=host` there is one.',
        ja: 'nginx の master は、ホストでの番号と 1 の 2 つを持つ。もう 1 段内側の PID namespace では 3 つになる。`--pid=host` なら 1 つだけである。',
      },
      because: {
        en: 'there is one number for each level, and a procfs shows those from its own level inwards.',
        ja: '番号は段ごとに 1 つあり、procfs は自分の段から内側のものを見せるからである。',
      },
    },
    verdict: 'new',
  },
  () => {
    test('control: with --pid=host a container’s first process has one number', {
      meta: { ja: '対照：--pid=host なら、コンテナの最初のプロセスの番号は一つである' },
    }, async ({ start, host }) => {
      const shared = await start({
        of: 'nginx',
        entrypoint: ['sleep'],
        command: ['infinity'],
        hostConfig: { PidMode: 'host', UsernsMode: 'host' },
      })
      expect(await host.status(shared.pid)).toMatchObject({ NSpid: `${shared.pid}` })
    })

    test('finding: two numbers in a container, three one level deeper', {
      meta: { ja: '発見：コンテナの中では番号が二つ、もう一段深ければ三つになる' },
    }, async ({ nginx, host, profile }) => {
      expect(await host.status(nginx.pid)).toMatchObject({ NSpid: `${nginx.pid}\t1` })

      const deeper = unsharing('--pid', '--fork')
      // A pid namespace is made below another only by the user namespace that owns that one, or by one below it.
      const owner = profile.engine.usernsRemap ? (['user'] as const) : []
      const fromHost = await host.via(entering(nginx, ...owner, 'pid'), deeper).nestedPids()
      expect(fromHost).toEqual({ pid: 1, nspid: [expect.any(Number), expect.any(Number), 1] })

      const fromInside = await host.via(entering(nginx, ...owner, 'pid', 'mnt'), deeper).nestedPids()
      expect(fromInside).toEqual({ pid: 1, nspid: [expect.any(Number), 1] })
    })
  },
)
