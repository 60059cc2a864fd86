import {
  claim,
  control,
  expect,
  finding,
  type Page,
  type Subject,
  sleepForever,
  untilState,
} from '../../fixtures/index.ts'

claim('PID-09', {
  title:
    'An orphan in a container goes to the container’s PID 1, unless a subreaper is nearer, and stays a zombie if PID 1 does not reap',
  expect:
    'The orphan’s parent is PID 1 in both containers. Killed, it is a zombie under `sleep`, and gone under `--init`.',
  because: '`sleep` never waits for a child, and an init does.',
  source: [
    'pid_namespaces(7) “Adoption of orphaned children”',
    'wait(2) “NOTES”',
    'linux kernel/exit.c (find_new_reaper)',
  ],
  needs: ['an init that the engine can start'],
  verdict: 'new',
  page,
})

control('under --init it is reaped', async ({ start }) => {
  const subject = await start({ ...sleeping, hostConfig: { Init: true } })
  const orphan = await orphanIn(subject)
  expect(await subject.inside.status(orphan)).toMatchObject({ PPid: '1' })
  await subject.inside.must('kill', '-KILL', String(orphan))
  expect(await untilState(subject.inside, orphan, 'gone')).toBe('gone')
})

finding('under sleep it stays a zombie', async ({ start }) => {
  const subject = await start(sleeping)
  const orphan = await orphanIn(subject)
  expect(await subject.inside.status(orphan)).toMatchObject({ PPid: '1' })
  expect(await subject.inside.run('kill', '-KILL', String(orphan))).toMatchObject({ exitCode: 0 })
  expect(await untilState(subject.inside, orphan, 'Z')).toBe('Z')
  expect(await subject.inside.status(orphan)).toMatchObject({ PPid: '1', State: 'Z (zombie)' })
})

const sleeping = { of: 'nginx', ...sleepForever } as const

/** Runs a shell that ends at once and leaves a child running. @returns the child's PID in the container */
async function orphanIn({ inside }: Subject): Promise<number> {
  const { stdout } = await inside.run('sh', '-c', 'sleep infinity >/dev/null 2>&1 & echo $!')
  return Number(stdout)
}

function page(): Page {
  return {
    why: {
      en: 'Each pid namespace has its own PID 1, and its orphans go to that one, not to the host’s. An ancestor in the same namespace that is a subreaper comes first (PID-15). A dead child is kept until its parent asks for the exit code.',
      ja: 'PID namespace ごとに PID 1 があり、孤児はホストの PID 1 ではなく、その PID 1 に引き取られる。ただし、同じ namespace にサブリーパーの祖先がいれば、それが先になる（PID-15）。終わった子は、親が終了コードを受け取るまで残る。',
    },
    lesson: {
      en: 'A program that runs as PID 1 has the duties of an init. Most programs are not written for that; `--init` starts one that is.',
      ja: 'PID 1 として動くプログラムには init の役割もある。たいていのプログラムはそのように作られていない。`--init` は、そのためのプログラムを PID 1 として起動する。',
    },
    ja: {
      title:
        'コンテナの孤児プロセスは、近くにサブリーパーがいなければコンテナの PID 1 に引き取られ、PID 1 が回収しなければゾンビのまま残る',
      expect:
        '孤児の親はどちらのコンテナでも PID 1 である。KILL すると、`sleep` の下ではゾンビになり、`--init` の下では消える。',
      because: '`sleep` は子を wait せず、init は wait するからである。',
      controls: ['`--init` の下では回収される'],
      findings: ['`sleep` の下ではゾンビのまま残る'],
    },
  }
}
