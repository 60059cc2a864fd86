import { claim, control, expect, finding, type Page, until, untilState, type View } from '../../fixtures/index.ts'

claim('PID-16', {
  title: 'Killing `unshare --fork` leaves the PID 1 that it started alive; with `--kill-child` that one is killed too',
  expect:
    'After `kill -9` of unshare its child sleeps on as PID 1 of the new pid namespace, with another parent. With `--kill-child` it is killed.',
  because: 'the death of a parent is no signal, unless the child asked for one with PR_SET_PDEATHSIG.',
  source: ['unshare(1)', 'PR_SET_PDEATHSIG(2const)', 'util-linux sys-utils/unshare.c (main)'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('with --kill-child it is killed', async ({ background, hold, host }) => {
  const holder = await hold(['pid'])
  const { pid } = await background(host.via(holder), ...unshare, '--kill-child', ...sleeper)
  await killParent(host, pid)
  expect(await untilState(host, pid, 'Z')).toBe('Z')
})

finding('without it, PID 1 sleeps on', async ({ background, hold, host }) => {
  const holder = await hold(['pid'])
  const { pid } = await background(host.via(holder), ...unshare, ...sleeper)
  const parent = await killParent(host, pid)
  expect(parent).not.toBe(holder.pid)
  expect(
    await until(
      () => parentOf(host, pid),
      (found) => found === holder.pid,
    ),
  ).toBe(holder.pid)
  expect(await host.status(pid)).toMatchObject({ State: 'S (sleeping)', NSpid: expect.stringMatching(/\t1$/) })
  expect(await host.namespace(pid, 'pid')).not.toBe(await host.namespace(holder.pid, 'pid'))
})

const unshare = ['unshare', '--pid', '--fork'] as const
const sleeper = ['sh', '-c', 'echo ready; exec sleep infinity'] as const

const parentOf = async (host: View, pid: number): Promise<number> => Number((await host.status(pid))['PPid'])

/** Kills unshare. In the pid namespace of the holder, whose PID 1 never waits, a process that was killed stays as a zombie. */
async function killParent(host: View, pid: number): Promise<number> {
  const parent = await parentOf(host, pid)
  expect(await host.status(parent)).toMatchObject({ Name: 'unshare' })
  await host.must('kill', '-KILL', String(parent))
  return parent
}

function page(): Page {
  return {
    why: {
      en: 'unshare is not PID 1 of the new namespace: its child is. When unshare dies, the child only gets another parent. `--kill-child` makes the child ask for a KILL at its parent’s death, and with PID 1 the whole namespace ends.',
      ja: 'unshare は新しい PID namespace の PID 1 ではなく、その子が PID 1 である。unshare が終わっても、子は親が変わるだけである。`--kill-child` を付けると、子は親が終わったら KILL を受けるように設定され、PID 1 とともに namespace 全体が終わる。',
    },
    lesson: {
      en: 'A time limit or a CI job that kills `unshare --fork` leaves everything inside running. Give it `--kill-child`.',
      ja: 'タイムアウトや CI のジョブが `unshare --fork` を終了させても、中のプロセスはすべて動き続ける。`--kill-child` を付けること。',
    },
    ja: {
      title: '`unshare --fork` を KILL しても、起動した PID 1 は残る。`--kill-child` があれば PID 1 も KILL される',
      expect:
        'unshare に `kill -9` を送っても、その子は新しい PID namespace の PID 1 としてスリープし続け、親だけが変わる。`--kill-child` があれば KILL される。',
      because: '子が PR_SET_PDEATHSIG で求めていない限り、親が終わってもシグナルは送られないからである。',
      controls: ['`--kill-child` があれば KILL される'],
      findings: ['`--kill-child` がなければ、PID 1 はスリープし続ける'],
    },
  }
}
