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

claim('UTS-02', {
  title:
    '`--uts=container:` does not exist, and a container that joins a network shares the host name’s text, not its namespace',
  expect:
    '`docker run --uts=container:…` ends with 125. The joiner of a network shares net, not uts. It starts with the name that the donor was configured with, also when another one was set in the donor’s uts namespace.',
  because:
    'at each start of the joiner the engine copies the host name from the donor’s configuration, and sets it in another uts namespace.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/run/#uts',
    'moby api/types/container/hostconfig.go (UTSMode.Valid)',
    'moby daemon/container_operations.go (initializeNetworking)',
    'uts_namespaces(7)',
  ],
  needs: ['an engine that is Docker'],
  verdict: 'new',
  page,
})

control('--uts=host and --network=container: are accepted', async ({ docker, nginx, label }) => {
  const once = ['run', '--rm', '--label', label, '--userns', 'host', '--entrypoint', 'true'] as const
  for (const mode of ['--uts=host', `--network=container:${nginx.id}`])
    expect(await docker.run(...once, mode, nginx.image)).toMatchObject({ exitCode: 0 })
})

finding('--uts=container: is refused', async ({ docker, nginx, label }) => {
  const once = ['run', '--rm', '--label', label, '--userns', 'host', '--entrypoint', 'true'] as const
  const refused = await docker.run(...once, `--uts=container:${nginx.id}`, nginx.image)
  expect(refused).toMatchObject({ exitCode: 125, stdout: '' })
  expect(refused.stderr).toContain('invalid UTS mode')
})

control('with a network of its own a container has a name of its own', async ({ nginx, httpd }) => {
  expect(await httpd.inside.nodename()).not.toBe(await nginx.inside.nodename())
})

finding('a network joiner gets the name of the donor’s configuration', async ({ start, host }) => {
  const donor = await start({ ...sleepForever, of: 'nginx' })
  const configured = await donor.inside.nodename()
  const entered = host.via(entering(donor, 'uts'))
  expect(await entered.namespace('self', 'uts')).toBe(await host.namespace(donor.pid, 'uts'))
  await guardNotHost(host, entered, 'uts')
  await entered.must('hostname', 'set-later')
  expect(await donor.inside.nodename()).toBe('set-later')

  const joiner = await start({ ...sleepForever, of: 'httpd', network: `container:${donor.id}` })
  expect(await host.namespace(joiner.pid, 'net')).toBe(await host.namespace(donor.pid, 'net'))
  expect(await host.namespace(joiner.pid, 'uts')).not.toBe(await host.namespace(donor.pid, 'uts'))
  expect(await joiner.inside.nodename()).toBe(configured)
})

function page(): Page {
  return {
    why: {
      en: 'For uts Docker knows the host’s namespace and one of its own. At each start a network joiner gets the donor’s configured host name.',
      ja: 'uts で Docker が指定できるのは、ホストの namespace と独自の namespace だけである。ネットワークに参加するコンテナには、起動のたびに、提供側のコンテナの設定にあるホスト名が付けられる。',
    },
    lesson: {
      en: 'Two containers that answer the same host name need not share anything. Compare namespaces, not names.',
      ja: '二つのコンテナのホスト名が同じでも、何かを共有しているとは限らない。名前ではなく namespace を比べる。',
    },
    ja: {
      title:
        '`--uts=container:` は存在せず、ネットワークに参加したコンテナが共有するのはホスト名の文字列であって uts namespace ではない',
      expect:
        '`docker run --uts=container:…` は 125 で終わる。ネットワークに参加したコンテナは net を共有し、uts は共有しない。提供側の uts namespace で別の名前が設定されていても、提供側の設定にある名前で起動する。',
      because:
        'エンジンは、参加するコンテナが起動するたびに、提供側の設定からホスト名をコピーし、別の uts namespace に設定するからである。',
      controls: [
        '--uts=host と --network=container: は受け付けられる',
        'ネットワークが自分のものなら、ホスト名も自分のものである',
      ],
      findings: ['--uts=container: は拒まれる', 'ネットワークに参加したコンテナの名前は、提供側の設定にある名前である'],
    },
  }
}
