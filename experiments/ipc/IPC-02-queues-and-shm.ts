import {
  claim,
  control,
  entering,
  expect,
  finding,
  guardNotHost,
  type Page,
  type Subject,
  through,
  type View,
} from '../../fixtures/index.ts'

claim('IPC-02', {
  title: 'POSIX message queues belong to the ipc namespace, and POSIX shared memory to the file system at /dev/shm',
  expect:
    'Of a queue and a file in /dev/shm that nginx made, `nsenter --ipc` finds the queue alone, and `nsenter --mount` the file alone. A container with `--ipc=container:` finds both.',
  because:
    'a mqueue file system shows the ipc namespace of the process that mounted it, and /dev/shm is a tmpfs, which the engine mounts for each container and shares with the ipc namespace.',
  source: [
    'mq_overview(7) “IPC namespaces”',
    'ipc_namespaces(7) “DESCRIPTION”',
    'shm_overview(7) “Accessing shared memory objects via the filesystem”',
    'linux ipc/mqueue.c (mqueue_init_fs_context)',
    'https://docs.docker.com/reference/cli/docker/container/run/#ipc',
  ],
  verdict: 'new',
  page,
})

control('a container with --ipc=container: finds both', async ({ host, sleepOptions, start }) => {
  const subject = await withBoth(host, await start({ ...sleepOptions, ...shareable }))
  const hostConfig = { IpcMode: `container:${subject.id}` }
  const joiner = await start({ of: 'httpd', ...sleepOptions, hostConfig })
  expect(await joiner.inside.files('/dev/mqueue')).toContain(name)
  expect(await joiner.inside.files('/dev/shm')).toContain(name)
})

finding('`nsenter --ipc` finds the queue, not the file', async ({ host, sleepOptions, start }) => {
  const subject = await withBoth(host, await start({ ...sleepOptions, ...shareable }))
  const entered = host.via(entering(subject, 'ipc'))
  expect(await entered.namespace('self', 'ipc')).toBe(await host.namespace(subject.pid, 'ipc'))
  expect(await entered.via(freshQueues).files('/run/mqueue')).toEqual([name])
  expect(await host.via(freshQueues).files('/run/mqueue')).not.toContain(name)
  expect(await entered.files('/dev/shm')).not.toContain(name)
})

finding('`nsenter --mount` finds the file, not the queue', async ({ host, sleepOptions, start }) => {
  const subject = await withBoth(host, await start({ ...sleepOptions, ...shareable }))
  const entered = host.via(entering(subject, 'mnt', 'pid'))
  expect(await entered.namespace('self', 'mnt')).toBe(await host.namespace(subject.pid, 'mnt'))
  expect(await entered.files('/dev/shm')).toContain(name)
  expect(await entered.via(freshQueues).files('/run/mqueue')).not.toContain(name)
})

const name = 'nsproof-named'
const shareable = { of: 'nginx', hostConfig: { IpcMode: 'shareable' } } as const

/** A file that is created in a mqueue file system is a queue (mq_overview(7)). */
async function withBoth(host: View, subject: Subject): Promise<Subject> {
  await guardNotHost(host, subject.inside, 'ipc')
  expect(await subject.inside.namespace('self', 'ipc')).toBe(await host.namespace(subject.pid, 'ipc'))
  for (const path of [`/dev/mqueue/${name}`, `/dev/shm/${name}`]) await subject.inside.must('touch', path)
  expect(await subject.inside.files('/dev/mqueue')).toEqual([name])
  expect(await subject.inside.files('/dev/shm')).toEqual([name])
  return subject
}

/**
 * The queues of the reader’s own ipc namespace: a host need not have a mqueue file system mounted. With no_new_privs
 * mount does not become the owner of its file, who is not root on the host in a remapped container.
 */
const freshQueues = through('a fresh mqueue', [
  'setpriv',
  '--no-new-privs',
  'unshare',
  '--mount',
  'sh',
  '-c',
  'mount -t tmpfs tmpfs /run && mkdir /run/mqueue && mount -t mqueue mqueue /run/mqueue && exec "$@"',
  'sh',
])

function page(): Page {
  return {
    why: {
      en: 'mq_open looks a queue up in the ipc namespace of the caller; shm_open is an open(2) in /dev/shm. Both look alike to a program, and only the first is an affair of the ipc namespace. Docker mounts the donor’s /dev/shm in a container with --ipc=container:, so that both go together there.',
      ja: 'mq_open は、呼び出したプロセスの ipc namespace でキューを探す。shm_open は、/dev/shm に対する open(2) である。プログラムからは同じように見えるが、ipc namespace に関わるのは前者だけである。Docker は --ipc=container: のコンテナに提供側の /dev/shm をマウントするので、そこでは両方が一緒に共有される。',
    },
    lesson: {
      en: 'To share POSIX shared memory it is enough to share a directory. To debug a queue, enter the ipc namespace; to debug a file in /dev/shm, enter the mount namespace.',
      ja: 'POSIX 共有メモリを共有するには、ディレクトリを共有すれば足りる。調べるときは、キューなら ipc namespace に、/dev/shm のファイルならマウント namespace に入る。',
    },
    ja: {
      title: 'POSIX メッセージキューは ipc namespace に属し、POSIX 共有メモリは /dev/shm のファイルシステムに属する',
      expect:
        'nginx のコンテナで作ったキューと /dev/shm のファイルのうち、`nsenter --ipc` から見えるのはキューだけ、`nsenter --mount` から見えるのはファイルだけである。`--ipc=container:` のコンテナからは両方が見える。',
      because:
        'mqueue ファイルシステムはマウントしたプロセスの ipc namespace を見せ、/dev/shm は、エンジンがコンテナごとにマウントし ipc namespace と一緒に共有させる tmpfs だからである。',
      controls: ['--ipc=container: のコンテナからは、両方が見える'],
      findings: [
        '`nsenter --ipc` からはキューが見え、ファイルは見えない',
        '`nsenter --mount` からはファイルが見え、キューは見えない',
      ],
    },
  }
}
