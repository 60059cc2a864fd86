import {
  claim,
  control,
  entering,
  expect,
  finding,
  guardNotHost,
  netnsExec,
  type Page,
  through,
  type View,
} from '../../fixtures/index.ts'

claim('NET-17', {
  title: '`ip netns exec` takes away everything that is mounted below /sys, cgroups among it, and does not fork',
  expect:
    'Under `ip netns exec` /sys/fs/cgroup is empty, and there is no file system but sysfs at the places below /sys where the host has others; under `nsenter --net` all are as on the host. The command has the PID that ip had; with `ip -all netns exec` it has another.',
  because: 'ip unmounts /sys with all that is below it and mounts a new sysfs, and then becomes the command by exec.',
  source: [
    'iproute2 lib/namespace.c (netns_switch)',
    'iproute2 ip/ipnetns.c (netns_exec, on_netns_exec)',
    'ip-netns(8) “DESCRIPTION”',
  ],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('`nsenter --net` keeps what is mounted below /sys', async ({ nginx, host }) => {
  const entered = host.via(entering(nginx, 'net'))
  expect(await entered.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
  expect(await typesIn(entered)).toEqual(await typesIn(host))
  expect(await entered.files('/sys/fs/cgroup')).toEqual(await host.files('/sys/fs/cgroup'))
})

control('`ip -all netns exec` forks for each name', async ({ isolatedHost, host }) => {
  await guardNotHost(host, isolatedHost, 'mnt')
  await isolatedHost.must('ip', 'netns', 'add', 'only')
  const [before, ...after] = await pids(isolatedHost.via(ownPidFirst, everyNetnsExec))
  expect(after).toHaveLength(1)
  expect(after).not.toEqual([before])
})

finding('under `ip netns exec` nothing is mounted below /sys', async ({ nginx, host, link }) => {
  const named = host.via(await link(nginx))
  expect(await named.namespace('self', 'net')).not.toBe(await host.namespace('self', 'net'))
  expect((await typesIn(host)).filter(isMounted)).not.toEqual([])
  expect(await host.files('/sys/fs/cgroup')).not.toEqual([])
  expect((await typesIn(named)).filter(isMounted)).toEqual([])
  expect(await named.files('/sys/fs/cgroup')).toEqual([])
})

finding('`ip netns exec` becomes the command', async ({ isolatedHost, host }) => {
  await guardNotHost(host, isolatedHost, 'mnt')
  await isolatedHost.must('ip', 'netns', 'add', 'only')
  const [before, ...after] = await pids(isolatedHost.via(ownPidFirst, netnsExec('only')))
  expect(after).toEqual([before])
})

/** The types of the file systems at places where a host mounts others on its sysfs. */
const typesIn = async (view: View): Promise<string[]> => {
  const types = []
  for (const path of ['/sys/fs/cgroup', '/sys/fs/bpf', '/sys/kernel/security']) types.push(await view.fileSystem(path))
  return types
}

const isMounted = (type: string): boolean => type !== 'sysfs' && type !== 'absent'

/** A shell that prints its PID and becomes the rest of the command line. */
const ownPidFirst = through('a shell', ['sh', '-c', 'echo $$; exec "$@"', 'sh'])
const everyNetnsExec = through('ip -all netns exec', ['ip', '-all', 'netns', 'exec'])

/** The PIDs that are printed, the command’s last; `ip -all` prints the name before it. */
async function pids(view: View): Promise<string[]> {
  const { stdout } = await view.run('sh', '-c', 'echo $$')
  return stdout.split('\n').filter((line) => /^\d+$/.test(line))
}

function page(): Page {
  return {
    why: {
      en: 'A sysfs shows the network namespace of whoever mounted it (NET-02), so ip mounts a new one. What was mounted below the old /sys goes with it: cgroups, bpf, securityfs, debugfs. The file system at /sys is new, and those are not mounted again.',
      ja: 'sysfs が見せるのはマウントしたプロセスの network namespace であるため（NET-02）、ip は新しい sysfs をマウントする。元の /sys の下にマウントされていた cgroup、bpf、securityfs、debugfs などは、一緒になくなる。新しい /sys に、それらが改めてマウントされることはない。',
    },
    lesson: {
      en: 'A tool that needs cgroups, bpf or security modules fails under `ip netns exec` and works under `nsenter --net`. Since ip does not fork, the PID that a shell or a supervisor knows is the command’s.',
      ja: 'cgroup や bpf、セキュリティモジュールを使うツールは、`ip netns exec` では失敗し、`nsenter --net` では動く。ip は fork しないので、シェルやスーパーバイザが把握している PID がそのままコマンドの PID である。',
    },
    ja: {
      title: '`ip netns exec` では、cgroup をはじめ /sys の下のマウントがすべてなくなる。また、fork は行われない',
      expect:
        '`ip netns exec` では /sys/fs/cgroup が空で、ホストで /sys の下に別のファイルシステムがある場所にも sysfs しかない。`nsenter --net` では、どれもホストと同じである。コマンドの PID は ip の PID と同じで、`ip -all netns exec` では異なる。',
      because:
        'ip は /sys をその下のものとともにアンマウントして新しい sysfs をマウントし、その後 exec でコマンドに置き換わるからである。',
      controls: [
        '`nsenter --net` では、/sys の下にマウントされたものが残る',
        '`ip -all netns exec` は、名前ごとに fork する',
      ],
      findings: [
        '`ip netns exec` では、/sys の下に何もマウントされていない',
        '`ip netns exec` は、コマンドに置き換わる',
      ],
    },
  }
}
