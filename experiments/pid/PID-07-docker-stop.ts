import { claim, control, expect, finding, type Page, sleepForever, until } from '../../fixtures/index.ts'

claim('PID-07', {
  title: '`docker stop` waits out its grace period when PID 1 has no handler for TERM; with `--init` it does not',
  expect:
    'With a grace period of one second, `sleep` as PID 1 lasts the whole second and ends with 137. Under --init it ends with 143, well before ten.',
  because: '137 is 128 + KILL and 143 is 128 + TERM.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/stop/',
    'pid_namespaces(7)',
    'moby daemon/stop.go (containerStop)',
  ],
  needs: ['an init that the engine can start'],
  verdict: 'new',
  page,
})

control('with --init TERM ends it', async ({ start, docker }) => {
  const { id, inside } = await start({ ...sleeping, hostConfig: { Init: true } })
  const rows = await until(
    () => inside.ps(),
    (seen) => seen.some(({ args }) => args === 'sleep infinity'),
  )
  expect(rows).toContainEqual(expect.objectContaining({ ppid: 1, args: 'sleep infinity' }))

  const stopped = await docker.run('stop', '-t', '10', id)
  expect(stopped.exitCode).toBe(0)
  expect(await docker.run('wait', id)).toMatchObject({ exitCode: 0, stdout: '143\n' })
  expect(stopped.durationMs).toBeLessThan(10_000)
})

finding('without it the grace period passes, and KILL ends it', async ({ start, docker }) => {
  const { id, inside } = await start(sleeping)
  expect((await inside.ps())[0]).toMatchObject({ pid: 1, args: 'sleep infinity' })

  const stopped = await docker.run('stop', '-t', '1', id)
  expect(stopped.exitCode).toBe(0)
  expect(await docker.run('wait', id)).toMatchObject({ exitCode: 0, stdout: '137\n' })
  expect(stopped.durationMs).toBeGreaterThanOrEqual(1000)
})

/** docker stop sends the signal that the image asks for, which is QUIT for nginx's. */
const sleeping = { of: 'nginx', ...sleepForever, stopSignal: 'SIGTERM' } as const

function page(): Page {
  return {
    why: {
      en: 'The kernel drops a TERM that PID 1 does not handle. With --init, PID 1 is an init that hands signals on to the program, for which TERM has its usual effect.',
      ja: 'PID 1 が処理しない TERM はカーネルが捨てる。--init では PID 1 は init であり、シグナルをプログラムへ渡す。プログラムは PID 1 ではないので、TERM は普通に効く。',
    },
    lesson: {
      en: 'A container that takes ten seconds to stop and ends with 137 was killed. Handle TERM, or use --init.',
      ja: '止まるのに 10 秒かかり 137 で終わるコンテナは、KILL されている。TERM を処理するか、--init を使う。',
    },
    ja: {
      title: 'PID 1 が TERM のハンドラを持たなければ `docker stop` は猶予時間いっぱい待つが、`--init` があれば待たない',
      expect:
        '猶予が 1 秒のとき、PID 1 の `sleep` は 1 秒まるまる残り、137 で終わる。--init の下では、10 秒を待たずに 143 で終わる。',
      because: '137 は 128 + KILL、143 は 128 + TERM だからである。',
      controls: ['--init があれば TERM で終わる'],
      findings: ['--init がなければ猶予時間が過ぎ、KILL で終わる'],
    },
  }
}
