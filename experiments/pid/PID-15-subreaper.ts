import { claim, control, expect, finding, type Page, systemCall, until, type View } from '../../fixtures/index.ts'

claim('PID-15', {
  title: 'An orphan goes to the nearest subreaper among its ancestors before it goes to PID 1',
  expect:
    'When a process has called prctl(PR_SET_CHILD_SUBREAPER), the orphan of its child gets it as parent, and PID 1 when the subreaper is killed. Without the call the parent is PID 1 at once.',
  because: 'the kernel walks up the ancestors within the pid namespace, and PID 1 is the last of them.',
  source: [
    'pid_namespaces(7) “Adoption of orphaned children”',
    'PR_SET_CHILD_SUBREAPER(2const)',
    'linux kernel/exit.c (find_new_reaper)',
  ],
  needs: ['numbers of system calls'],
  verdict: 'new',
  page,
})

control('without prctl it goes to PID 1', async ({ background, sleepOptions, start }) => {
  const { inside } = await start({ of: 'nginx', ...sleepOptions })
  const { orphan } = await familyIn(background, inside)
  expect(await inside.status(orphan)).toMatchObject({ PPid: '1' })
})

finding('with it, to the subreaper, and then to PID 1', async ({ background, sleepOptions, start }) => {
  const { inside } = await start({ of: 'nginx', ...sleepOptions })
  const { ancestor, orphan } = await familyIn(background, inside, systemCall('prctl'))
  expect(ancestor).not.toBe(1)
  expect(await inside.status(orphan)).toMatchObject({ PPid: String(ancestor) })
  await inside.must('sh', '-c', 'kill -KILL "$1"', 'sh', String(ancestor))
  const adopted = await until(
    () => inside.status(orphan),
    ({ PPid }) => PPid === '1',
  )
  expect(adopted).toMatchObject({ PPid: '1', State: 'S (sleeping)' })
})

/** With an argument it becomes a subreaper (36). Then its child ends, and leaves one of its own. */
const script =
  '$| = 1; if (@ARGV) { syscall($ARGV[0] + 0, 36, 1, 0, 0, 0) == 0 or die "prctl: $!" } ' +
  'my $orphan = `sh -c \'sleep infinity >/dev/null 2>&1 & echo \\$!\'`; print "$$ $orphan"; sleep'

async function familyIn(
  background: (view: View, ...argv: string[]) => Promise<{ readonly firstLine: string }>,
  inside: View,
  ...number: (string | undefined)[]
) {
  const given = number.filter((one) => one !== undefined)
  const { firstLine } = await background(inside, 'perl', '-e', script, ...given)
  const [ancestor = 0, orphan = 0] = firstLine.split(' ').map(Number)
  return { ancestor, orphan }
}

function page(): Page {
  return {
    why: {
      en: 'A process that wants to see its descendants end, as a service manager does, declares itself a subreaper. The search stays within the pid namespace: the container’s shim is a subreaper too, and never gets the container’s orphans.',
      ja: 'サービスマネージャのように子孫の終了を知りたいプロセスは、サブリーパーになることを宣言する。探索は PID namespace の中に限られる。コンテナの shim もサブリーパーだが、コンテナの孤児を引き取ることはない。',
    },
    lesson: {
      en: 'Whether an orphan is reaped depends on the nearest subreaper, and only then on PID 1. `docker-init -s` or a supervisor below PID 1 reaps its own.',
      ja: '孤児が回収されるかどうかは、まず最も近いサブリーパー、次に PID 1 で決まる。`docker-init -s` や、PID 1 の下で動くスーパーバイザは、自分の子孫を回収する。',
    },
    ja: {
      title: '孤児は、PID 1 より先に、祖先のうち最も近いサブリーパーに引き取られる',
      expect:
        '祖先が prctl(PR_SET_CHILD_SUBREAPER) を呼んでいれば、その子が残した孤児の親はその祖先になり、サブリーパーを KILL すると PID 1 になる。呼んでいなければ、すぐに PID 1 になる。',
      because: 'カーネルは PID namespace の中で祖先をさかのぼり、PID 1 はその最後だからである。',
      controls: ['prctl を呼ばなければ PID 1 に引き取られる'],
      findings: ['prctl を呼べばサブリーパーに、その後は PID 1 に引き取られる'],
    },
  }
}
