import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Page,
  type Profile,
  untilState,
  type View,
} from '../../fixtures/index.ts'

claim('SHR-04', {
  title: 'Into a paused container `docker exec` is refused, and nsenter works, because only the cgroup is frozen',
  expect:
    'Paused: docker exec ends with 1; nsenter shows the same addresses and the same host name as before. Of two processes that nsenter started, one that was moved into the container’s cgroup answers no signal until the container runs again, and the other one does at once.',
  because:
    'a pause freezes a cgroup. docker exec would start its process there, so the daemon refuses it; setns(2) changes namespaces and leaves the process in the cgroup of its caller.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/pause/',
    'linux Documentation/admin-guide/cgroup-v1/freezer-subsystem.rst',
    'linux Documentation/admin-guide/cgroup-v2.rst',
    'moby daemon/exec.go (getActiveContainer)',
  ],
  needs: ['a cgroup for each container'],
  verdict: 'new',
  page,
})

control('not paused, both ways in work and tell the same host name', async ({ nginx, host }) => {
  const { exitCode, stdout } = await nginx.inside.run('uname', '--nodename')
  expect(exitCode).toBe(0)
  expect((await host.via(entering(nginx, 'uts')).run('uname', '--nodename')).stdout).toBe(stdout)
})

finding(
  'paused, docker exec is refused and nsenter sees what it saw, until it runs again',
  async ({ start, docker, host }) => {
    const subject = await start({ of: 'nginx' })
    const { id, inside } = subject
    const entered = host.via(entering(subject, 'net', 'uts'))
    const before = [await entered.addresses(), (await entered.run('uname', '--nodename')).stdout]
    expect(before).toEqual([await host.via(entering(subject, 'net')).addresses(), `${id.slice(0, 12)}\n`])
    expect(before[0]).not.toEqual(await host.addresses())

    await docker.must('pause', id)
    expect(await inside.run('true')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is paused') })
    expect([await entered.addresses(), (await entered.run('uname', '--nodename')).stdout]).toEqual(before)

    await docker.must('unpause', id)
    expect(await inside.run('true')).toMatchObject({ exitCode: 0 })
  },
)

finding(
  'of two processes started by nsenter, the one in the paused cgroup is frozen',
  async ({ start, docker, host, background, profile }) => {
    const subject = await start({ of: 'nginx' })
    const entered = host.via(entering(subject, 'net', 'uts'))
    const [moved, outside] = [await background(entered, ...waiting), await background(entered, ...waiting)]
    const cgroup = await cgroupOf(host, subject.pid, profile)
    await host.must('sh', '-c', 'echo "$1" >"$2/cgroup.procs"', 'sh', String(moved.pid), cgroup)
    expect(await cgroupOf(host, moved.pid, profile)).toBe(cgroup)
    expect(await cgroupOf(host, outside.pid, profile)).not.toBe(cgroup)

    await docker.must('pause', subject.id)
    try {
      for (const { pid } of [moved, outside]) await host.must('kill', '-TERM', String(pid))
      expect(await untilState(host, outside.pid, 'gone')).toBe('gone')
      expect(await host.state(moved.pid)).not.toBe('gone')
    } finally {
      await docker.must('unpause', subject.id)
    }
    expect(await untilState(host, moved.pid, 'gone')).toBe('gone')
  },
)

/** With a handler: cgroup v2 lets a signal kill a frozen process if it is fatal and no handler is set. */
const waiting = ['perl', '-e', '$| = 1; $SIG{TERM} = sub { exit }; print "ready\\n"; sleep 1 while 1'] as const

/** The folder of the cgroup by which the engine freezes a container. */
async function cgroupOf(host: View, pid: number, { engine }: Profile): Promise<string> {
  const groups = await host.cgroups(pid)
  const [root, id] = engine.cgroupVersion === 1 ? ['/freezer', 'freezer'] : ['', undefined]
  const found = groups.find(({ controllers }) =>
    id === undefined ? controllers.length === 0 : controllers.includes(id),
  )
  return `/sys/fs/cgroup${root}${found?.path}`
}

function page(): Page {
  return {
    why: {
      en: 'docker pause stops a cgroup, not the namespaces. docker exec would put its process into that cgroup; nsenter leaves it in the caller’s.',
      ja: 'docker pause が止めるのは cgroup であり、namespace ではない。docker exec はプロセスをその cgroup に入れるが、nsenter は呼び出し元の cgroup に残す。',
    },
    lesson: {
      en: 'A namespace decides what a process sees, a cgroup what it is limited and stopped with. One can look into a paused container.',
      ja: 'namespace はプロセスから何が見えるかを決め、cgroup はどの単位で制限され、止められるかを決める。一時停止中のコンテナも、中を見ることはできる。',
    },
    ja: {
      title:
        '一時停止したコンテナに `docker exec` は拒まれるが、nsenter は入れる。凍結されるのは cgroup だけだからである',
      expect:
        '一時停止中、docker exec は 1 で終わり、nsenter では前と同じアドレスとホスト名が見える。nsenter で起動した二つのプロセスのうち、コンテナの cgroup に移したものは再開までシグナルに応答せず、もう一方はすぐに応答する。',
      because:
        '一時停止は cgroup を凍結するからである。docker exec はプロセスをその cgroup で起動することになるので、デーモンが拒む。setns(2) が変えるのは namespace であり、プロセスは呼び出し元の cgroup に残る。',
      controls: ['一時停止していなければ、どちらの入り方でも入れて、同じホスト名が返る'],
      findings: [
        '一時停止すると、再開するまで `docker exec` は拒まれるが、nsenter には前と同じものが見える',
        'nsenter で起動した二つのプロセスのうち、凍結されるのは一時停止した cgroup にいるほうである',
      ],
    },
  }
}
