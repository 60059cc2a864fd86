import {
  claim,
  control,
  expect,
  finding,
  type Page,
  type Profile,
  type View,
  whileSteady,
} from '../../fixtures/index.ts'

claim('KEY-01', {
  title: 'The kernel log has no namespace: with CAP_SYSLOG in the host’s user namespace a container reads the host’s',
  expect: ({ engine }) =>
    `With CAP_SYSLOG, syslog(2) in a container returns the same bytes as on the host. Without it the call fails with EPERM${filtered(engine) ? '' : ' where kernel.dmesg_restrict is 1'}.`,
  because: ({ engine }) =>
    `there is one log. Where kernel.dmesg_restrict is 1 the kernel asks for CAP_SYSLOG in the initial user namespace${filtered(engine) ? ', and Docker’s seccomp filter lets only a container with CAP_SYSLOG make the call' : ''}.`,
  source: [
    'syslog(2) “Commands”',
    'linux kernel/printk/printk.c (check_syslog_permissions)',
    'moby profiles/seccomp/default_linux.go (DefaultProfile)',
  ],
  needs: ['numbers of system calls', 'the host’s user namespace for containers'],
  verdict: 'new',
  page,
})

control(
  'without CAP_SYSLOG the filter and dmesg_restrict decide',
  async ({ host, nginx, start, sleepOptions, profile }) => {
    const restricted = await isRestricted(host)
    const open = await start({ of: 'nginx', ...sleepOptions, hostConfig: { SecurityOpt: ['seccomp=unconfined'] } })
    const unfiltered = await beside(host, open.inside)
    expect(unfiltered.seen).toEqual(restricted ? 'EPERM' : unfiltered.hosts)
    const usual = await beside(host, nginx.inside)
    expect(usual.seen).toEqual(restricted || filtered(profile.engine) ? 'EPERM' : usual.hosts)
  },
)

finding(
  'with CAP_SYSLOG a container reads what the host reads',
  async ({ host, nginx, start, sleepOptions, profile }) => {
    const restricted = await isRestricted(host)
    const options = { of: 'nginx', ...sleepOptions } as const
    const capable = await start({ ...options, hostConfig: { CapAdd, UsernsMode: 'host' } })
    const { seen, hosts } = await beside(host, capable.inside)
    expect(seen).toEqual(hosts)

    const usual = await beside(host, nginx.inside)
    expect(usual.seen).toEqual(restricted || filtered(profile.engine) ? 'EPERM' : usual.hosts)
    if (!profile.engine.usernsRemap) return
    const remapped = await start({ ...options, hostConfig: { CapAdd } })
    const below = await beside(host, remapped.inside)
    expect(below.seen).toEqual(restricted ? 'EPERM' : below.hosts)
  },
)

const CapAdd = ['SYSLOG']

/** Podman’s filter lets everybody make the call (containers/common pkg/seccomp/seccomp.json). */
function filtered({ name, seccomp }: Profile['engine']): boolean {
  return name === 'docker' && seccomp
}

/** Whether reading the log takes CAP_SYSLOG. */
async function isRestricted(host: View): Promise<boolean> {
  return (await host.must('cat', '/proc/sys/kernel/dmesg_restrict')).stdout === '1\n'
}

/** What the view reads, and what the host reads at the same time. @throws Error if the host reads nothing */
async function beside(host: View, view: View) {
  const logs = await whileSteady(host.kernelLog, view.kernelLog)
  if (logs.hosts === 'EPERM' || logs.hosts.bytes === 0)
    throw new Error(`the host’s root cannot read the kernel log: ${JSON.stringify(logs.hosts)}`)
  return logs
}

function page(): Page {
  return {
    why: {
      en: 'The kernel writes one ring buffer for the whole machine. dmesg reads it from /dev/kmsg, which a container lacks, or by syslog(2), which only privileges guard.',
      ja: 'カーネルが書くリングバッファは、マシン全体で一つである。dmesg は、コンテナにはない /dev/kmsg か syslog(2) で読む。syslog(2) を守っているのは権限だけである。',
    },
    lesson: {
      en: 'A container that shows the host’s log has CAP_SYSLOG, or runs without a filter on a host with kernel.dmesg_restrict=0. Take one of them away.',
      ja: 'コンテナにホストのログが見えるなら、CAP_SYSLOG があるか、kernel.dmesg_restrict=0 のホストでフィルタなしに動いている。どちらかをなくせばよい。',
    },
    ja: {
      title:
        'カーネルログに namespace はない。ホストの user namespace で CAP_SYSLOG を持つコンテナは、ホストのログを読む',
      expect: ({ engine }) =>
        `CAP_SYSLOG があれば、コンテナの中の syslog(2) はホストと同じバイト列を返す。なければ${filtered(engine) ? '' : '、kernel.dmesg_restrict が 1 のときに'} EPERM で失敗する。`,
      because: ({ engine }) =>
        `ログは一つしかないからである。kernel.dmesg_restrict が 1 なら、カーネルは最初の user namespace での CAP_SYSLOG を求める。${filtered(engine) ? 'Docker の seccomp フィルタも、CAP_SYSLOG のあるコンテナにだけこの呼び出しを許す。' : ''}`,
      controls: ['CAP_SYSLOG がなければ、フィルタと dmesg_restrict で決まる'],
      findings: ['CAP_SYSLOG のあるコンテナが読むログは、ホストが読むものと同じである'],
    },
  }
}
