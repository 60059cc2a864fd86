import { claim, control, expect, finding, hidepidIn, type Page, through, type View } from '../../fixtures/index.ts'

claim('ID-05', {
  title: 'Without ptrace access to a process its namespace links cannot be followed, only one’s own can',
  expect:
    'As uid 65534 the link of the container’s first process gives EACCES, or where /proc hides processes (hidepid) EPERM or ENOENT, and the looker’s own is followed. As root both are.',
  because: 'the check compares the looker’s credentials with those of the process that is looked at.',
  source: ['namespaces(7)', 'ptrace(2)', 'linux fs/proc/namespaces.c (proc_ns_readlink, proc_ns_get_link)'],
  verdict: 'new',
  page,
})

control('root follows both', async ({ nginx, host }) => {
  expect(await look(host, nginx.pid)).toMatchObject({
    exitCode: 0,
    stdout: `/proc/self/ns/net\n/proc/${nginx.pid}/ns/net\n`,
  })
})

finding('uid 65534 follows its own, and nginx’s is refused', async ({ nginx, host }) => {
  const { stdout: mounts } = await host.run('grep', ' /proc .* - proc ', '/proc/self/mountinfo')
  const { exitCode, stdout, stderr } = await look(host.via(nobody), nginx.pid)
  expect(exitCode).toBe(1)
  expect(stdout).toBe('/proc/self/ns/net\n')
  expect(stderr).toContain(`/proc/${nginx.pid}/ns/net`)
  expect(stderr).toContain(refusals[hidepidIn(mounts)])
})

const nobody = through('as uid 65534', [
  'setpriv',
  '--reuid=65534',
  '--regid=65534',
  '--clear-groups',
  '--no-new-privs',
  '--',
])

/**
 * The error by hidepid. 0: the ptrace access check refuses. 1: /proc/PID cannot be read. 2 and 4: /proc/PID is not there.
 * @see https://man7.org/linux/man-pages/man5/proc.5.html
 */
const refusals = {
  0: 'Permission denied',
  1: 'Operation not permitted',
  2: 'No such file or directory',
  4: 'No such file or directory',
} as const

/** One process reads its own link and the other one's, so both are read with the same credentials. */
const look = (view: View, pid: number) =>
  view.run('stat', '-L', '--format=%n', '/proc/self/ns/net', `/proc/${pid}/ns/net`)

function page(): Page {
  return {
    why: {
      en: 'Opening or reading a link in /proc/PID/ns needs the access mode PTRACE_MODE_READ_FSCREDS. Another uid without CAP_SYS_PTRACE has none.',
      ja: '/proc/PID/ns のリンクを開いたり読んだりするには PTRACE_MODE_READ_FSCREDS の権限が要る。CAP_SYS_PTRACE を持たない別の uid にはそれがない。',
    },
    lesson: {
      en: 'Whoever is not root sees a list of namespaces with holes in it. A missing row is no proof of absence.',
      ja: 'root でない者に見える namespace の一覧には穴がある。行がないことは、存在しない証拠にはならない。',
    },
    ja: {
      title: 'ptrace で読む権限のない相手の namespace のリンクはたどれず、自分のものだけがたどれる',
      expect:
        'uid 65534 では、コンテナの最初のプロセスのリンクは EACCES になり（/proc がプロセスを隠す hidepid の設定なら EPERM か ENOENT）、自分のリンクはたどれる。root ではどちらもたどれる。',
      because: '検査は、見る側の資格と見られるプロセスの資格を比べるからである。',
      controls: ['root はどちらのリンクもたどれる'],
      findings: ['uid 65534 は自分のリンクをたどれるが、nginx のものは拒まれる'],
    },
  }
}
