import {
  claim,
  control,
  expect,
  finding,
  identities,
  inPidNamespaceOf,
  type Page,
  shownInside,
  type View,
} from '../../fixtures/index.ts'

claim('PID-13', {
  title: 'A procfs can be mounted for another pid namespace, without entering it',
  expect:
    'Mounted by a process of the host with `pidns=/proc/PID/ns/pid`, a procfs lists the container’s processes by their numbers there, and has no `self` for its reader. Without the option it lists the host’s.',
  because: 'the option replaces the mounter’s pid namespace (since Linux 6.18).',
  source: [
    'https://docs.kernel.org/filesystems/proc.html#mount-options',
    'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/fs/proc/root.c?h=v6.18',
    'pid_namespaces(7) “/proc and PID namespaces”',
  ],
  needs: ['a procfs for another pid namespace'],
  verdict: 'new',
  page,
})

control('without the option it lists the mounter’s own pid namespace', async ({ hold, host, sleepOptions, start }) => {
  const subject = await start({ of: 'nginx', ...sleepOptions })
  const aside = host.via(await hold(['mnt']))
  await aside.must('mount', '-t', 'proc', 'proc', '/mnt')
  expect(await aside.listedPids('/mnt')).toContain(subject.pid)
  expect(await selfIn(aside)).toMatchObject({ exitCode: 0 })
})

finding('with it, the container’s processes, and no reader among them', async ({ hold, host, sleepOptions, start }) => {
  const subject = await start({ of: 'nginx', ...sleepOptions })
  const aside = host.via(await hold(['mnt']))
  await aside.must('mount', '-t', 'proc', '-o', `pidns=/proc/${subject.pid}/ns/pid`, 'proc', '/mnt')
  expect(await aside.namespace('self', 'pid')).toBe(await host.namespace('self', 'pid'))

  const members = await inPidNamespaceOf(host, subject.pid)
  const listed = (await aside.listedPids('/mnt')).map((pid) => ({ pid }))
  expect(shownInside(members, listed)).toEqual(identities(members))
  expect(listed).toHaveLength(members.length)
  expect(await aside.fileIdentity('/mnt/1/ns/pid')).toBe(await host.namespace(subject.pid, 'pid'))
  expect(await selfIn(aside)).toMatchObject({ exitCode: 1, stdout: '' })
})

const selfIn = (view: View) => view.run('readlink', '/mnt/self')

function page(): Page {
  return {
    why: {
      en: 'Until Linux 6.17 a procfs always showed the pid namespace of the process that mounted it, and pid_namespaces(7) says so without exception. The mount option pidns names another one, by a file of it.',
      ja: 'Linux 6.17 までの procfs には、必ずマウントしたプロセスの PID namespace が表示された。pid_namespaces(7) にも例外は書かれていない。マウントオプション pidns を使うと、別の PID namespace をファイルで指定できる。',
    },
    lesson: {
      en: 'To look into a pid namespace, entering it is no longer needed: a mount is enough. What was mounted decides, not who reads.',
      ja: 'PID namespace の中を見るために、そこへ入る必要はもうない。マウントすれば見える。決め手は何がマウントされたかであり、誰が読むかではない。',
    },
    ja: {
      title: 'procfs は、別の PID namespace に入らなくても、その PID namespace のためにマウントできる',
      expect:
        'ホストのプロセスが `pidns=/proc/PID/ns/pid` を付けてマウントした procfs には、コンテナのプロセスがコンテナ内の番号で並び、それを読むプロセスの `self` はない。オプションがなければホストのものが並ぶ。',
      because: 'このオプション（Linux 6.18 以降）は、マウントしたプロセスの PID namespace を置き換えるからである。',
      controls: ['オプションがなければ、マウントしたプロセス自身の PID namespace が表示される'],
      findings: ['オプションがあれば、コンテナのプロセスが並び、読んだプロセス自身はそこにない'],
    },
  }
}
