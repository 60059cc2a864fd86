import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Page,
  type Subject,
  through,
  type View,
} from '../../fixtures/index.ts'

claim('NET-02', {
  title:
    'Under `ip netns exec` /sys/class/net shows the container’s interfaces; under `nsenter --net` it still shows the host’s',
  expect:
    'Under `ip netns exec` /sys lists what netlink lists. Under `nsenter --net` it lists the host’s end of nginx’s veth, which /proc/net/dev there does not.',
  because: 'a sysfs shows the network namespace of the process that mounted it, and /proc/net that of its reader.',
  source: [
    'linux Documentation/networking/sysfs-tagging.rst',
    'sysfs(5) “Files and directories”',
    'proc_pid_net(5)',
    'iproute2 lib/namespace.c (netns_switch)',
    'linux fs/sysfs/mount.c (sysfs_init_fs_context)',
  ],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('`nsenter --net` and a fresh sysfs: /sys shows nginx’s', async ({ nginx, host }) => {
  const entered = host.via(entering(nginx, 'net'))
  const seen = await entered.via(freshSysfs).files('/sys/class/net')
  expect(seen).toEqual(expect.arrayContaining(['eth0', 'lo']))
  expect(seen).not.toContain(await peerOf(host, nginx))
})

finding('under `nsenter --net` /sys shows the host’s and /proc/net/dev shows nginx’s', async ({ nginx, host }) => {
  const entered = host.via(entering(nginx, 'net'))
  const peer = await peerOf(host, nginx)
  expect(await host.files('/sys/class/net')).toContain(peer)
  expect(await entered.files('/sys/class/net')).toContain(peer)
  const devices = await entered.netDevices()
  expect(devices).toEqual(expect.arrayContaining(['eth0', 'lo']))
  expect(devices).not.toContain(peer)
})

finding('under `ip netns exec` /sys shows nginx’s', async ({ nginx, host, link }) => {
  const named = host.via(await link(nginx))
  const names = (await named.addresses()).map(({ name }) => name)
  const seen = await named.files('/sys/class/net')
  expect(seen).toEqual(expect.arrayContaining(names))
  expect(seen).not.toContain(await peerOf(host, nginx))
})

const mounting = ['unshare', '--mount', 'sh', '-c', 'mount -t sysfs sysfs /sys && exec "$@"', 'sh']
const freshSysfs = through('a fresh sysfs', mounting)

/** The name of the other end of a container's eth0, on the host. */
async function peerOf(host: View, subject: Subject): Promise<string> {
  const inside = await host.via(entering(subject, 'net')).addresses()
  const peer = inside.find(({ name }) => name === 'eth0')?.linkIndex
  return (await host.addresses()).find(({ index }) => index === peer)?.name ?? 'no peer of eth0'
}

function page(): Page {
  return {
    why: {
      en: 'The manual page sysfs(5) says that /sys/class/net shows the network namespace of the process that accesses the directory. That is wrong: under `nsenter --net` the process is in nginx’s, and the directory shows the host’s. A sysfs keeps the network namespace of the process that mounted it, as the kernel’s sysfs-tagging.rst says. `ip netns exec` mounts a new one; nsenter does not.',
      ja: 'マニュアルの sysfs(5) には、/sys/class/net が見せるのはアクセスしたプロセスの network namespace だと書かれている。これは誤りである。`nsenter --net` のプロセスは nginx の namespace にいるのに、見えるのはホストのインターフェースである。カーネルの sysfs-tagging.rst にあるとおり、sysfs はマウントしたプロセスの network namespace を持ち続ける。`ip netns exec` は新しくマウントし、nsenter はマウントしない。',
    },
    lesson: {
      en: 'A tool that reads /sys and one that asks netlink may disagree in the same shell. What /sys shows depends on who mounted it, not on who reads it.',
      ja: '/sys を読むツールと netlink に尋ねるツールは、同じシェルの中でも食い違うことがある。/sys が何を見せるかは、誰が読むかではなく、誰がマウントしたかで決まる。',
    },
    ja: {
      title:
        '/sys/class/net に見えるのは、`ip netns exec` ではコンテナのインターフェース、`nsenter --net` では依然としてホストのものである',
      expect:
        '`ip netns exec` では、/sys と netlink に同じインターフェースが並ぶ。`nsenter --net` では、veth のホスト側の端が /sys にあり、/proc/net/dev にはない。',
      because:
        'sysfs はマウントしたプロセスの network namespace を、/proc/net は参照元のプロセスの network namespace を見せるからである。',
      controls: ['`nsenter --net` でも、sysfs をマウントし直せば /sys に nginx のインターフェースが出る'],
      findings: [
        '`nsenter --net` では、/sys にホストの、/proc/net/dev に nginx のインターフェースが出る',
        '`ip netns exec` では、/sys に nginx のインターフェースが出る',
      ],
    },
  }
}
