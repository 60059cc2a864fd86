import {
  claim,
  control,
  entering,
  expect,
  finding,
  givesTimeNamespace,
  type Page,
  type Profile,
  runtimeAddsTime,
  type View,
} from '../../fixtures/index.ts'

claim('TIM-02', {
  title: (profile) =>
    profile !== undefined && runtimeAddsTime(profile.engine)
      ? 'This engine’s runtime gives each container a time namespace of its own, as Docker does from 29.5 on; its clocks are the host’s'
      : 'Docker from 29.5 on gives a container a time namespace of its own, any earlier engine the host’s; its clocks are the host’s in both',
  expect: ({ engine }) =>
    `nginx and httpd ${givesTimeNamespace(engine) ? 'each have a time namespace of their own' : 'are in the host’s time namespace'}. The offsets are those of the host, and so are boot time, monotonic time and the wall clock.`,
  because: ({ engine }) =>
    `this engine is ${engine.name} ${engine.version}${featureOf(engine, ' with the feature turned off', ' with a runtime that adds a time namespace')}, and nobody asks for an offset.`,
  source: [
    'https://github.com/moby/moby/pull/52326',
    'https://github.com/moby/moby/pull/52577',
    'time_namespaces(7) “/proc/PID/timens_offsets”',
  ],
  needs: ['time namespaces'],
  verdict: 'new',
  page,
})

control('in a time namespace with offsets, boot time and monotonic time are not the host’s', async ({ hold, host }) => {
  const holder = await hold(['time'], '--fork', `--boottime=${day}`, `--monotonic=${2 * day}`)
  expect(await host.namespace(holder.pid, 'time')).not.toBe(await host.namespace('self', 'time'))
  const own = await host.timeOffsets()
  const shifted = host.via(entering({ pid: holder.pid, name: 'the holder' }, 'time'))
  expect(await shifted.timeOffsets()).toEqual({ boottime: day, monotonic: 2 * day })
  await ahead(host, shifted, 'uptime', day - (own['boottime'] ?? 0))
  await ahead(host, shifted, 'monotonic', 2 * day - (own['monotonic'] ?? 0))
})

finding(
  'nginx and httpd are in the time namespaces that the engine and its runtime give',
  async ({ nginx, httpd, host, profile }) => {
    const [hosts, one, other] = await Promise.all(
      (['self', nginx.pid, httpd.pid] as const).map((pid) => host.namespace(pid, 'time')),
    )
    expect(new Set([hosts, one, other]).size).toBe(givesTimeNamespace(profile.engine) ? 3 : 1)
    expect(await nginx.inside.namespace('self', 'time')).toBe(one)
  },
)

finding('nginx’s clocks are the host’s', async ({ nginx, hold, host }) => {
  const { pid } = await hold(['time'], '--fork')
  expect(await host.namespace(nginx.pid, 'time')).not.toBe(await host.namespace(pid, 'time'))
  expect(await host.timeOffsets(nginx.pid)).toEqual(await host.timeOffsets())
  const entered = host.via(entering(nginx, 'time'))
  expect(await entered.namespace('self', 'time')).toBe(await host.namespace(nginx.pid, 'time'))
  await ahead(host, nginx.inside, 'uptime', 0)
  await ahead(host, entered, 'monotonic', 0)
  await ahead(host, nginx.inside, 'wallClock', 0)
})

/** What matters here besides the version. */
function featureOf(engine: Profile['engine'], turnedOff: string, added: string): string {
  if (runtimeAddsTime(engine)) return added
  return engine.timeNamespaces ? '' : turnedOff
}

const day = 86_400
/** Seconds: /proc/uptime has two decimals. */
const precision = 0.02

/** Expects a view's clock to be ahead of the host's by so many seconds: it is read between two readings of the host's. */
async function ahead(host: View, view: View, clock: 'uptime' | 'monotonic' | 'wallClock', shift: number) {
  const before = await host[clock]()
  const seen = await view[clock]()
  const after = await host[clock]()
  expect(seen - shift, `${clock}, without its shift, against the look before`).toBeGreaterThan(before - precision)
  expect(seen - shift, `${clock}, without its shift, against the look after`).toBeLessThan(after + precision)
}

function page(): Page {
  return {
    why: {
      en: 'The engine lists the types of namespace that the runtime has to make. From 29.5 on time is among them, unless the feature time-namespaces is off. No offset is asked for.',
      ja: 'ランタイムが作る namespace の種類は、エンジンが指定する。29.5 からは time も含まれる（機能 time-namespaces を無効にした場合を除く）。オフセットは指定されない。',
    },
    lesson: {
      en: 'A namespace of its own does not make a container see anything else: without an offset a time namespace shows the host’s clocks.',
      ja: '独自の namespace があっても、見えるものが違うとは限らない。オフセットのない time namespace では、時計はホストと同じである。',
    },
    ja: {
      title: (profile) =>
        profile !== undefined && runtimeAddsTime(profile.engine)
          ? 'このエンジンのランタイムは、29.5 以降の Docker と同じくコンテナごとに独自の time namespace を作る。時計はホストと同じである'
          : 'Docker は 29.5 からコンテナに独自の time namespace を与え、それより前はホストのものを使わせる。時計はどちらでもホストと同じである',
      expect: ({ engine }) =>
        `nginx と httpd は${givesTimeNamespace(engine) ? 'それぞれ独自の' : 'ホストの'} time namespace にいる。オフセットはホストと同じで、起動からの時間、単調時計、実時間の時計もホストと同じである。`,
      because: ({ engine }) =>
        `このエンジンは ${engine.name} ${engine.version}${featureOf(engine, '（機能は無効）', '（ランタイムが time namespace を加える）')}であり、オフセットはどこにも指定されないからである。`,
      controls: ['オフセットのある time namespace では、起動からの時間と単調時計がホストと異なる'],
      findings: [
        'nginx と httpd は、エンジンとランタイムが与えるとおりの time namespace にいる',
        'nginx の時計はホストの時計と同じである',
      ],
    },
  }
}
