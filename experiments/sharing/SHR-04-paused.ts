import { claim, control, entering, expect, finding, type Page } from '../../fixtures/index.ts'

claim('SHR-04', {
  title: 'Into a paused container `docker exec` is refused, and nsenter works',
  expect:
    'Paused: docker exec ends with 1; nsenter shows the same addresses and the same host name as before. Unpaused: docker exec ends with 0.',
  because: 'the engine refuses to start what would be frozen at once; the kernel has no such rule for setns.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/pause/',
    'cgroups(7)',
    'moby daemon/exec.go (getActiveContainer)',
  ],
  verdict: 'new',
  page,
})

control('not paused, both ways in work and tell the same host name', async ({ nginx, host }) => {
  const { exitCode, stdout } = await nginx.inside.run('uname', '--nodename')
  expect(exitCode).toBe(0)
  expect((await host.via(entering(nginx, 'uts')).run('uname', '--nodename')).stdout).toBe(stdout)
})

finding(
  'paused, docker exec is refused and nsenter sees what it saw, until it runs again',
  async ({ start, docker, host }) => {
    const subject = await start({ of: 'nginx' })
    const { id, inside } = subject
    const entered = host.via(entering(subject, 'net', 'uts'))
    const before = [await entered.addresses(), (await entered.run('uname', '--nodename')).stdout]
    expect(before).toEqual([await host.via(entering(subject, 'net')).addresses(), `${id.slice(0, 12)}\n`])
    expect(before[0]).not.toEqual(await host.addresses())

    await docker.must('pause', id)
    expect(await inside.run('true')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is paused') })
    expect([await entered.addresses(), (await entered.run('uname', '--nodename')).stdout]).toEqual(before)

    await docker.must('unpause', id)
    expect(await inside.run('true')).toMatchObject({ exitCode: 0 })
  },
)

function page(): Page {
  return {
    why: {
      en: 'docker pause stops a cgroup, not the namespaces. docker exec would put its process into that cgroup; nsenter leaves it in the caller’s.',
      ja: 'docker pause が止めるのは cgroup であり、namespace ではない。docker exec はプロセスをその cgroup に入れるが、nsenter は呼び出した側の cgroup に残す。',
    },
    lesson: {
      en: 'A namespace is where one looks from, a cgroup is what one is counted with. A paused container can still be looked into.',
      ja: 'namespace はどこから見るかを、cgroup はどの組に数えられるかを決める。一時停止中でも、中を見ることはできる。',
    },
    ja: {
      title: '一時停止したコンテナに `docker exec` は拒まれるが、nsenter は入れる',
      expect:
        '一時停止中、docker exec は 1 で終わり、nsenter では前と同じアドレスとホスト名が見える。再開すると docker exec は 0 で終わる。',
      because: 'すぐ凍結されるものの起動をエンジンが拒むからである。カーネルの setns にそのような規則はない。',
      controls: ['一時停止していなければ、どちらの入り方でも入れて、同じホスト名が返る'],
      findings: ['一時停止すると、再開するまで `docker exec` は拒まれるが、nsenter には前と同じものが見える'],
    },
  }
}
