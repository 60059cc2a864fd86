import { claim, entering, enteringWith, expect, test } from '../../fixtures/index.ts'

/**
 * `nsenter --mount` changes the mount namespace and with it the root; `nsenter --root` is a chroot to the target's root and
 * leaves the mount namespace as it was.
 * @see https://man7.org/linux/man-pages/man1/nsenter.1.html
 */
claim(
  {
    id: 'MNT-02',
    title: {
      en: '`nsenter --root` shows a container’s files without entering its mount namespace; `nsenter --mount` enters it',
      ja: '`nsenter --root` はコンテナのファイルを見せるがマウント namespace には入らず、`nsenter --mount` は入る',
    },
    why: {
      en: 'A root directory and a mount namespace are two attributes of a process. A root may even lie in a mount namespace that the process is not in.',
      ja: 'ルートディレクトリとマウント namespace は、プロセスの別々の属性である。自分が属さないマウント namespace の中に、ルートだけを置くこともできる。',
    },
    lesson: {
      en: 'The same files do not mean the same namespace. Under `--root` a mount would be made in the host’s.',
      ja: '同じファイルが見えても、同じ namespace とは限らない。`--root` でマウントすると、ホストの namespace に行うことになる。',
    },
    source: [
      'https://man7.org/linux/man-pages/man1/nsenter.1.html',
      'https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html',
      'util-linux sys-utils/nsenter.c (open_target_fd, chroot)',
    ],
    expectation: {
      text: {
        en: 'Both see the same root directory. With --mount the mount namespace is the container’s, and mountinfo lists its mounts. With --root it stays the host’s, and mountinfo lists nothing.',
        ja: 'どちらも同じルートディレクトリを見る。--mount ではマウント namespace がコンテナのものになり、mountinfo にそのマウントが並ぶ。--root ではホストのままで、mountinfo には何も出ない。',
      },
      because: {
        en: 'mountinfo lists those mounts of the process’s namespace that its root can reach, and here none is.',
        ja: 'mountinfo には、プロセスの namespace のマウントのうちルートから届くものが並び、ここでは 1 つも届かないからである。',
      },
    },
    verdict: 'new',
  },
  () => {
    /** The pid namespace as well, or /proc/self would be nobody in the container's /proc. */
    const mountinfo = ['cat', '/proc/self/mountinfo'] as const

    test('control: --mount enters the container’s mount namespace', {
      meta: { ja: '対照：--mount はコンテナのマウント namespace に入る' },
    }, async ({ nginx, host }) => {
      const mounted = host.via(entering(nginx, 'mnt', 'pid'))
      expect(await mounted.namespace('self', 'mnt')).toBe(await host.namespace(nginx.pid, 'mnt'))
      expect(await mounted.fileIdentity('/')).toBe(await nginx.inside.fileIdentity('/'))
      const listed = await mounted.run(...mountinfo)
      expect(listed).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/ \/ \/ .*\n/) })
    })

    test('finding: --root gives its files and leaves the mount namespace', {
      meta: { ja: '発見：--root はコンテナのファイルを見せるが、マウント namespace は変えない' },
    }, async ({ nginx, host }) => {
      const rooted = host.via(enteringWith(nginx, ['pid'], '--root'))
      expect(await rooted.fileIdentity('/')).toBe(await nginx.inside.fileIdentity('/'))
      expect(await rooted.fileIdentity('/')).not.toBe(await host.fileIdentity('/'))
      expect(await rooted.namespace('self', 'mnt')).toBe(await host.namespace('self', 'mnt'))
      expect(await rooted.namespace('self', 'mnt')).not.toBe(await host.namespace(nginx.pid, 'mnt'))
      expect(await rooted.run(...mountinfo)).toMatchObject({ exitCode: 0, stdout: '' })
    })
  },
)
