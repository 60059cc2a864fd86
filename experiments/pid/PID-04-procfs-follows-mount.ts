import {
  claim,
  control,
  expect,
  finding,
  identities,
  type Page,
  shown,
  sleepForever,
  witness,
} from '../../fixtures/index.ts'

claim('PID-04', {
  title: 'A container with `-v /proc:/hostproc:ro` reads there the processes of the host, by the host’s numbers',
  expect:
    '/hostproc lists every process of the host and calls its reader by the host’s PID. The container’s own /proc lists the container.',
  because: 'the two mounts belong to two pid namespaces, and the reader is the same process.',
  source: [
    'pid_namespaces(7) “/proc and PID namespaces”',
    'https://docs.kernel.org/filesystems/proc.html#mount-options',
    'linux fs/proc/root.c (proc_init_fs_context)',
  ],
  needs: ['a /proc that lists all processes'],
  verdict: 'new',
  page,
})

control('its own /proc lists the container alone', async ({ start }) => {
  const { inside } = await start(reader)
  expect(await inside.ps()).toMatchObject([{ pid: 1, args: 'sleep infinity' }, { args: 'ps -ww -ef' }])
  const { pid, self } = await inside.selfPid()
  expect(self).toBe(pid)
})

finding('/hostproc lists the host', async ({ start, host }) => {
  const { inside, pid } = await start(reader)
  const { seen, alive } = await witness(host, () => inside.listedPids('/hostproc'))
  expect(alive.map((process) => process.pid)).toContain(pid)
  expect(
    shown(
      alive,
      seen.map((number) => ({ pid: number })),
    ),
  ).toEqual(identities(alive))

  expect(await inside.fileIdentity(`/hostproc/${pid}/ns/pid`)).toBe(await inside.namespace('self', 'pid'))
  const numbers = await inside.run('sh', '-c', 'echo $$; exec readlink /hostproc/self')
  expect(numbers.exitCode).toBe(0)
  const [own, hosts] = numbers.stdout.trim().split('\n')
  expect(hosts).not.toBe(own)
})

const sleeping = { of: 'nginx', ...sleepForever } as const
const reader = { ...sleeping, hostConfig: { Binds: ['/proc:/hostproc:ro'] } }

function page(): Page {
  return {
    why: {
      en: 'Which processes a procfs shows is decided when it is mounted: those of its mounter’s pid namespace, unless the mounter names another one (since Linux 6.18, PID-13). The pid namespace of the reader makes no difference.',
      ja: 'procfs がどのプロセスを見せるかは、マウントの時点で決まる。マウントしたプロセスの PID namespace のものであり、Linux 6.18 からは別の PID namespace を指定することもできる（PID-13）。参照元のプロセスの PID namespace は関係しない。',
    },
    lesson: {
      en: 'What ps shows is limited by the /proc that it reads. Binding the host’s /proc into a container gives the host’s process list away.',
      ja: 'ps に見える範囲を決めるのは、読まれる /proc である。ホストの /proc をコンテナにバインドマウントすれば、ホストのプロセス一覧を渡すことになる。',
    },
    ja: {
      title: '`-v /proc:/hostproc:ro` を付けたコンテナは、そこでホストのプロセスをホストの番号で読める',
      expect:
        '/hostproc にはホストの全プロセスが並び、読んだプロセス自身もホストの PID で示される。コンテナ自身の /proc にはコンテナのものだけが並ぶ。',
      because: '二つのマウントは別々の PID namespace に属し、読むのは同じプロセスだからである。',
      controls: ['コンテナ自身の /proc に出るのはコンテナのものだけである'],
      findings: ['/hostproc にはホストのプロセスが出る'],
    },
  }
}
