import {
  claim,
  control,
  enteringFile,
  expect,
  finding,
  type Page,
  systemCall,
  type View,
} from '../../fixtures/index.ts'

claim('LIM-03', {
  title: 'The offsets of a time namespace can be written until the first process enters it, and never after',
  expect:
    'The offset of a new time namespace is set to 10 seconds. A process enters, and sees 10. Then setting 20 fails with EACCES, though that process has ended.',
  because: 'the kernel freezes the offsets when the first process enters: no clock may jump under a process.',
  source: [
    'time_namespaces(7) “/proc/PID/timens_offsets”',
    'linux kernel/time/namespace.c (proc_timens_set_offset, timens_set_vvar_page)',
  ],
  needs: ['time namespaces', 'numbers of system calls'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('as long as nobody has entered, the offset can be changed again', async ({ background, host }) => {
  const { pid } = await background(host, ...unentered)
  for (const seconds of [10, 20]) {
    expect(await setBoottime(host, pid, seconds)).toMatchObject({ exitCode: 0 })
    expect(await host.timeOffsets(pid)).toMatchObject({ boottime: seconds })
  }
})

finding('after a process has entered, EACCES, and the offset stays', async ({ background, host }) => {
  const { pid } = await background(host, ...unentered)
  expect(await setBoottime(host, pid, 10)).toMatchObject({ exitCode: 0 })
  const entered = host.via(enteringFile('time', `/proc/${pid}/ns/time_for_children`))
  expect(await entered.timeOffsets()).toMatchObject({ boottime: 10 })
  const stderr = expect.stringContaining('Permission denied')
  expect(await setBoottime(host, pid, 20)).toMatchObject({ exitCode: 1, stderr })
  expect(await host.timeOffsets(pid)).toMatchObject({ boottime: 10 })
})

/** CLONE_NEWTIME of linux/sched.h. */
const newTime = '0x80'
const script = '$| = 1; syscall($ARGV[0] + 0, hex $ARGV[1]) == 0 or die "unshare: $!"; print "ready\\n"; sleep'
/**
 * Makes a time namespace for its children and has none. The program unshare will not do: with newer kernels the program
 * that it executes has entered (kernel/nsproxy.c, exec_task_namespaces).
 */
const unentered = ['perl', '-e', script, systemCall('unshare'), newTime] as const

/** tee names the error of its write; a shell’s echo does not. */
const setBoottime = (host: View, pid: number, seconds: number) =>
  host.run('sh', '-c', 'echo "boottime $1 0" | tee "$2"', 'sh', String(seconds), `/proc/${pid}/timens_offsets`)

function page(): Page {
  return {
    why: {
      en: 'A process makes the namespace for its children and stays outside. Until one is inside, no program has read a shifted clock, and the offsets may still change.',
      ja: 'time namespace を作ったプロセス自身は外に残り、その子が中に入る。誰も入らないうちは、オフセットを加えた時計を読んだプログラムはまだないので、オフセットを変えられる。',
    },
    lesson: {
      en: 'Decide on the offsets before the first process: `unshare --time --boottime=…` writes them between making the namespace and forking.',
      ja: 'オフセットは最初のプロセスより前に決める。`unshare --time --boottime=…` は、namespace を作ってから fork するまでの間に書き込む。',
    },
    ja: {
      title: 'time namespace のオフセットは、最初のプロセスが入るまでは書き込めるが、その後は二度と書き込めない',
      expect:
        '新しい time namespace のオフセットを 10 秒にする。プロセスが一つ入り、10 を読む。その後 20 にしようとすると、そのプロセスが終わっていても EACCES になる。',
      because:
        '動いているプロセスの時計が急に変わらないように、最初のプロセスが入ったときにカーネルがオフセットを固定するからである。',
      controls: ['誰も入っていないうちは、オフセットを何度でも変えられる'],
      findings: ['プロセスが入った後は EACCES になり、オフセットは変わらない'],
    },
  }
}
