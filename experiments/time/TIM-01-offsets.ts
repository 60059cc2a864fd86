import { claim, control, expect, finding, type Page, unsharing, type View } from '../../fixtures/index.ts'

claim('TIM-01', {
  title: 'A time namespace shifts the clocks that count from boot, and not the wall clock',
  expect: 'Boot time is ahead by one day and monotonic time by two, as asked for; the wall clock is ahead by nothing.',
  because:
    'the kernel adds the namespace’s offset when it reads CLOCK_BOOTTIME and CLOCK_MONOTONIC, and has none for CLOCK_REALTIME.',
  source: [
    'time_namespaces(7) “/proc/PID/timens_offsets”',
    'unshare(1) “OPTIONS”',
    'linux include/linux/time_namespace.h (timens_add_boottime, timens_add_monotonic)',
  ],
  needs: ['time namespaces'],
  anyKernel: true,
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
      en: 'Time namespaces were made for processes that are moved to another machine: the time since boot must not jump for them. The date is the same for everybody.',
      ja: 'time namespace は、別のマシンに移したプロセスのために作られた。起動からの時間が急に変わらないようにするためである。日付は全員に共通である。',
    },
    lesson: {
      en: 'A container can be told that it booted yesterday. It cannot be told that today is another day.',
      ja: 'コンテナに「起動したのは昨日だ」と思わせることはできるが、「今日は別の日だ」と思わせることはできない。',
    },
    ja: {
      title: 'time namespace で変えられるのは起動時から数える時計だけで、実時間の時計は変わらない',
      expect: '起動からの時間は一日、単調時計は二日、指定したとおりに進む。実時間の時計は進まない。',
      because:
        'カーネルは CLOCK_BOOTTIME と CLOCK_MONOTONIC を読むときに namespace のオフセットを加えるが、CLOCK_REALTIME にはオフセットがないからである。',
      controls: ['オフセットを指定しない新しい time namespace では、どの時計もホストと同じである'],
      findings: ['オフセットを指定すると、起動からの時間と単調時計はその分だけ進み、実時間の時計は変わらない'],
    },
  }
}
