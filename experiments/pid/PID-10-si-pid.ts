import { claim, control, expect, finding, guardNotHost, type Page, until, type View } from '../../fixtures/index.ts'

claim('PID-10', {
  title: 'A signal from the host reaches a container’s process with si_pid 0',
  expect:
    'The handler prints si_code SI_USER for both, and si_pid 0 for the host’s kill, the sender’s PID for a kill from inside the container.',
  because: 'only the second sender has a number in the container’s pid namespace.',
  source: [
    'pid_namespaces(7) “The namespace "init" process”',
    'sigaction(2) “The siginfo_t argument to a SA_SIGINFO handler”',
    'linux kernel/signal.c (send_signal_locked)',
  ],
  verdict: 'new',
  page,
})

control('from the same pid namespace it is the sender’s PID', async ({ start, host, docker }) => {
  const { id, inside } = await start(listener)
  expect(await logOf(docker, id, 1)).toEqual(['ready'])
  expect(await inside.namespace('self', 'pid')).not.toBe(await host.namespace('self', 'pid'))
  await guardNotHost(host, inside, 'pid')
  const sent = await inside.run('sh', '-c', 'echo $$; kill -USR1 1')
  expect(sent).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^[1-9]\d*\n$/) })
  expect(await logOf(docker, id, 2)).toEqual(['ready', `SI_USER ${sent.stdout.trim()}`])
})

finding('from the host it is 0', async ({ start, host, docker }) => {
  const { id, pid } = await start(listener)
  expect(await logOf(docker, id, 1)).toEqual(['ready'])
  expect(await host.namespace(pid, 'pid')).not.toBe(await host.namespace('self', 'pid'))
  expect(await host.run('kill', '-USR1', String(pid))).toMatchObject({ exitCode: 0 })
  expect(await logOf(docker, id, 2)).toEqual(['ready', 'SI_USER 0'])
})

/** Prints si_code and si_pid. */
const handler = 'sub { print $_[1]{code} == SI_USER ? "SI_USER" : $_[1]{code}, " $_[1]{pid}\\n" }'
const script = `$| = 1; sigaction(SIGUSR1, POSIX::SigAction->new(${handler}, POSIX::SigSet->new, SA_SIGINFO)); print "ready\\n"; sleep 1 while 1`
const perl = { of: 'nginx', entrypoint: ['perl', '-MPOSIX', '-e', script] } as const
const listener = { ...perl, hostConfig: { LogConfig: { Type: 'json-file', Config: {} } } }

/** A container's log, as soon as it has so many lines. */
async function logOf(docker: View, id: string, lines: number): Promise<string[]> {
  const look = async (): Promise<string[]> => (await docker.run('logs', id)).stdout.split('\n').slice(0, -1)
  return until(look, (seen) => seen.length >= lines)
}

function page(): Page {
  return {
    why: {
      en: 'The kernel translates the sender’s PID into the receiver’s pid namespace. A process of an ancestor namespace has none there.',
      ja: 'カーネルは送信元の PID を、受け取るプロセスの PID namespace での番号に変換する。祖先の namespace のプロセスは、そこに番号を持たない。',
    },
    lesson: {
      en: 'A program that logs who stopped it can say “0”. In a container, with the si_code SI_USER, that is a process outside. The kernel’s own signals have si_pid 0 too, with another si_code.',
      ja: '誰に止められたかを記録するプログラムは「0」と書くことがある。コンテナで si_code が SI_USER なら、それは外のプロセスである。カーネル自身が送るシグナルでも si_pid は 0 だが、si_code が異なる。',
    },
    ja: {
      title: 'ホストからのシグナルは、コンテナのプロセスに si_pid 0 で届く',
      expect:
        'ハンドラが出力する si_code は、どちらの kill でも SI_USER である。si_pid は、ホストからの kill では 0、コンテナの中からの kill では送信元の PID になる。',
      because: 'コンテナの PID namespace に番号を持つのは、後者だけだからである。',
      controls: ['同じ PID namespace から送れば、si_pid は送信元の PID になる'],
      findings: ['ホストから送れば、si_pid は 0 になる'],
    },
  }
}
