import { claim, control, expect, finding, type Page, sleepForever, type View } from '../../fixtures/index.ts'

claim('SHR-06', {
  title: 'A container that joins another’s network also has that one’s /etc/hosts, /etc/resolv.conf and /etc/hostname',
  expect:
    'The three files have the same device and inode in both, and a line that the donor adds to its /etc/hosts is read by the joiner. The joiner starts with the donor’s host name. With a network of its own, files and name are its own.',
  because:
    'the engine writes these files for each network that it sets up, and binds those of the donor into the joiner. No namespace holds them.',
  source: [
    'moby daemon/container_operations.go (initializeNetworking)',
    'moby daemon/container_operations_unix.go (initializeNetworkingPaths)',
    'https://docs.docker.com/engine/network/#container-networks',
  ],
  needs: ['an engine that is Docker'],
  verdict: 'new',
  page,
})

control('with a network of its own, the files and the name are its own', async ({ start, nginx }) => {
  const { inside } = await start(sleeping)
  for (const path of files) expect(await inside.fileIdentity(path)).not.toBe(await nginx.inside.fileIdentity(path))
  expect(await inside.nodename()).not.toBe(await nginx.inside.nodename())
})

finding('joined, they are the donor’s', async ({ start, host }) => {
  const donor = await start({ ...sleeping, of: 'nginx' })
  const joiner = await start({ ...sleeping, network: `container:${donor.id}` })
  for (const type of ['mnt', 'uts'] as const)
    expect(await host.namespace(joiner.pid, type)).not.toBe(await host.namespace(donor.pid, type))

  for (const path of files)
    expect([path, await joiner.inside.fileIdentity(path)]).toEqual([path, await donor.inside.fileIdentity(path)])
  expect(await joiner.inside.nodename()).toBe(await donor.inside.nodename())

  expect(await added(joiner.inside)).toMatchObject({ exitCode: 1, stdout: '' })
  await donor.inside.must('sh', '-c', `echo '${line}' >>/etc/hosts`)
  expect(await added(joiner.inside)).toMatchObject({ exitCode: 0, stdout: `${line}\n` })
})

const sleeping = { of: 'httpd', ...sleepForever } as const
const files = ['/etc/hosts', '/etc/resolv.conf', '/etc/hostname'] as const
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
      en: 'With `--network=container:` names are resolved as in the donor, because Docker hands over the files as well. `ip netns exec` and `nsenter --net` hand over nothing: there /etc/hosts is that of the host.',
      ja: '`--network=container:` では、名前解決も提供側のコンテナと同じになる。Docker がファイルも一緒に渡すからである。`ip netns exec` や `nsenter --net` では何も渡されず、/etc/hosts はホストのものである。',
    },
    ja: {
      title:
        '別のコンテナのネットワークに参加したコンテナは、そのコンテナの /etc/hosts、/etc/resolv.conf、/etc/hostname も使う',
      expect:
        '三つのファイルのデバイスと inode は両方で等しく、提供側のコンテナが /etc/hosts に加えた行は、参加した側でも読める。参加した側は、提供側のホスト名で起動する。ネットワークが自分のものなら、ファイルもホスト名も自分のものである。',
      because:
        'エンジンは設定したネットワークごとにこれらのファイルを書き、参加するコンテナには提供側のものをバインドマウントするからである。どの namespace にも属さない。',
      controls: ['ネットワークが自分のものなら、ファイルもホスト名も自分のものである'],
      findings: ['参加すると、ファイルもホスト名も提供側のコンテナのものになる'],
    },
  }
}
