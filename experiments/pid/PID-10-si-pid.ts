import { claim, control, expect, finding, guardNotHost, type Page, until, type View } from '../../fixtures/index.ts'

claim('PID-10', {
  title: 'A signal from the host reaches a container’s process with si_pid 0',
  expect: 'The handler prints si_pid 0 for the host’s kill, and the sender’s PID for a kill from inside the container.',
  because: 'only the second sender has a number in the container’s pid namespace.',
  source: ['pid_namespaces(7)', 'sigaction(2)', 'linux kernel/signal.c (send_signal_locked)'],
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
  expect(await logOf(docker, id, 2)).toEqual(['ready', `si_pid ${sent.stdout.trim()}`])
})

finding('from the host it is 0', async ({ start, host, docker }) => {
  const { id, pid } = await start(listener)
  expect(await logOf(docker, id, 1)).toEqual(['ready'])
  expect(await host.namespace(pid, 'pid')).not.toBe(await host.namespace('self', 'pid'))
  expect(await host.run('kill', '-USR1', String(pid))).toMatchObject({ exitCode: 0 })
  expect(await logOf(docker, id, 2)).toEqual(['ready', 'si_pid 0'])
})

const handler = 'sub { print "si_pid $_[1]{pid}\\n" }'
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
      ja: 'カーネルは送り手の PID を、受け手の PID namespace の番号に直す。祖先の namespace のプロセスは、そこに番号を持たない。',
    },
    lesson: {
      en: 'A program that logs who stopped it can say “0”. In a container that means: somebody outside.',
      ja: '誰に止められたかを記録するプログラムは「0」と書くことがある。コンテナでは、それは外の誰かを意味する。',
    },
    ja: {
      title: 'ホストからのシグナルは、コンテナのプロセスに si_pid 0 で届く',
      expect:
        'ハンドラは、ホストからの kill に対して si_pid 0 を、コンテナの中からの kill に対して送り手の PID を出力する。',
      because: 'コンテナの PID namespace に番号を持つのは、後者だけだからである。',
      controls: ['同じ PID namespace から送れば、si_pid は送り手の PID になる'],
      findings: ['ホストから送れば、si_pid は 0 になる'],
    },
  }
}
