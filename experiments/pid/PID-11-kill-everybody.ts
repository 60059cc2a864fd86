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
  title: '`kill -9 -1` in a container kills its pid namespace but for PID 1, and nobody outside',
  expect:
    'The other process of the container dies, its PID 1 and both processes of the container beside it live on. A container that joined its pid namespace is killed, with 137.',
  because: 'the kernel walks the caller’s pid namespace and skips number 1.',
  source: ['kill(2)', 'pid_namespaces(7)', 'linux kernel/signal.c (kill_something_info)'],
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
      en: '“Everybody” is counted in the caller’s pid namespace. Processes that have no number there cannot be meant, and PID 1 is spared.',
      ja: '「全員」は、呼び出した側の PID namespace で数えられる。そこに番号を持たないプロセスは含まれず、PID 1 は除かれる。',
    },
    lesson: {
      en: 'A pid namespace limits whom a signal can reach. Containers that share one share that risk.',
      ja: 'PID namespace は、シグナルが届く範囲を限る。namespace を共有するコンテナは、その危険も共有する。',
    },
    ja: {
      title: 'コンテナの中の `kill -9 -1` は、PID 1 を除くその PID namespace のプロセスだけを殺し、外には及ばない',
      expect:
        'コンテナのもう 1 つのプロセスは死に、PID 1 と、隣のコンテナの 2 つのプロセスは生き続ける。PID namespace に加わったコンテナは殺され、137 で終わる。',
      because: 'カーネルは呼び出した側の PID namespace をたどり、番号 1 を飛ばすからである。',
      controls: ['その PID namespace に参加したコンテナは殺される'],
      findings: ['自分の子は死に、PID 1 と隣のコンテナは死なない'],
    },
  }
}
