import {
  claim,
  control,
  entering,
  enteringWith,
  expect,
  finding,
  guardNotHost,
  type Page,
} from '../../fixtures/index.ts'

claim('MNT-02', {
  title: '`nsenter --root` shows a container’s files without entering its mount namespace; `nsenter --mount` enters it',
  expect:
    'Both see the same root directory. With --mount the mount namespace is the container’s, mountinfo lists its mounts, and a tmpfs can be mounted. With --root it stays the host’s, mountinfo lists nothing, and mount ends with 32 (EINVAL).',
  because:
    'mountinfo lists those mounts of the process’s namespace that its root can reach, and here none is; and a mount may only be made below a mount of the process’s own namespace.',
  source: [
    'mount_namespaces(7) “DESCRIPTION”',
    'nsenter(1) “OPTIONS”',
    'proc_pid_mountinfo(5)',
    'mount(2) “ERRORS”',
    'linux fs/namespace.c (do_add_mount, check_mnt)',
    'util-linux sys-utils/nsenter.c (open_target_fd, chroot)',
  ],
  verdict: 'new',
  page,
})

control(
  '--mount enters the container’s mount namespace, and can mount there',
  async ({ start, sleepOptions, host }) => {
    const subject = await start({ of: 'nginx', ...sleepOptions })
    const mounted = host.via(entering(subject, 'mnt', 'pid'))
    expect(await mounted.namespace('self', 'mnt')).toBe(await host.namespace(subject.pid, 'mnt'))
    expect(await mounted.fileIdentity('/')).toBe(await subject.inside.fileIdentity('/'))
    const listed = await mounted.run(...mountinfo)
    expect(listed).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/ \/ \/ .*\n/) })
    await guardNotHost(host, mounted, 'mnt')
    expect(await mounted.run(...mount)).toMatchObject({ exitCode: 0 })
  },
)

finding(
  '--root gives its files and leaves the mount namespace, and cannot mount there',
  async ({ start, sleepOptions, host }) => {
    const subject = await start({ of: 'nginx', ...sleepOptions })
    const rooted = host.via(enteringWith(subject, ['pid'], '--root'))
    expect(await rooted.fileIdentity('/')).toBe(await subject.inside.fileIdentity('/'))
    expect(await rooted.fileIdentity('/')).not.toBe(await host.fileIdentity('/'))
    expect(await rooted.namespace('self', 'mnt')).toBe(await host.namespace('self', 'mnt'))
    expect(await rooted.namespace('self', 'mnt')).not.toBe(await host.namespace(subject.pid, 'mnt'))
    expect(await rooted.run(...mountinfo)).toMatchObject({ exitCode: 0, stdout: '' })
    expect(await rooted.run(...mount)).toMatchObject({
      exitCode: 32,
      stderr: expect.stringMatching(/wrong fs type|Invalid argument/),
    })
  },
)

/** For a view that has entered the pid namespace too: the container's /proc has a /proc/self only for its members. */
const mountinfo = ['cat', '/proc/self/mountinfo'] as const

/**
 * mount(8) ends with 32 where mount(2) fails. It tells EINVAL as `wrong fs type, bad option …`. With no_new_privs it does
 * not become the owner of its file, who is not root on the host in a remapped container.
 */
const mount = ['setpriv', '--no-new-privs', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'] as const

function page(): Page {
  return {
    why: {
      en: 'A root directory and a mount namespace are two attributes of a process. A root may even lie in a mount namespace that the process is not in.',
      ja: 'ルートディレクトリとマウント namespace は、プロセスの別々の属性である。自分が属さないマウント namespace の中に、ルートだけを置くこともできる。',
    },
    lesson: {
      en: 'The same files, another namespace: under `--root` even mount(2) is refused, because the mount point lies in a namespace that the process is not in.',
      ja: '同じファイルが見えても、namespace は別である。`--root` では mount(2) さえ拒まれる。マウントポイントが、プロセスの属さない namespace にあるからである。',
    },
    ja: {
      title: '`nsenter --root` はコンテナのファイルを見せるがマウント namespace には入らず、`nsenter --mount` は入る',
      expect:
        'どちらも同じルートディレクトリを見る。--mount ではマウント namespace がコンテナのものになり、mountinfo にそのマウントが並び、tmpfs をマウントできる。--root ではホストのままで、mountinfo には何も出ず、mount は 32（EINVAL）で終わる。',
      because:
        'mountinfo に並ぶのは、プロセスの namespace のマウントのうちルートから届くものであり、ここでは一つも届かないからである。また、マウントできるのは、プロセス自身の namespace にあるマウントの下だけだからである。',
      controls: ['--mount はコンテナのマウント namespace に入り、そこにマウントできる'],
      findings: ['--root はコンテナのファイルを見せるが、マウント namespace は変えず、そこにマウントもできない'],
    },
  }
}
