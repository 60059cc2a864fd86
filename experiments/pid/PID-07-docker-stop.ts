import { claim, control, expect, finding, type Page, sleepForever, until } from '../../fixtures/index.ts'

claim('PID-07', {
  title: '`docker stop` waits out its grace period when PID 1 has no handler for TERM; with `--init` it does not',
  expect:
    'With a grace period of one second, `sleep` as PID 1 gets TERM, a second or more later KILL, and ends with 137. Under `--init` it gets TERM alone and ends with 143.',
  because: 'a signal without a handler does nothing to PID 1; 137 is 128 + KILL and 143 is 128 + TERM.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/stop/',
    'pid_namespaces(7) “The namespace "init" process”',
    'moby daemon/stop.go (containerStop)',
  ],
  needs: ['an init that the engine can start', 'an engine that tells of the signals it sends'],
  verdict: 'new',
  page,
})

control('with --init TERM alone ends it', async ({ start, docker }) => {
  const { id, inside } = await start({ ...sleeping, hostConfig: { Init: true } })
  const rows = await until(
    () => inside.ps(),
    (seen) => seen.some(({ args }) => args === 'sleep infinity'),
  )
  expect(rows).toContainEqual(expect.objectContaining({ ppid: 1, args: 'sleep infinity' }))

  const { startedAt } = await docker.must('stop', '-t', '10', id)
  expect(await docker.run('wait', id)).toMatchObject({ exitCode: 0, stdout: '143\n' })
  expect((await docker.sentSignals(id, startedAt)).map(({ signal }) => signal)).toEqual([SIGTERM])
})

finding('without it the grace period passes, and KILL ends it', async ({ start, docker }) => {
  const { id, inside } = await start(sleeping)
  expect((await inside.ps())[0]).toMatchObject({ pid: 1, args: 'sleep infinity' })

  const { startedAt } = await docker.must('stop', '-t', '1', id)
  expect(await docker.run('wait', id)).toMatchObject({ exitCode: 0, stdout: '137\n' })
  const sent = await docker.sentSignals(id, startedAt)
  expect(sent.map(({ signal }) => signal)).toEqual([SIGTERM, SIGKILL])
  const [term = 0, kill = 0] = sent.map(({ seconds }) => seconds)
  expect(kill - term).toBeGreaterThanOrEqual(1)
})

const [SIGTERM, SIGKILL] = [15, 9]

/** docker stop sends the signal that the image asks for, which is QUIT for nginx's. */
const sleeping = { of: 'nginx', ...sleepForever, stopSignal: 'SIGTERM' } as const

function page(): Page {
  return {
    why: {
      en: 'The kernel drops a TERM that PID 1 does not handle. With `--init`, PID 1 is an init that passes signals on to the program. The program is not PID 1, so TERM has its usual effect.',
      ja: 'PID 1 にハンドラのない TERM は、カーネルが捨てる。`--init` では PID 1 は init であり、シグナルをプログラムへ渡す。プログラムは PID 1 ではないので、TERM は普通に効く。',
    },
    lesson: {
      en: 'A container that takes ten seconds to stop and ends with 137 was killed. Handle TERM, or use `--init`.',
      ja: '停止に 10 秒かかり 137 で終わるコンテナは、KILL されている。TERM を処理するか、`--init` を使う。',
    },
    ja: {
      title: 'PID 1 が TERM のハンドラを持たなければ `docker stop` は猶予時間いっぱい待つが、`--init` があれば待たない',
      expect:
        '猶予が 1 秒のとき、PID 1 の `sleep` には TERM が送られ、1 秒以上たってから KILL が送られて、137 で終わる。`--init` の下では TERM だけが送られ、143 で終わる。',
      because: 'ハンドラのないシグナルは PID 1 に効かないからである。137 は 128 + KILL、143 は 128 + TERM である。',
      controls: ['`--init` があれば TERM だけで終わる'],
      findings: ['`--init` がなければ猶予時間が過ぎてから KILL で終わる'],
    },
  }
}
