import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Page,
  sleepForever,
  unsharing,
  until,
  type View,
} from '../../fixtures/index.ts'

claim('SHR-02', {
  title:
    'When the container whose network it joined stops, the joiner keeps the namespace and loses eth0, and a restart does not bring them together again',
  expect:
    'Donor killed: the joiner’s network namespace is the same and has only what a new one has: lo. Donor started again: its namespace is not the joiner’s.',
  because:
    'a running process stays in its namespace unless it leaves by itself, and the engine makes a new namespace for each start.',
  source: [
    'network_namespaces(7)',
    'https://docs.docker.com/engine/network/#container-networks',
    'moby daemon/oci_linux.go (WithNamespaces)',
  ],
  verdict: 'new',
  page,
})

control('one that joined the pid namespace ends with the donor', async ({ start, docker, host }) => {
  const donor = await start(sleeping)
  const joiner = await start({ ...sleeping, hostConfig: { PidMode: `container:${donor.id}` } })
  expect(await host.namespace(joiner.pid, 'pid')).toBe(await host.namespace(donor.pid, 'pid'))
  await docker.must('kill', donor.id)
  expect(await docker.run('wait', joiner.id)).toMatchObject({ exitCode: 0, stdout: '137\n' })
})

finding('one that joined the network runs on in it, alone and without eth0', async ({ start, docker, host }) => {
  const donor = await start(sleeping)
  const joiner = await start({ ...sleeping, network: `container:${donor.id}` })
  const shared = await host.namespace(donor.pid, 'net')
  expect(await host.namespace(joiner.pid, 'net')).toBe(shared)
  const network = host.via(entering(joiner, 'net'))
  // Tunnel modules put interfaces of their own (tunl0, sit0, …) into each new network namespace.
  const fresh = await interfaces(host.via(unsharing('--net')))
  expect(fresh).toContain('lo')
  expect(await interfaces(network)).toEqual(['eth0', ...fresh].toSorted())

  await docker.must('kill', donor.id)
  expect(
    await until(
      () => interfaces(network),
      (names) => !names.includes('eth0'),
    ),
  ).toEqual(fresh)
  expect(await host.namespace(joiner.pid, 'net')).toBe(shared)

  await docker.must('start', donor.id)
  const { pid } = await docker.inspect(donor.id)
  expect(await host.namespace(pid, 'net')).not.toBe(shared)
  expect(await interfaces(network)).toEqual(fresh)
})

const sleeping = { of: 'nginx', ...sleepForever } as const

const interfaces = async (network: View): Promise<string[]> =>
  (await network.addresses()).map(({ name }) => name).toSorted()

function page(): Page {
  return {
    why: {
      en: 'The engine removes the interface that it made for the donor. The namespace stays, since a process is in it. Started again, the donor gets a new one.',
      ja: 'エンジンは、提供側のコンテナのために作ったインターフェースを取り除く。namespace は、中にプロセスがいるので残る。提供側を再び起動すると、新しい namespace が作られる。',
    },
    lesson: {
      en: '`container:` is resolved once, when the joiner starts. It ties the joiner to a namespace, not to a container. Restart the joiner too.',
      ja: '`container:` が解決されるのは、参加する側が起動するときの一度だけである。結び付くのは namespace とであって、コンテナとではない。参加した側も再起動する必要がある。',
    },
    ja: {
      title:
        'ネットワークの提供側のコンテナが止まると、参加した側は network namespace を保ったまま eth0 を失う。提供側を再起動しても元には戻らない',
      expect:
        '提供側を kill すると、参加した側の network namespace は同じまま、作りたての namespace と同じく lo だけになる。提供側を再び起動すると、その namespace は参加した側のものと異なる。',
      because:
        '動いているプロセスは、自分から出ない限り同じ namespace に留まり、エンジンは起動のたびに新しい namespace を作るからである。',
      controls: ['PID namespace に参加したコンテナは、提供側のコンテナとともに終わる'],
      findings: ['ネットワークに参加したコンテナは同じ network namespace で動き続けるが、そこに eth0 はない'],
    },
  }
}
