import { claim, control, expect, finding, hidepidIn, type Page, through, type View } from '../../fixtures/index.ts'

claim('ID-05', {
  title: 'The namespace links of another user’s process cannot be followed without CAP_SYS_PTRACE',
  expect:
    'As uid 65534 the link of the container’s first process gives EACCES, or EPERM or ENOENT where /proc hides processes (hidepid), and links of its own uid are followed. Root follows that of uid 65534, and without CAP_SYS_PTRACE it does not.',
  because: 'the check wants the same uid and no more capabilities on the other side, or else CAP_SYS_PTRACE.',
  source: [
    'ptrace(2) “Ptrace access mode checking”',
    'namespaces(7)',
    'linux fs/proc/namespaces.c (proc_ns_readlink, proc_ns_get_link)',
    'linux kernel/ptrace.c (__ptrace_may_access)',
  ],
  verdict: 'new',
  page,
})

control('uid 65534 follows that of another process of its own uid', async ({ background, host }) => {
  const { pid } = await background(host.via(nobody), ...someone)
  expect(await look(host.via(nobody), pid)).toMatchObject(followed(pid))
})

control(
  'root, with CAP_SYS_PTRACE, follows that of uid 65534 and that of nginx',
  async ({ background, host, nginx }) => {
    const { pid } = await background(host.via(nobody), ...someone)
    for (const other of [pid, nginx.pid]) expect(await look(host, other)).toMatchObject(followed(other))
  },
)

finding('uid 65534 is refused that of nginx', async ({ nginx, host }) => {
  expect(await look(host.via(nobody), nginx.pid)).toMatchObject(refused(nginx.pid, refusals[await hidepidOf(host)]))
})

finding('root without CAP_SYS_PTRACE is refused that of uid 65534', async ({ background, host }) => {
  const { pid } = await background(host.via(nobody), ...someone)
  // By which group root belongs to, hidepid refuses it or not; then the reason is another.
  const words = (await hidepidOf(host)) === 0 ? refusals[0] : ''
  expect(await look(host.via(rootWithoutPtrace), pid)).toMatchObject(refused(pid, words))
})

const nobody = through('as uid 65534', [
  'setpriv',
  '--reuid=65534',
  '--regid=65534',
  '--clear-groups',
  '--no-new-privs',
  '--',
])
const rootWithoutPtrace = through('as root without CAP_SYS_PTRACE', [
  'setpriv',
  '--bounding-set=-sys_ptrace',
  '--inh-caps=-sys_ptrace',
  '--',
])
const someone = ['sh', '-c', 'echo ready; exec sleep infinity'] as const

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

const followed = (pid: number) => ({ exitCode: 0, stdout: `/proc/self/ns/net\n/proc/${pid}/ns/net\n` })

/** Its own link is followed, and the other one is not. */
const refused = (pid: number, words: string) => ({
  exitCode: 1,
  stdout: '/proc/self/ns/net\n',
  stderr: expect.stringMatching(new RegExp(`/proc/${pid}/ns/net.*${words}`)),
})

async function hidepidOf(host: View) {
  return hidepidIn((await host.must('grep', ' /proc .* - proc ', '/proc/self/mountinfo')).stdout)
}

function page(): Page {
  return {
    why: {
      en: 'Following or reading a link in /proc/PID/ns needs ptrace access in the mode PTRACE_MODE_READ_FSCREDS. Only reading is asked for, so the sysctl ptrace_scope, which restricts attaching, makes no difference.',
      ja: '/proc/PID/ns のリンクをたどったり読んだりするには、PTRACE_MODE_READ_FSCREDS のモードでの ptrace アクセスが許されていなければならない。読み取りだけなので、アタッチを制限する sysctl の ptrace_scope は影響しない。',
    },
    lesson: {
      en: 'A list of namespaces that was made without CAP_SYS_PTRACE has gaps. A missing row is no proof of absence.',
      ja: 'CAP_SYS_PTRACE なしで作った namespace の一覧には抜けがある。行がないことは、存在しない証拠にはならない。',
    },
    ja: {
      title: '別のユーザーのプロセスの namespace のリンクは、CAP_SYS_PTRACE がなければたどれない',
      expect:
        'uid 65534 では、コンテナの最初のプロセスのリンクは EACCES になり（/proc がプロセスを隠す hidepid の設定なら EPERM か ENOENT）、同じ uid のプロセスのリンクはたどれる。root は uid 65534 のリンクをたどれるが、CAP_SYS_PTRACE がなければたどれない。',
      because:
        'uid が等しく、対象のプロセスのケーパビリティが自分より多くないこと、または CAP_SYS_PTRACE があることが条件だからである。',
      controls: [
        'uid 65534 は、同じ uid の別のプロセスのリンクをたどれる',
        'CAP_SYS_PTRACE を持つ root は、uid 65534 と nginx のリンクをたどれる',
      ],
      findings: [
        'uid 65534 が nginx のリンクをたどろうとすると拒まれる',
        'CAP_SYS_PTRACE のない root が uid 65534 のリンクをたどろうとすると拒まれる',
      ],
    },
  }
}
