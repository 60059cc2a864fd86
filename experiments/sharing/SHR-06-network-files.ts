import {
  claim,
  control,
  expect,
  finding,
  type Page,
  type Profile,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('SHR-06', {
  title: (profile) =>
    profile && !sharesName(profile)
      ? 'A container that joins another’s network also has that one’s /etc/hosts and /etc/resolv.conf'
      : 'A container that joins another’s network also has that one’s /etc/hosts, /etc/resolv.conf and /etc/hostname',
  expect: (profile) =>
    `${sharesName(profile) ? 'The three files have' : '/etc/hosts and /etc/resolv.conf have'} the same device and inode in both, and a line that the donor adds to its /etc/hosts is read by the joiner. ${sharesName(profile) ? 'The joiner starts with the donor’s host name' : '/etc/hostname and the host name are the joiner’s own'}. With a network of its own, files and name are its own.`,
  because:
    'the engine writes these files when it gives a container a network, and binds those of the donor into the joiner. They are in no network namespace.',
  source: [
    'moby daemon/container_operations.go (initializeNetworking)',
    'moby daemon/container_operations_unix.go (initializeNetworkingPaths)',
    'https://docs.docker.com/engine/network/#container-networks',
  ],
  verdict: 'new',
  page,
})

control('with a network of its own, the files and the name are its own', async ({ start, nginx }) => {
  const { inside } = await start(sleeping)
  for (const path of files) expect(await inside.fileIdentity(path)).not.toBe(await nginx.inside.fileIdentity(path))
  expect(await inside.nodename()).not.toBe(await nginx.inside.nodename())
})

finding('joined, they are the donor’s', async ({ start, host, profile }) => {
  const donor = await start({ ...sleeping, of: 'nginx' })
  const joiner = await start({ ...sleeping, network: `container:${donor.id}` })
  for (const type of ['mnt', 'uts'] as const)
    expect(await host.namespace(joiner.pid, type)).not.toBe(await host.namespace(donor.pid, type))

  const shared = files.filter((path) => path !== '/etc/hostname' || sharesName(profile))
  for (const path of shared)
    expect([path, await joiner.inside.fileIdentity(path)]).toEqual([path, await donor.inside.fileIdentity(path)])
  const names = new Set([await joiner.inside.nodename(), await donor.inside.nodename()])
  expect(names.size).toBe(sharesName(profile) ? 1 : 2)

  expect(await added(joiner.inside)).toMatchObject({ exitCode: 1, stdout: '' })
  await donor.inside.must('sh', '-c', `echo '${line}' >>/etc/hosts`)
  expect(await added(joiner.inside)).toMatchObject({ exitCode: 0, stdout: `${line}\n` })
})

const sleeping = { of: 'httpd', ...sleepForever } as const
const files = ['/etc/hosts', '/etc/resolv.conf', '/etc/hostname'] as const

/** Podman gives a container that joins a network its own host name. */
function sharesName({ engine }: Profile): boolean {
  return engine.name === 'docker'
}

/** An address for documentation (RFC 5737). */
const line = '192.0.2.1 added.example'

const added = (view: View) => view.run('grep', '-x', line, '/etc/hosts')

function page(): Page {
  return {
    why: {
      en: 'Addresses and sockets are in the network namespace. Which name stands for which address is in files, and each container has its own mount namespace.',
      ja: 'アドレスとソケットは network namespace にある。しかし、名前とアドレスの対応はファイルにあり、マウント namespace はコンテナごとに別である。',
    },
    lesson: {
      en: 'With `--network=container:` names are resolved as in the donor, because the engine hands over the files as well. `nsenter --net` hands over nothing: under it /etc/hosts is that of the host.',
      ja: '`--network=container:` では、名前解決も提供側のコンテナと同じになる。エンジンがファイルも一緒に渡すからである。`nsenter --net` では何も渡されず、/etc/hosts はホストのものである。',
    },
    ja: {
      title: (profile) =>
        profile && !sharesName(profile)
          ? '別のコンテナのネットワークに参加したコンテナは、そのコンテナの /etc/hosts と /etc/resolv.conf も使う'
          : '別のコンテナのネットワークに参加したコンテナは、そのコンテナの /etc/hosts、/etc/resolv.conf、/etc/hostname も使う',
      expect: (profile) =>
        `${sharesName(profile) ? '三つのファイル' : '/etc/hosts と /etc/resolv.conf '}のデバイスと inode は両方で等しく、提供側のコンテナが /etc/hosts に加えた行は、参加した側でも読める。${sharesName(profile) ? '参加した側は、提供側のホスト名で起動する' : '/etc/hostname とホスト名は参加した側のものである'}。ネットワークが自分のものなら、ファイルもホスト名も自分のものである。`,
      because:
        'エンジンは、コンテナにネットワークを与えるときにこれらのファイルを書き、参加するコンテナには提供側のものをバインドマウントするからである。これらは network namespace の一部ではない。',
      controls: ['ネットワークが自分のものなら、ファイルもホスト名も自分のものである'],
      findings: ['参加すると、提供側のコンテナのものになる'],
    },
  }
}
