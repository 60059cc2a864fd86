import {
  claim,
  control,
  expect,
  finding,
  identities,
  inPidNamespaceOf,
  type Page,
  sleepForever,
  until,
  untilState,
} from '../../fixtures/index.ts'

claim('PID-08', {
  title: 'When a container’s PID 1 dies, so do its exec sessions and the containers that joined its pid namespace',
  expect:
    'When PID 1 is killed, the exec session and the joiner end too, the joiner with exit code 137. A neighbour with `--pid=host` runs on.',
  because: 'for the kernel only membership of the pid namespace counts.',
  source: ['pid_namespaces(7) “The namespace "init" process”', 'linux kernel/pid_namespace.c (zap_pid_ns_processes)'],
  needs: ['the host’s pid and ipc namespaces for containers'],
  verdict: 'new',
  page,
})

control('a neighbour in the host’s pid namespace outlives it', async ({ start, host, docker }) => {
  const [first, neighbour] = await Promise.all([
    start(sleeping),
    start({ ...sleeping, hostConfig: { PidMode: 'host', UsernsMode: 'host' } }),
  ])
  expect(await untilState(host, neighbour.pid, 'S')).toBe('S')
  await host.must('kill', '-KILL', String(first.pid))
  expect(await docker.run('wait', first.id)).toMatchObject({ exitCode: 0, stdout: '137\n' })
  expect(await docker.inspect(neighbour.id)).toMatchObject({ running: true, pid: neighbour.pid })
  expect(await host.state(neighbour.pid)).toBe('S')
})

finding('exec session and joiner die with it', async ({ start, host, docker }) => {
  const first = await start(sleeping)
  const joiner = await start({ ...sleeping, of: 'httpd', hostConfig: { PidMode: `container:${first.id}` } })
  await docker.must('exec', '--detach', first.id, 'sleep', 'infinity')
  const members = await until(
    () => inPidNamespaceOf(host, first.pid),
    (found) => found.length === 3,
  )
  expect(members.map(({ pid }) => pid)).toEqual(expect.arrayContaining([first.pid, joiner.pid]))
  expect(members).toHaveLength(3)
  for (const { pid } of members) expect(await untilState(host, pid, 'S')).toBe('S')

  await host.must('kill', '-KILL', String(first.pid))
  for (const { pid } of members) expect(await untilState(host, pid, 'gone')).toBe('gone')
  expect(await docker.run('wait', first.id, joiner.id)).toMatchObject({ exitCode: 0, stdout: '137\n137\n' })
  const alive = identities(await host.processes())
  expect([...identities(members)].filter((member) => alive.has(member))).toEqual([])
})

const sleeping = { of: 'nginx', ...sleepForever } as const

function page(): Page {
  return {
    why: {
      en: 'A pid namespace ends with its first process: the kernel sends KILL to all that are left in it. That they belong to another container makes no difference.',
      ja: 'PID namespace は最初のプロセスとともに終わる。カーネルは残るすべてのプロセスに KILL を送る。それが別のコンテナのものであっても同じである。',
    },
    lesson: {
      en: 'A sidecar with --pid=container:A lives exactly as long as A’s PID 1.',
      ja: '`--pid=container:A` のサイドカーは、A の PID 1 が終わると同時に終わる。',
    },
    ja: {
      title: 'コンテナの PID 1 が終わると、その exec セッションも、PID namespace に加わった他のコンテナも終わる',
      expect:
        'PID 1 を KILL すると、exec セッションも加わったコンテナも終わり、後者の終了コードは 137 になる。`--pid=host` の隣のコンテナは動き続ける。',
      because: 'カーネルは PID namespace に属するかどうかだけで決めるからである。',
      controls: ['ホストの PID namespace にいる隣のコンテナは生き残る'],
      findings: ['exec セッションも、加わったコンテナも、ともに終わる'],
    },
  }
}
