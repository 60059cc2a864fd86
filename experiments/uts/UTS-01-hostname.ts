import {
  claim,
  control,
  entering,
  expect,
  finding,
  guardNotHost,
  type Page,
  sleepForever,
} from '../../fixtures/index.ts'

claim('UTS-01', {
  title: 'A host name set through `nsenter --uts` is the container’s alone; root in the container may not set it',
  expect:
    'docker exec sees the new name, the host and another container keep theirs. `hostname` inside is refused with EPERM and ends with 1, and with 0 where the container has CAP_SYS_ADMIN. With --uts=host the name is the host’s.',
  because:
    'the name is kept in the uts namespace, and setting it takes CAP_SYS_ADMIN in the user namespace that owns it.',
  source: ['uts_namespaces(7)', 'sethostname(2) “ERRORS”', 'hostname hostname.c (set_name)'],
  verdict: 'new',
  page,
})

control('with --uts=host the name is the host’s', async ({ start, host }) => {
  const shared = await start({ ...sleeping, hostConfig: { UTSMode: 'host', UsernsMode: 'host' } })
  expect(await host.namespace(shared.pid, 'uts')).toBe(await host.namespace('self', 'uts'))
  const hosts = await host.run('hostname')
  expect(await shared.inside.run('hostname')).toMatchObject({ exitCode: 0, stdout: hosts.stdout })
})

control('with CAP_SYS_ADMIN root inside may set it', async ({ start, host }) => {
  const { inside } = await start({ ...sleeping, hostConfig: { CapAdd: ['SYS_ADMIN'] } })
  await guardNotHost(host, inside, 'uts')
  expect(await inside.run('hostname', 'set-inside')).toMatchObject({ exitCode: 0 })
  expect(await inside.run('hostname')).toMatchObject({ stdout: 'set-inside\n' })
})

finding('set from the host, it changes in the container and nowhere else', async ({ start, nginx, host }) => {
  const subject = await start(sleeping)
  expect(await host.namespace(subject.pid, 'uts')).not.toBe(await host.namespace('self', 'uts'))
  const names = async () => [await host.run('hostname'), await nginx.inside.run('hostname')].map(({ stdout }) => stdout)
  const others = await names()
  expect(others).toEqual([expect.stringMatching(/^\S+\n$/), expect.stringMatching(/^\S+\n$/)])
  expect(others[0]).not.toBe(others[1])
  const before = await subject.inside.run('hostname')
  const entered = host.via(entering(subject, 'uts'))
  expect(await entered.namespace('self', 'uts')).toBe(await host.namespace(subject.pid, 'uts'))
  await guardNotHost(host, entered, 'uts')

  const refused = await subject.inside.run('hostname', 'set-inside')
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/must be root|not permitted/) })
  expect(await subject.inside.run('hostname')).toMatchObject({ stdout: before.stdout })
  await entered.must('hostname', 'after')
  expect(await subject.inside.run('hostname')).toMatchObject({ stdout: 'after\n' })
  expect(await names()).toEqual(others)
})

const sleeping = { of: 'httpd', ...sleepForever } as const

function page(): Page {
  return {
    why: {
      en: 'Each uts namespace has its own host name. nsenter from the host brings the host’s capabilities along; docker exec gives root without CAP_SYS_ADMIN.',
      ja: 'uts namespace はそれぞれ自分のホスト名を持つ。ホストから nsenter で入ったプロセスは、ホストのケーパビリティを持ったままである。docker exec の root には CAP_SYS_ADMIN がない。',
    },
    lesson: {
      en: 'To be in a namespace is not yet to be allowed to change it. That depends on capabilities.',
      ja: 'namespace の中にいても、それを変更できるとは限らない。変更できるかどうかはケーパビリティで決まる。',
    },
    ja: {
      title: '`nsenter --uts` で設定したホスト名はそのコンテナだけのもので、コンテナ内の root には設定できない',
      expect:
        'docker exec には新しい名前が見え、ホストと別のコンテナの名前は変わらない。中の `hostname` は EPERM で拒まれて 1 で終わり、CAP_SYS_ADMIN を持つコンテナでは 0 で終わる。--uts=host ではホストの名前になる。',
      because:
        '名前は uts namespace に保持され、その設定には、それを所有する user namespace での CAP_SYS_ADMIN が必要だからである。',
      controls: [
        '--uts=host なら、ホスト名はホストのものである',
        'CAP_SYS_ADMIN があれば、コンテナ内の root にも設定できる',
      ],
      findings: ['ホストから設定すると、そのコンテナだけで変わり、ほかでは変わらない'],
    },
  }
}
