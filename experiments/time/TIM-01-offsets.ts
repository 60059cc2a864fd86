import { claim, control, expect, finding, type Page, unsharing, type View } from '../../fixtures/index.ts'

claim('TIM-01', {
  title: 'A time namespace shifts the clocks that count from boot, and not the wall clock',
  expect: 'Boot time is ahead by one day and monotonic time by two, as asked for; the wall clock is ahead by nothing.',
  because:
    'the kernel adds the namespace’s offset when it reads CLOCK_BOOTTIME and CLOCK_MONOTONIC, and has none for CLOCK_REALTIME.',
  source: ['time_namespaces(7)', 'unshare(1)', 'linux kernel/time/namespace.c'],
  needs: ['time namespaces'],
  verdict: 'new',
  page,
})

control('in a new time namespace without offsets no clock is shifted', async ({ host }) => {
  const unshifted = host.via(unsharing('--time', '--fork'))
  expect(await unshifted.namespace('self', 'time')).not.toBe(await host.namespace('self', 'time'))
  expect(await unshifted.timeOffsets()).toEqual(await host.timeOffsets())
  for (const clock of clocks) await ahead(host, unshifted, clock, 0)
})

finding('with offsets, boot time and monotonic time are shifted by them, the wall clock is not', async ({ host }) => {
  const own = await host.timeOffsets()
  const shifted = host.via(unsharing('--time', '--fork', `--boottime=${day}`, `--monotonic=${2 * day}`))
  expect(await shifted.timeOffsets()).toEqual({ boottime: day, monotonic: 2 * day })
  await ahead(host, shifted, 'uptime', day - (own['boottime'] ?? 0))
  await ahead(host, shifted, 'monotonic', 2 * day - (own['monotonic'] ?? 0))
  await ahead(host, shifted, 'wallClock', 0)
})

const day = 86_400
/** Seconds: /proc/uptime has two decimals. */
const precision = 0.02
const clocks = ['uptime', 'monotonic', 'wallClock'] as const

/** Expects a view's clock to be ahead of the host's by so many seconds: it is read between two readings of the host's. */
async function ahead(host: View, view: View, clock: (typeof clocks)[number], shift: number): Promise<void> {
  const before = await host[clock]()
  const seen = await view[clock]()
  const after = await host[clock]()
  expect(seen - shift, `${clock}, without its shift, against the look before`).toBeGreaterThan(before - precision)
  expect(seen - shift, `${clock}, without its shift, against the look after`).toBeLessThan(after + precision)
}

function page(): Page {
  return {
    why: {
      en: 'Time namespaces were made so that a process moved to another machine does not see time since boot jump. What day it is everybody shares.',
      ja: 'time namespace は、別のマシンに移されたプロセスから見て、起動からの時間が飛ばないように作られた。今日が何日かは全員で共有する。',
    },
    lesson: {
      en: 'A container can be told that it booted yesterday. It cannot be told that today is another day.',
      ja: 'コンテナに「起動は昨日だった」と思わせることはできる。「今日は別の日だ」と思わせることはできない。',
    },
    ja: {
      title: 'time namespace がずらすのは起動から数える時計であり、壁時計ではない',
      expect: '起動からの時間は一日、単調時計は二日、指定した通りに進んで見える。壁時計は少しも進まない。',
      because:
        'カーネルは CLOCK_BOOTTIME と CLOCK_MONOTONIC を読むときに namespace のずれを足すが、CLOCK_REALTIME のずれは持たないからである。',
      controls: ['オフセットのない新しい time namespace では、どの時計もずれない'],
      findings: ['オフセットの分だけ boottime と monotonic はずれ、壁時計はずれない'],
    },
  }
}
