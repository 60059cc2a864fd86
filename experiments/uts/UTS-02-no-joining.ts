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
    '`docker run --uts=container:…` ends with 125. The joiner of a network shares net, not uts; it starts with the donor’s name and keeps it when the donor’s changes.',
  because: 'the name was copied once, into another uts namespace.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/run/',
    'moby api/types/container/hostconfig.go (UTSMode.Valid)',
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

finding('a network joiner keeps the donor’s old name', async ({ start, host }) => {
  const donor = await start({ ...sleepForever, of: 'nginx' })
  const joiner = await start({ ...sleepForever, of: 'httpd', network: `container:${donor.id}` })
  expect(await host.namespace(joiner.pid, 'net')).toBe(await host.namespace(donor.pid, 'net'))
  expect(await host.namespace(joiner.pid, 'uts')).not.toBe(await host.namespace(donor.pid, 'uts'))
  const before = await donor.inside.run('hostname')
  expect(await joiner.inside.run('hostname')).toMatchObject({ stdout: before.stdout })

  const entered = host.via(entering(donor, 'uts'))
  expect(await entered.namespace('self', 'uts')).toBe(await host.namespace(donor.pid, 'uts'))
  await guardNotHost(host, entered, 'uts')
  await entered.must('hostname', 'after')
  expect(await donor.inside.run('hostname')).toMatchObject({ stdout: 'after\n' })
  expect(await joiner.inside.run('hostname')).toMatchObject({ stdout: before.stdout })
})

function page(): Page {
  return {
    why: {
      en: 'For uts Docker knows the host’s namespace and an own one. A network joiner is given the donor’s host name at its creation, as a copy.',
      ja: 'uts について Docker が知るのは、ホストの namespace と自分専用のものだけである。ネットワークを共有するコンテナには、作成時にホスト名の写しが渡される。',
    },
    lesson: {
      en: 'Two containers that answer the same host name need not share anything. Compare namespaces, not names.',
      ja: '2 つのコンテナが同じホスト名を答えても、何かを共有しているとは限らない。名前ではなく namespace を比べる。',
    },
    ja: {
      title:
        '`--uts=container:` は存在せず、ネットワークを共有するコンテナが共有するのはホスト名の文字列であって uts namespace ではない',
      expect:
        '`docker run --uts=container:…` は 125 で終わる。ネットワークを共有するコンテナは net を共有し、uts は共有しない。名前は初めは同じだが、相手の名前が変わっても変わらない。',
      because: '名前は、別の uts namespace に一度だけ写されたものだからである。',
      controls: ['--uts=host と --network=container: は受け付けられる'],
      findings: ['--uts=container: は拒まれる', 'ネットワークに参加した側には、参加先の古いホスト名が残る'],
    },
  }
}
