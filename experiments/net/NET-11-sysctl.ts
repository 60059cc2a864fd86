import {
  claim,
  control,
  expect,
  finding,
  letsSetHostSysctl,
  type Page,
  type Subject,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('NET-11', {
  title: 'A sysctl of the network set for one container changes nothing for the host or for another container',
  expect: ({ engine }) =>
    `The container reads the TTL that it was given, and so does one that joins its network; nginx and the host read the one that they had before. With --network=host docker run ends with ${letsSetHostSysctl(engine) ? '0, so a container can set the host’s' : '125'}.`,
  because: ({ engine }) =>
    `each network namespace has its own value. ${letsSetHostSysctl(engine) ? 'crun sets it in the network namespace that the engine lists, which is the host’s here' : 'The runtime does not let a container set the host’s'}.`,
  source: [
    'https://docs.docker.com/reference/cli/docker/container/run/#sysctl',
    'network_namespaces(7) “DESCRIPTION”',
    'runc libcontainer/configs/validate/validator.go (sysctls)',
    'crun src/libcrun/linux.c (validate_sysctl)',
  ],
  verdict: 'new',
  page,
})

control('a container that joins its network reads the same value', async ({ nginx, host, start }) => {
  const { subject, chosen } = await tuned(host, nginx, start)
  const joiner = await start({ of: 'httpd', network: `container:${subject.id}`, ...sleepForever })
  expect(await ttl(joiner.inside)).toBe(chosen)
})

finding(
  'with --network=host it is refused by most runtimes, and without the sysctl by none',
  async ({ nginx, docker, host, label, profile }) => {
    const before = await ttl(host)
    const run = (...options: string[]) =>
      docker.run('run', '--rm', '--label', label, '--userns=host', ...options, nginx.image, 'true')
    // The value that the host has: a runtime that does not refuse it sets it.
    const { exitCode, stderr } = await run('--network=host', '--sysctl', `${key}=${before}`)
    if (letsSetHostSysctl(profile.engine)) expect(exitCode).toBe(0)
    else expect({ exitCode, stderr }).toEqual({ exitCode: 125, stderr: expect.stringContaining('sysctl') })
    expect(await run('--network=host')).toMatchObject({ exitCode: 0 })
    expect(await ttl(host)).toBe(before)
  },
)

finding('set for one container, it is set for that one alone', async ({ nginx, host, start }) => {
  expect(await nginx.inside.namespace('self', 'net')).not.toBe(await host.namespace('self', 'net'))
  const { subject, chosen, before } = await tuned(host, nginx, start)
  expect(await ttl(subject.inside)).toBe(chosen)
  expect({ host: await ttl(host), nginx: await ttl(nginx.inside) }).toEqual(before)
})

/** Starts a container with a TTL that neither the host nor nginx has. */
async function tuned(host: View, nginx: Subject, start: (options: Options) => Promise<Subject>) {
  const before = { host: await ttl(host), nginx: await ttl(nginx.inside) }
  const chosen = [42, 43, 44].find((value) => value !== before.host && value !== before.nginx)
  const subject = await start({ of: 'nginx', ...sleepForever, hostConfig: { Sysctls: { [key]: `${chosen}` } } })
  return { subject, chosen, before }
}

type Options = typeof sleepForever & { readonly of: 'nginx'; readonly hostConfig: object }

const key = 'net.ipv4.ip_default_ttl'

async function ttl(view: View): Promise<number> {
  const { exitCode, stdout } = await view.run('cat', '/proc/sys/net/ipv4/ip_default_ttl')
  expect(exitCode).toBe(0)
  return Number(stdout)
}

function page(): Page {
  return {
    why: {
      en: 'The kernel keeps most settings of /proc/sys/net in the network namespace, but not all: net.ipv4.tcp_mem, for one, exists on the host only. The runtime writes them in the container’s namespace. Where that is the host’s, runc and podman refuse, and crun under Docker writes.',
      ja: 'カーネルは /proc/sys/net の設定の大半を network namespace ごとに持つ。ただし、すべてではない。たとえば net.ipv4.tcp_mem はホストにしかない。ランタイムはコンテナの namespace に値を書き込む。それがホストの namespace であれば、runc と podman は拒み、Docker から使った crun は書き込む。',
    },
    lesson: {
      en: 'Tuning the network for one container needs no change on the host. Under --network=host it has no settings of its own to tune.',
      ja: 'コンテナ一つのネットワークを調整するのに、ホストを変える必要はない。--network=host のコンテナには、調整できる独自の設定がない。',
    },
    ja: {
      title: '一つのコンテナに設定したネットワークの sysctl は、ホストにも他のコンテナにも影響しない',
      expect: ({ engine }) =>
        `コンテナの TTL は指定した値になり、そのネットワークに加わったコンテナでも同じ値になる。nginx とホストの値は変わらない。--network=host では docker run が ${letsSetHostSysctl(engine) ? '0 で終わり、コンテナがホストの値を設定できる' : '125 で終わる'}。`,
      because: ({ engine }) =>
        `値は network namespace ごとにあり、${letsSetHostSysctl(engine) ? 'crun は、エンジンが指定した network namespace（ここではホストのもの）に値を書く' : 'ランタイムは、コンテナがホストの値を設定することを許さない'}からである。`,
      controls: ['そのネットワークに加わったコンテナからは、同じ値が読める'],
      findings: [
        '--network=host で sysctl を指定すると多くのランタイムは拒み、指定しなければどれも拒まない',
        '一つのコンテナに設定した値は、そのコンテナだけに効く',
      ],
    },
  }
}
