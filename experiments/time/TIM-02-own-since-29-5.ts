import { claim, control, expect, finding, givesTimeNamespace, type Page } from '../../fixtures/index.ts'

claim('TIM-02', {
  title:
    'Docker from 29.5 on gives a container a time namespace of its own, any earlier engine the host’s; its clocks are the host’s in both',
  expect: ({ engine }) =>
    `nginx and httpd ${givesTimeNamespace(engine) ? 'each have a time namespace of their own' : 'are in the host’s time namespace'}; the offsets are 0 and the uptime is the host’s.`,
  because: ({ engine }) =>
    `this engine is ${engine.name} ${engine.version}${engine.timeNamespaces ? '' : ' with the feature turned off'}.`,
  source: ['https://github.com/moby/moby/pull/52326', 'https://github.com/moby/moby/pull/52577', 'time_namespaces(7)'],
  needs: ['time namespaces'],
  verdict: 'new',
  page,
})

control('a time namespace with an offset is another, and its uptime is not the host’s', async ({ hold, host }) => {
  const holder = await hold(['time'], '--fork', '--boottime=86400')
  expect(await host.namespace(holder.pid, 'time')).not.toBe(await host.namespace('self', 'time'))
  expect(await host.timeOffsets(holder.pid)).toMatchObject({ boottime: 86_400 })
  const seen = await host.via(holder).uptime()
  expect(seen).toBeGreaterThan((await host.uptime()) + 86_000)
})

finding(
  'nginx’s and httpd’s are as the version has it, and their clocks are not shifted',
  async ({ nginx, httpd, hold, host, profile }) => {
    const [hosts, one, other] = await Promise.all(
      (['self', nginx.pid, httpd.pid] as const).map((pid) => host.namespace(pid, 'time')),
    )
    expect(new Set([hosts, one, other]).size).toBe(givesTimeNamespace(profile.engine) ? 3 : 1)
    expect(await nginx.inside.namespace('self', 'time')).toBe(one)
    const { pid } = await hold(['time'], '--fork')
    expect([hosts, one, other]).not.toContain(await host.namespace(pid, 'time'))
    expect(await host.timeOffsets(nginx.pid)).toEqual(await host.timeOffsets())

    const before = await host.uptime()
    const seen = await nginx.inside.uptime()
    expect(seen).toBeGreaterThanOrEqual(before)
    expect(await host.uptime()).toBeGreaterThanOrEqual(seen)
  },
)

function page(): Page {
  return {
    why: {
      en: 'The engine lists the types that the runtime has to make. From 29.5 on time is among them, unless the feature time-namespaces is off; no offset is asked for.',
      ja: 'ランタイムが作る namespace の種類はエンジンが並べる。29.5 からは time もその中にある（time-namespaces を無効にした場合を除く）。ずれは指定されない。',
    },
    lesson: {
      en: 'A namespace of one’s own does not mean another view: without an offset a time namespace shows the host’s clocks.',
      ja: '自分の namespace を持つことは、違う眺めを持つことではない。ずれのない time namespace はホストの時計を見せる。',
    },
    ja: {
      title:
        'Docker は 29.5 からコンテナに独自の time namespace を与え、それより前はホストのものを使わせる。時計はどちらでもホストと同じである',
      expect: ({ engine }) =>
        `nginx と httpd は${givesTimeNamespace(engine) ? 'それぞれ独自の' : 'ホストの'} time namespace にいる。ずれは 0 で、起動からの時間はホストと同じである。`,
      because: ({ engine }) =>
        `このエンジンは ${engine.name} ${engine.version}${engine.timeNamespaces ? '' : '（機能は無効）'}だからである。`,
      controls: ['オフセットのある time namespace は別のもので、その uptime はホストと異なる'],
      findings: ['nginx と httpd の time namespace はバージョンに応じたもので、時計はずれていない'],
    },
  }
}
