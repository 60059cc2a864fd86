import {
  claim,
  control,
  entering,
  expect,
  finding,
  type NamespaceType,
  type Page,
  sleepForever,
} from '../../fixtures/index.ts'

claim('ID-03', {
  title:
    '`docker exec` joins every namespace of the container, and its process is a child of the shim, with PPID 0 inside',
  expect:
    'All types equal those of the first process. PPid is 0 inside; outside it is the shim that is also the first process’s parent. Under `nsenter --net` only net is the container’s.',
  because:
    'docker exec joins the whole set and nsenter what it is told to; a parent outside of the pid namespace is shown as 0.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/exec/',
    'pid_namespaces(7) “Nesting PID namespaces”',
    'runc libcontainer/setns_init_linux.go',
  ],
  needs: ['an engine that is Docker'],
  verdict: 'new',
  page,
})

control('`nsenter --net` shares net and leaves the rest the host’s', async ({ nginx, host }) => {
  const { net, ...rest } = await host.via(entering(nginx, 'net')).namespaces()
  const { net: hostNet, ...hosts } = await host.namespaces()
  expect(net).toBe(await host.namespace(nginx.pid, 'net'))
  expect(net).not.toBe(hostNet)
  expect(rest).toEqual(hosts)
})

finding('every namespace of a docker exec is the container’s', async ({ nginx, host, profile }) => {
  const [seen, first, hosts] = [
    await nginx.inside.namespaces(),
    await host.namespaces(nginx.pid),
    await host.namespaces(),
  ]
  const types: readonly NamespaceType[] = profile.kernel.namespaces
  for (const type of types) expect([type, seen[type]]).toEqual([type, first[type]])
  for (const type of ['ipc', 'mnt', 'net', 'pid', 'uts'] as const) expect(seen[type]).not.toBe(hosts[type])
})

finding('its parent is the shim, and inside its PPID is 0', async ({ background, host, profile, start }) => {
  const subject = await start({ of: 'nginx', ...sleepForever })
  const { firstLine } = await background(subject.inside, 'sh', '-c', 'echo $$; exec sleep 60')
  expect(await subject.inside.status(Number(firstLine))).toMatchObject({ Pid: firstLine, PPid: '0' })

  const pidNamespace = await host.namespace(subject.pid, 'pid')
  const members = (await host.members('pid')).filter(({ id }) => id === pidNamespace)
  const pids = members.map(({ pid }) => pid).filter((pid) => pid !== subject.pid)
  expect(pids).toHaveLength(1)
  const [outside, first] = [await host.status(pids[0] ?? 0), await host.status(subject.pid)]
  expect(outside).toMatchObject({ NSpid: `${pids[0]}\t${firstLine}`, PPid: first['PPid'] })
  const shim = await host.status(Number(first['PPid']))
  expect(shim).toMatchObject({ Name: engineShim[profile.engine.name] })
})

const engineShim = { docker: 'containerd-shim', podman: 'conmon' }

function page(): Page {
  return {
    why: {
      en: 'runc enters what the first process has and is then replaced by the command; the shim adopts it. The shim has no number in the container’s pid namespace.',
      ja: 'runc は最初のプロセスの namespace に入ってからコマンドに置き換わり、shim が親になる。shim はコンテナの PID namespace に番号を持たない。',
    },
    lesson: {
      en: 'A process with PPID 0 in a container came from outside: as the first process of this or of a joined container, by docker exec, or by nsenter.',
      ja: 'コンテナの中で PPID が 0 のプロセスは、外から来たものである。このコンテナか、PID namespace に加わったコンテナの最初のプロセス、docker exec、nsenter のいずれかである。',
    },
    ja: {
      title:
        '`docker exec` はコンテナのすべての namespace に入り、そのプロセスは shim の子であって、コンテナの中では PPID が 0 と表示される',
      expect:
        'どの種類も最初のプロセスと等しい。PPid は、中では 0、外では最初のプロセスの親でもある shim である。`nsenter --net` では net だけがコンテナのものになる。',
      because:
        'docker exec はすべての namespace に、nsenter は指定されたものにだけ入り、PID namespace の外にいる親は 0 と表示されるからである。',
      controls: ['`nsenter --net` は net だけが nginx のもので、残りはホストのままである'],
      findings: [
        '`docker exec` のプロセスの namespace は、すべてコンテナのものである',
        'その親は shim であり、コンテナの中では PPID が 0 である',
      ],
    },
  }
}
