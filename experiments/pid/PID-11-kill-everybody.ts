import {
  claim,
  control,
  expect,
  finding,
  guardNotHost,
  inPidNamespaceOf,
  type Page,
  type Subject,
  sleepForever,
  until,
  untilState,
  type View,
} from '../../fixtures/index.ts'

claim('PID-11', {
  title: '`kill -9 -1` in a container kills all of its pid namespace but PID 1 and itself, and nobody outside',
  expect:
    'The other process of the container is killed. Its PID 1, both processes of the container beside it and the `kill` itself are not. A container that joined its pid namespace is killed, with 137.',
  because: 'the kernel walks the caller’s pid namespace and skips PID 1 and the caller.',
  source: ['kill(2) “DESCRIPTION”', 'linux kernel/signal.c (kill_something_info)'],
  verdict: 'new',
  page,
})

control('a container that joined its pid namespace is killed', async ({ start, host, docker }) => {
  const subject = await start(sleeping)
  const joiner = await start({ ...sleeping, of: 'httpd', hostConfig: { PidMode: `container:${subject.id}` } })
  expect(await untilState(host, joiner.pid, 'S')).toBe('S')
  expect(await killEverybody(host, subject)).toBe(0)
  expect(await untilState(host, joiner.pid, 'gone')).toBe('gone')
  expect(await docker.run('wait', joiner.id)).toMatchObject({ exitCode: 0, stdout: '137\n' })
})

finding('its own child dies, its PID 1 and the container beside it do not', async ({ start, host }) => {
  const [subject, beside] = await Promise.all([start(family), start(family)])
  const [child = 0, other = 0] = [await childOf(host, subject), await childOf(host, beside)]
  for (const pid of [child, other]) expect(await untilState(host, pid, 'S')).toBe('S')

  expect(await killEverybody(host, subject)).toBe(0)
  expect(await untilState(host, child, 'Z')).toBe('Z')
  for (const pid of [subject.pid, beside.pid, other]) expect(await host.state(pid)).toBe('S')
})

const sleeping = { of: 'nginx', ...sleepForever } as const
const family = { of: 'nginx', entrypoint: ['sh'], command: ['-c', 'sleep infinity & exec sleep infinity'] } as const

/** Kills all in the container's pid namespace, after three checks that it is not the host's. @returns the exit code */
async function killEverybody(host: View, subject: Subject): Promise<number> {
  expect(await host.status(subject.pid)).toMatchObject({ NSpid: `${subject.pid}\t1` })
  expect(await subject.inside.namespace('self', 'pid')).toBe(await host.namespace(subject.pid, 'pid'))
  await guardNotHost(host, subject.inside, 'pid')
  return (await subject.inside.run('kill', '-KILL', '--', '-1')).exitCode
}

async function childOf(host: View, subject: Subject): Promise<number | undefined> {
  const look = () => inPidNamespaceOf(host, subject.pid)
  const members = await until(look, (found) => found.length === 2 && found.every(({ comm }) => comm === 'sleep'))
  return members.find(({ ppid }) => ppid === subject.pid)?.pid
}

function page(): Page {
  return {
    why: {
      en: '“All” are those of the caller’s pid namespace. Processes that have no number there are not among them. PID 1 and the caller are spared.',
      ja: '「すべて」とは、呼び出したプロセスの PID namespace のすべてである。そこに番号を持たないプロセスは含まれず、PID 1 と呼び出したプロセス自身は除かれる。',
    },
    lesson: {
      en: 'A pid namespace limits whom a signal can reach. Containers that share one share that risk.',
      ja: 'PID namespace は、シグナルが届く範囲を限る。namespace を共有するコンテナは、その危険も共有する。',
    },
    ja: {
      title:
        'コンテナの中の `kill -9 -1` は、PID 1 と自分自身を除くその PID namespace のすべてのプロセスを終わらせ、外には及ばない',
      expect:
        'コンテナのもう一つのプロセスは終わる。PID 1 と、隣のコンテナの二つのプロセスと、`kill` 自身は終わらない。PID namespace に加わったコンテナは 137 で終わる。',
      because: 'カーネルは呼び出したプロセスの PID namespace をたどり、PID 1 と呼び出したプロセスを飛ばすからである。',
      controls: ['その PID namespace に加わったコンテナは終わる'],
      findings: ['もう一つのプロセスは終わり、PID 1 と隣のコンテナは終わらない'],
    },
  }
}
