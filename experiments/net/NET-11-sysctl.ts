import { claim, control, expect, finding, type Page, sleepForever, type View } from '../../fixtures/index.ts'

claim('NET-11', {
  title: 'A sysctl of the network set for one container changes nothing for the host or for another container',
  expect:
    'The container has the TTL that it was given, nginx and the host the one that they had before. With --network=host docker run ends with 125.',
  because: 'the value is the namespace’s, and the host’s namespace is not for a container to set.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/run/#sysctl',
    'network_namespaces(7)',
    'runc libcontainer/configs/validate/validator.go (sysctls)',
  ],
  verdict: 'new',
  page,
})

control(
  'with --network=host it is refused, and without the sysctl it is not',
  async ({ nginx, docker, host, label }) => {
    const before = await ttl(host)
    const run = (...options: string[]) =>
      docker.run('run', '--rm', '--label', label, '--userns=host', ...options, nginx.image, 'true')
    const refused = await run('--network=host', '--sysctl', `${key}=${before + 1}`)
    expect(refused.exitCode).toBe(125)
    expect(refused.stderr).toContain('sysctl')
    expect(await run('--network=host')).toMatchObject({ exitCode: 0 })
    expect(await ttl(host)).toBe(before)
  },
)

finding('set for one container, it is set for that one alone', async ({ nginx, host, start }) => {
  expect(await nginx.inside.namespace('self', 'net')).not.toBe(await host.namespace('self', 'net'))
  const before = { host: await ttl(host), nginx: await ttl(nginx.inside) }
  const chosen = [42, 43, 44].find((value) => value !== before.host && value !== before.nginx)
  const hostConfig = { Sysctls: { [key]: `${chosen}` } }
  const subject = await start({ of: 'nginx', ...sleepForever, hostConfig })
  expect(await ttl(subject.inside)).toBe(chosen)
  expect({ host: await ttl(host), nginx: await ttl(nginx.inside) }).toEqual(before)
})

const key = 'net.ipv4.ip_default_ttl'

async function ttl(view: View): Promise<number> {
  const { exitCode, stdout } = await view.run('cat', '/proc/sys/net/ipv4/ip_default_ttl')
  expect(exitCode).toBe(0)
  return Number(stdout)
}

function page(): Page {
  return {
    why: {
      en: 'The kernel keeps these settings in the network namespace. The runtime writes them in the container’s, and refuses to where that is the host’s.',
      ja: 'カーネルはこれらの設定を network namespace に持つ。ランタイムはコンテナのものに書き込み、それがホストのものである場合は拒む。',
    },
    lesson: {
      en: 'Tuning the network for one container needs no change on the host. Under --network=host there is nothing of its own to tune.',
      ja: 'コンテナ一つのネットワークを調整するのに、ホストを変える必要はない。--network=host では、調整すべき自分のものがない。',
    },
    ja: {
      title: '一つのコンテナに設定したネットワークの sysctl は、ホストにも他のコンテナにも影響しない',
      expect:
        'コンテナの TTL は指定した値になり、nginx とホストの値は前のままである。--network=host では docker run が 125 で終わる。',
      because: '値は namespace のもので、ホストの namespace をコンテナが設定することは許されないからである。',
      controls: ['--network=host では sysctl の指定が拒まれ、指定しなければ拒まれない'],
      findings: ['一つのコンテナに設定した値は、そのコンテナだけのものになる'],
    },
  }
}
