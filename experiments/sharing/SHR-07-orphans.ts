import {
  claim,
  control,
  expect,
  finding,
  innermost,
  inPidNamespaceOf,
  type Page,
  type Subject,
  untilState,
  type View,
} from '../../fixtures/index.ts'

claim('SHR-07', {
  title:
    'An orphan of a container that joined a pid namespace goes to the donor’s first process, and `--init` does not change that',
  expect:
    'The orphan’s parent is the donor’s first process, and with `sleep` there it stays a zombie when it ends. The joiner was started with --init, and no init runs in it. In a pid namespace of its own the same options give it an init, which takes the orphan and reaps it.',
  because:
    'the kernel gives an orphan to the PID 1 of its pid namespace, and there is only one. Docker therefore adds its init only to a container with a pid namespace of its own.',
  source: [
    'pid_namespaces(7) “Adoption of orphaned children”',
    'linux kernel/exit.c (find_new_reaper)',
    'moby daemon/oci_linux.go (WithCommonOptions)',
    'https://github.com/moby/moby/issues/25348',
  ],
  needs: ['an engine that is Docker', 'an init that the engine can start'],
  verdict: 'new',
  page,
})

control('in its own pid namespace its init takes the orphan and reaps it', async ({ start, host, sleepOptions }) => {
  const alone = await start({ ...sleepOptions, of: 'httpd', hostConfig: { Init: true } })
  const orphan = await orphanIn(alone)
  expect(await host.status(alone.pid)).not.toMatchObject({ Name: 'sleep' })
  expect(await parentOf(host, alone, orphan)).toBe(alone.pid)
  await alone.inside.must('kill', '-KILL', String(orphan))
  expect(await untilState(alone.inside, orphan, 'gone')).toBe('gone')
})

finding('joined, the donor’s first process takes it, and it stays a zombie', async ({ start, host, sleepOptions }) => {
  const donor = await start({ ...sleepOptions, of: 'nginx' })
  const joiner = await start({
    ...sleepOptions,
    of: 'httpd',
    hostConfig: { Init: true, PidMode: `container:${donor.id}` },
  })
  expect(await joiner.inside.namespace('self', 'pid')).toBe(await host.namespace(donor.pid, 'pid'))
  expect(await host.status(joiner.pid)).toMatchObject({ Name: 'sleep' })

  const orphan = await orphanIn(joiner)
  expect(await parentOf(host, joiner, orphan)).toBe(donor.pid)
  await joiner.inside.must('kill', '-KILL', String(orphan))
  expect(await untilState(joiner.inside, orphan, 'Z')).toBe('Z')
  expect(await parentOf(host, joiner, orphan)).toBe(donor.pid)
})

/** Runs a shell that ends at once and leaves a child running. @returns the child's PID in its pid namespace */
async function orphanIn({ inside }: Subject): Promise<number> {
  const { stdout } = await inside.must('sh', '-c', 'sleep infinity >/dev/null 2>&1 & echo $!')
  return Number(stdout)
}

/** The host's PID of a process's parent. @param pid the process's PID in the pid namespace of the container */
async function parentOf(host: View, { pid: member }: Subject, pid: number): Promise<number | undefined> {
  return (await inPidNamespaceOf(host, member)).find((process) => innermost(process) === pid)?.ppid
}

function page(): Page {
  return {
    why: {
      en: 'A process whose parent ends gets a new one, which has to wait for it. With --init a container seems to have brought a process for that.',
      ja: '親を失ったプロセスは、別のプロセスの子になる。新しい親は、終了した子を wait しなければならない。--init を付ければ、その役のプロセスがいるように思える。',
    },
    lesson: {
      en: 'With `--pid=container:` give --init to the donor. The joiner’s is ignored, and its orphans become zombies in the donor.',
      ja: '`--pid=container:` を使うなら、--init は提供側のコンテナに付ける。参加する側に付けても無視され、その孤児は提供側でゾンビになる。',
    },
    ja: {
      title:
        'PID namespace に参加したコンテナの孤児は、提供側のコンテナの最初のプロセスの子になる。`--init` を付けても変わらない',
      expect:
        '孤児の親は提供側のコンテナの最初のプロセスである。それが `sleep` なら、終了した孤児はゾンビのまま残る。参加したコンテナは --init で起動したが、中で init は動いていない。PID namespace が自分のものなら、同じ指定で init が動き、孤児を引き取って回収する。',
      because:
        'カーネルは孤児を PID namespace の PID 1 に渡し、PID 1 は一つしかない。そのため Docker も、PID namespace が自分のものであるコンテナにだけ init を加えるからである。',
      controls: ['PID namespace が自分のものなら、自分の init が孤児を引き取って回収する'],
      findings: ['参加すると、提供側のコンテナの最初のプロセスが引き取り、孤児はゾンビのまま残る'],
    },
  }
}
