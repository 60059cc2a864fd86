import {
  claim,
  control,
  enteringFile,
  expect,
  finding,
  hasBridgesApart,
  type Page,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('NET-09', {
  title:
    'SandboxKey in docker inspect is a second handle on the container’s network namespace, and a stop takes it away',
  expect: ({ engine }) =>
    `While it runs, the file is an nsfs mount with the inode of /proc/PID/ns/net and can be entered. ${engine.name === 'docker' ? 'With --network=none it is one too, and with --network=host it is one of the host’s namespace' : `With --network=none and --network=host ${engine.name} names no file`}. After the stop it is an empty file or nothing, and entering it ends with 1.`,
  because: 'the mount is the engine’s, and the engine ends it with the sandbox.',
  source: [
    'moby libnetwork/osl/namespace_linux.go (createNetworkNamespace, Destroy)',
    'moby api/types/container/network_settings.go (NetworkSettingsBase)',
  ],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('of the running nginx it is an nsfs mount of the same namespace', async ({ nginx, docker, host }) => {
  const { sandboxKey } = await docker.inspect(nginx.id)
  expect(await kind(host, sandboxKey)).toMatchObject({ exitCode: 0, stdout: 'nsfs\n' })
  expect(await host.fileIdentity(sandboxKey)).toBe(await host.namespace(nginx.pid, 'net'))
  const entered = host.via(enteringFile('net', sandboxKey))
  expect(await entered.addresses()).toEqual(
    await host.via(enteringFile('net', `/proc/${nginx.pid}/ns/net`)).addresses(),
  )
})

finding('stopped, it is no namespace any more', async ({ docker, host, nginx, start }) => {
  const subject = await start({ of: 'nginx', ...sleepForever })
  const { sandboxKey } = await docker.inspect(subject.id)
  expect(await kind(host, sandboxKey)).toMatchObject({ exitCode: 0, stdout: 'nsfs\n' })
  expect(await host.fileIdentity(sandboxKey)).toBe(await host.namespace(subject.pid, 'net'))

  await docker.must('stop', '-t', '0', subject.id)
  expect((await kind(host, sandboxKey)).stdout).not.toBe('nsfs\n')
  expect(await host.via(enteringFile('net', sandboxKey)).run('true')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/(?:Invalid argument|No such file or directory)$/m),
  })
  expect(await host.fileSystem((await docker.inspect(nginx.id)).sandboxKey)).toBe('nsfs')
})

finding('what it is with --network=none and with --network=host', async ({ docker, host, profile, start }) => {
  const alone = await start({ of: 'nginx', network: 'none', ...sleepForever })
  const shared = await start({ of: 'nginx', network: 'host', hostConfig: { UsernsMode: 'host' }, ...sleepForever })
  const own = await host.namespace(alone.pid, 'net')
  const hosts = await host.namespace('self', 'net')
  expect(own).not.toBe(hosts)
  expect((await host.namespace(shared.pid, 'net')) === hosts).toBe(!hasBridgesApart(profile.engine))
  const found = []
  for (const { id } of [alone, shared]) {
    const { sandboxKey } = await docker.inspect(id)
    found.push(sandboxKey === '' ? 'no file' : await host.fileIdentity(sandboxKey))
  }
  expect(found).toEqual(profile.engine.name === 'docker' ? [own, hosts] : ['no file', 'no file'])
})

/** The type of the file system that a path is on, with the exit code: the path may be gone. */
const kind = (host: View, path: string) => host.run('stat', '--file-system', '--format=%T', path)

function page(): Page {
  return {
    why: {
      en: 'The engine bind-mounts the namespace on that file when it makes the sandbox, and unmounts it when the container stops. The file itself is removed later. Docker does the same for the host’s namespace, once for all containers with --network=host.',
      ja: 'エンジンは、サンドボックスを作るときに namespace をそのファイルにバインドマウントし、コンテナが止まるとアンマウントする。ファイル自体は後で削除される。Docker はホストの namespace についても同じことをし、--network=host のコンテナがそれを共用する。',
    },
    lesson: {
      en: '`nsenter --net` needs no link in /var/run/netns: the engine has such a file already. Docker keeps it where ip does not look.',
      ja: '`nsenter --net` のために /var/run/netns にリンクを作る必要はない。エンジンがすでに同様のファイルを持っている。Docker の場合、ip が見る場所にないだけである。',
    },
    ja: {
      title:
        'docker inspect の SandboxKey はコンテナの network namespace へのもう一つのハンドルであり、停止すると失われる',
      expect: ({ engine }) =>
        `動いている間、そのファイルは /proc/PID/ns/net と同じ inode を持つ nsfs のマウントで、中に入れる。${engine.name === 'docker' ? '--network=none でも同様で、--network=host ではホストの namespace のマウントである' : `--network=none と --network=host では、${engine.name} はファイルを示さない`}。停止後は空のファイルになるか、なくなるかで、入ろうとすると 1 で終わる。`,
      because: 'マウントしたのはエンジンであり、エンジンがサンドボックスとともにアンマウントするからである。',
      controls: ['動いている nginx の SandboxKey は、同じ namespace を指す nsfs のマウントである'],
      findings: [
        '停止すると、SandboxKey はもう namespace を指さない',
        '--network=none と --network=host では何を指すか',
      ],
    },
  }
}
