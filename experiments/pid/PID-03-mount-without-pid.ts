import { claim, control, entering, expect, finding, type Page } from '../../fixtures/index.ts'

claim('PID-03', {
  title: '`nsenter --mount` without `--pid` gives a /proc in which the process that reads it does not exist',
  expect:
    'PID 1 of that /proc is nginx, and reading /proc/self fails with ENOENT. With `--pid` added, /proc/self is the reader’s own PID.',
  because: 'a process of the host’s pid namespace has no number in the container’s.',
  source: ['pid_namespaces(7) “/proc and PID namespaces”', 'nsenter(1)', 'linux fs/proc/self.c (proc_self_get_link)'],
  verdict: 'new',
  page,
})

control('with --pid as well, /proc/self is the reader', async ({ nginx, host }) => {
  const { pid, self } = await host.via(entering(nginx, 'mnt', 'pid')).selfPid()
  expect(self).toBe(pid)
})

finding('with --mount alone /proc is nginx’s, and self is missing', async ({ nginx, host }) => {
  const mounted = host.via(entering(nginx, 'mnt'))
  expect(await mounted.namespace(1, 'pid')).toEqual(await host.namespace(nginx.pid, 'pid'))

  const self = await mounted.run('readlink', '--verbose', '/proc/self')
  expect(self).toMatchObject({ exitCode: 1, stdout: '' })
  expect(self.stderr).toContain('No such file or directory')
})

function page(): Page {
  return {
    why: {
      en: 'The mount namespace brings the container’s /proc, which shows the container’s pid namespace. nsenter itself has stayed in the host’s.',
      ja: 'マウント namespace に入るとコンテナの /proc が見える。その /proc に並ぶのは、コンテナの PID namespace のプロセスである。nsenter 自身はホストの PID namespace に残っている。',
    },
    lesson: {
      en: 'Enter mount and pid together. One without the other gives a /proc of another pid namespace than one’s own.',
      ja: 'マウントと PID の namespace には一緒に入る。片方だけでは、/proc に見えるのは別の PID namespace のプロセスばかりになる。',
    },
    ja: {
      title: '`--pid` なしの `nsenter --mount` で見える /proc には、それを読むプロセス自身が存在しない',
      expect:
        'その /proc の PID 1 は nginx であり、/proc/self を読むと ENOENT になる。`--pid` を加えると、/proc/self は読んだプロセス自身の PID になる。',
      because: 'ホストの PID namespace のプロセスは、コンテナの PID namespace に番号を持たないからである。',
      controls: ['`--pid` も付ければ、/proc/self は読んだプロセス自身を指す'],
      findings: ['`--mount` だけでは /proc は nginx のもので、self がない'],
    },
  }
}
