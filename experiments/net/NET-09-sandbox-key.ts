import {
  claim,
  control,
  enteringFile,
  expect,
  finding,
  type Page,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('NET-09', {
  title:
    'SandboxKey in docker inspect is a second handle on the container’s network namespace, and a stop takes it away',
  expect:
    'While it runs, the file is an nsfs mount with the inode of /proc/PID/ns/net and can be entered. After the stop it is none: an empty file or nothing, and entering it ends with 1.',
  because: 'the mount is the engine’s, and the engine ends it with the sandbox.',
  source: [
    'moby libnetwork/osl/namespace_linux.go (createNetworkNamespace, Destroy)',
    'https://docs.docker.com/reference/cli/docker/inspect/',
  ],
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
  expect(await host.via(enteringFile('net', sandboxKey)).run('true')).toMatchObject({ exitCode: 1 })
  expect(await host.fileSystem((await docker.inspect(nginx.id)).sandboxKey)).toBe('nsfs')
})

/** The type of the file system that a path is on, with the exit code: the path may be gone. */
const kind = (host: View, path: string) => host.run('stat', '--file-system', '--format=%T', path)

function page(): Page {
  return {
    why: {
      en: 'The engine binds the namespace to that file when it makes the sandbox and unmounts it when the container stops. The file itself is cleared away later.',
      ja: 'エンジンはサンドボックスを作るときに namespace をそのファイルに bind し、コンテナが止まるとアンマウントする。ファイルそのものは後で片付けられる。',
    },
    lesson: {
      en: 'For `nsenter --net` there is no need of a link: Docker keeps such a file already, only not where ip looks.',
      ja: '`nsenter --net` のためにリンクを作る必要はない。Docker は同じようなファイルをすでに持っている。ip が見る場所にないだけである。',
    },
    ja: {
      title:
        'docker inspect の SandboxKey はコンテナの network namespace へのもう一つのハンドルであり、停止すると失われる',
      expect:
        '動いている間、そのファイルは /proc/PID/ns/net と同じ inode を持つ nsfs のマウントで、中に入れる。停止後はただの空ファイルか、存在しないかで、入ろうとすると 1 で終わる。',
      because: 'マウントはエンジンのものであり、エンジンがサンドボックスとともに終わらせるからである。',
      controls: ['動いている nginx の SandboxKey は、同じ namespace を指す nsfs のマウントである'],
      findings: ['停止すると、SandboxKey はもう namespace ではない'],
    },
  }
}
