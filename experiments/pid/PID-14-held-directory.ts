import { claim, control, expect, finding, guardNotHost, type Page, type View } from '../../fixtures/index.ts'

claim('PID-14', {
  title:
    'After its PID is used again, `nsenter -t PID` enters another process’s namespaces; a /proc/PID directory that is held open gives ESRCH',
  expect:
    'The second process has the first one’s PID. `nsenter -t PID --uts` ends with 0 and is in the second’s namespace. Through the directory that was opened while the first lived, nsenter fails with ESRCH.',
  because: 'a number is looked up each time, and the open directory belongs to the process that had it.',
  source: ['nsenter(1)', 'proc_pid(5)', 'proc_sys_kernel(5)', 'linux fs/proc/base.c (proc_pid_permission)'],
  needs: ['a choice of the next PID'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('while the first process lives, both lead to its namespace', async ({ background, hold, host, pin }) => {
  const holder = await hold(['pid', 'uts'], '--mount-proc')
  const separate = host.via(holder)
  const { firstLine: pid } = await background(separate, ...someone)
  const id = await separate.namespace(Number(pid), 'uts')
  const { path } = await pin(`/proc/${holder.pid}/root/proc/${pid}`)
  expect(await byNumber(separate, pid)).toMatchObject({ exitCode: 0, stdout: `${id}\n` })
  expect(await byDirectory(host, path)).toMatchObject({ exitCode: 0, stdout: `${id}\n` })
})

finding(
  'used again, the number leads to the second, and the directory to nobody',
  async ({ background, hold, host, pin }) => {
    const holder = await hold(['pid', 'uts'], '--mount-proc')
    const separate = host.via(holder)
    const first = await background(separate, ...someone)
    const { path } = await pin(`/proc/${holder.pid}/root/proc/${first.firstLine}`)
    await first.end()
    await guardNotHost(host, separate, 'pid')
    const last = `${Number(first.firstLine) - 1}`
    await separate.must('sh', '-c', 'echo "$1" > /proc/sys/kernel/ns_last_pid', 'sh', last)
    const { firstLine: pid } = await background(separate, ...someone)
    expect(pid).toBe(first.firstLine)

    const id = await separate.namespace(Number(pid), 'uts')
    expect(id).not.toBe(await separate.namespace('self', 'uts'))
    expect(await byNumber(separate, pid)).toMatchObject({ exitCode: 0, stdout: `${id}\n` })
    expect(await byDirectory(host, path)).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('No such process'),
    })
  },
)

const someone = ['unshare', '--uts', 'sh', '-c', 'echo $$; exec sleep infinity'] as const
const identity = ['stat', '-L', '--format=%d:%i', '/proc/self/ns/uts'] as const

const byNumber = (separate: View, pid: string) => separate.run('nsenter', '--target', pid, '--uts', '--', ...identity)
const byDirectory = (host: View, path: string) => host.run('nsenter', `--uts=${path}/ns/uts`, '--', ...identity)

function page(): Page {
  return {
    why: {
      en: 'PIDs are used again. A process that is found by its number at one moment may be another one at the next. An open directory of /proc/PID refers to the process itself, as a pidfd does.',
      ja: 'PID は再利用される。番号で見つけたプロセスが、次の瞬間には別のプロセスになっていることもある。開いた /proc/PID のディレクトリは、pidfd と同じく、プロセスそのものを指す。',
    },
    lesson: {
      en: 'Between reading a PID and using it there is a gap. Open /proc/PID first, check whose it is, and enter through it.',
      ja: 'PID を調べてから使うまでには間がある。まず /proc/PID を開き、どのプロセスのものかを確かめてから、それを通じて入る。',
    },
    ja: {
      title:
        'PID が再利用されると `nsenter -t PID` は別のプロセスの namespace に入るが、開いたままの /proc/PID ディレクトリは ESRCH になる',
      expect:
        '二番目のプロセスの PID は最初のものと同じである。`nsenter -t PID --uts` は 0 で終わり、二番目の namespace に入っている。最初のプロセスがいる間に開いたディレクトリを通じた nsenter は、ESRCH で失敗する。',
      because: '番号はそのつど検索されるが、開いたディレクトリは、その番号を持っていたプロセスに属するからである。',
      controls: ['最初のプロセスがいる間は、どちらもその namespace を指す'],
      findings: ['再利用されると、番号は二番目のプロセスを指し、ディレクトリはどのプロセスも指さない'],
    },
  }
}
