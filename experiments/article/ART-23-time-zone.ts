import {
  claim,
  control,
  expect,
  finding,
  type Look,
  type Page,
  type Subject,
  through,
  type View,
} from '../../fixtures/index.ts'

claim('ART-23', {
  title: 'The article’s 06:25 inside and 15:25 outside are one moment in two time zones: the clock is the same',
  expect:
    'In the article’s zone the host’s `ps` says that nginx started nine hours later than nginx’s own `ps` says, if that is in UTC. Both clocks give the same second.',
  because:
    'the kernel counts seconds, and ps and date turn them into local time by TZ or /etc/localtime, which a container has for itself.',
  source: [
    'tzset(3) “DESCRIPTION”',
    'date(1)',
    'ps(1) “STANDARD FORMAT SPECIFIERS”',
    'time_namespaces(7) “DESCRIPTION”',
  ],
  verdict: 'new',
  page,
})

control('in the host’s time zone nginx’s ps shows the host’s hour', async ({ nginx, host }) => {
  const { apart, shown } = await compare(host, nginx, nginx.inside.via(inArticlesZone))
  expect(apart).toBe(0)
  expect(Math.abs(shown)).toBeLessThanOrEqual(rounding)
})

finding('the same second is shown as another hour, by the difference of the zones', async ({ nginx, host }) => {
  const { apart, shown } = await compare(host, nginx, nginx.inside)
  expect(apart).not.toBe(0)
  expect(Math.abs(shown - apart)).toBeLessThanOrEqual(rounding)
})

/** As POSIX writes it: the article’s images need no time zone data for it. */
const inArticlesZone = through('TZ=JST-9', ['env', 'TZ=JST-9'])

/** Seconds. Each ps computes the start from clock ticks and rounds to a second. */
const rounding = 2

/** The clocks of both sides have to agree. @returns in seconds, how far apart the zones are, and the start times of nginx that are shown */
async function compare(host: View, { pid }: Subject, inside: View): Promise<{ apart: number; shown: number }> {
  const outside = host.via(inArticlesZone)
  const before = await outside.localTimes(pid)
  const seen = await inside.localTimes(1)
  const after = await outside.localTimes(pid)
  expect(seen.now).toBeGreaterThanOrEqual(before.now)
  expect(seen.now).toBeLessThanOrEqual(after.now)
  return { apart: after.zone - seen.zone, shown: after.started - seen.started }
}

function page(): Page {
  const hostsDate: Look = { probe: 'date and ps lstart', from: { kind: 'program' } }
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'In the article the same nginx started at 06:25 by its own `ps` and at 15:25 by the host’s. Nine hours are the difference between UTC and Japan’s time.',
      ja: '記事の出力では、同じ nginx の開始時刻が、コンテナの `ps` では 06:25、ホストの `ps` では 15:25 である。9 時間は UTC と日本時間の差である。',
    },
    lesson: {
      en: 'Images are set to UTC as a rule. Set TZ where logs should show local time, with the time zone data installed: without it, TZ=Asia/Tokyo is silently UTC, while TZ=JST-9 needs no data. A time namespace does not touch the wall clock (TIM-01).',
      ja: 'イメージのタイムゾーンは普通 UTC である。ログを現地時刻にするなら TZ を設定する。tzdata がないと TZ=Asia/Tokyo は何の警告もなく UTC になるが、TZ=JST-9 なら tzdata は要らない。time namespace は実時間の時計を変えない（TIM-01）。',
    },
    question: {
      ask: {
        en: 'In the article nginx started at 06:25 by its own `ps` and at 15:25 by the host’s. Why?',
        ja: '記事では、nginx の開始時刻がコンテナの `ps` では 06:25、ホストの `ps` では 15:25 である。なぜか',
      },
      predictions: [
        {
          text: { en: 'there is one clock, shown in two time zones', ja: '時計は一つで、タイムゾーンが違う' },
          when: [
            { same: { as: hostsDate, part: 'now', within: 60, is: true } },
            { same: { as: hostsDate, part: 'zone', is: false } },
          ],
        },
        {
          text: { en: 'a container has a clock of its own', ja: 'コンテナには独自の時計がある' },
          when: [{ same: { as: hostsDate, part: 'now', within: 60, is: false } }],
        },
      ],
      look: { probe: 'date and ps lstart', from: { kind: 'exec', of: 'nginx' } },
    },
    ja: {
      title:
        '記事にある、コンテナの中の 06:25 と外の 15:25 は、同じ瞬間を二つのタイムゾーンで表したもので、時計は一つである',
      expect:
        '記事のタイムゾーンでは、nginx の開始時刻は、ホストの `ps` ではコンテナの `ps` より 9 時間進んで表示される（コンテナが UTC の場合）。時計の秒はどちらも同じである。',
      because:
        'カーネルは秒を数えるだけで、それを現地時刻に直すのは ps や date であり、使われる TZ や /etc/localtime はコンテナごとに別だからである。',
      controls: ['タイムゾーンをホストに合わせると、nginx の ps にもホストと同じ時刻が出る'],
      findings: ['同じ瞬間が、タイムゾーンの差の分だけ違う時刻として表示される'],
    },
  }
}
