import { claim, control, entering, enteringWith, expect, finding, type Page } from '../../fixtures/index.ts'

claim('MNT-02', {
  title: '`nsenter --root` shows a container’s files without entering its mount namespace; `nsenter --mount` enters it',
  expect:
    'Both see the same root directory. With --mount the mount namespace is the container’s, and mountinfo lists its mounts. With --root it stays the host’s, and mountinfo lists nothing.',
  because: 'mountinfo lists those mounts of the process’s namespace that its root can reach, and here none is.',
  source: ['nsenter(1)', 'proc_pid_mountinfo(5)', 'util-linux sys-utils/nsenter.c (open_target_fd, chroot)'],
  verdict: 'new',
  page,
})

control('--mount enters the container’s mount namespace', async ({ nginx, host }) => {
  const mounted = host.via(entering(nginx, 'mnt', 'pid'))
  expect(await mounted.namespace('self', 'mnt')).toBe(await host.namespace(nginx.pid, 'mnt'))
  expect(await mounted.fileIdentity('/')).toBe(await nginx.inside.fileIdentity('/'))
  const listed = await mounted.run(...mountinfo)
  expect(listed).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/ \/ \/ .*\n/) })
})

finding('--root gives its files and leaves the mount namespace', async ({ nginx, host }) => {
  const rooted = host.via(enteringWith(nginx, ['pid'], '--root'))
  expect(await rooted.fileIdentity('/')).toBe(await nginx.inside.fileIdentity('/'))
  expect(await rooted.fileIdentity('/')).not.toBe(await host.fileIdentity('/'))
  expect(await rooted.namespace('self', 'mnt')).toBe(await host.namespace('self', 'mnt'))
  expect(await rooted.namespace('self', 'mnt')).not.toBe(await host.namespace(nginx.pid, 'mnt'))
  expect(await rooted.run(...mountinfo)).toMatchObject({ exitCode: 0, stdout: '' })
})

/** For a view that has entered the pid namespace too: the container's /proc has a /proc/self only for its members. */
const mountinfo = ['cat', '/proc/self/mountinfo'] as const

function page(): Page {
  return {
    why: {
      en: 'A root directory and a mount namespace are two attributes of a process. A root may even lie in a mount namespace that the process is not in.',
      ja: 'ルートディレクトリとマウント namespace は、プロセスの別々の属性である。自分が属さないマウント namespace の中に、ルートだけを置くこともできる。',
    },
    lesson: {
      en: 'The same files do not mean the same namespace. Under `--root` a mount would be made in the host’s.',
      ja: '同じファイルが見えても、同じ namespace とは限らない。`--root` でマウントすると、ホストの namespace に行うことになる。',
    },
    ja: {
      title: '`nsenter --root` はコンテナのファイルを見せるがマウント namespace には入らず、`nsenter --mount` は入る',
      expect:
        'どちらも同じルートディレクトリを見る。--mount ではマウント namespace がコンテナのものになり、mountinfo にそのマウントが並ぶ。--root ではホストのままで、mountinfo には何も出ない。',
      because:
        'mountinfo には、プロセスの namespace のマウントのうちルートから届くものが並び、ここでは 1 つも届かないからである。',
      controls: ['--mount はコンテナのマウント namespace に入る'],
      findings: ['--root はコンテナのファイルを見せるが、マウント namespace は変えない'],
    },
  }
}
