import { claim, control, expect, finding, type Page, type Subject, unsharing, type View } from '../../fixtures/index.ts'

claim('USR-02', {
  title: 'An engine that remaps refuses --pid=host, --network=host and --privileged',
  expect:
    'docker create ends with 1 for each of the three and names the reason; with --uts=host it ends with 0. The kernel refuses the mounts that the first two would need: /proc without a pid namespace of one’s own, /sys without a network namespace.',
  because:
    'a remapped container has power over the namespaces that its user namespace owns, and the host’s are not among them. The engine checks for that before it makes the container. Sharing the host name needs no mount.',
  source: [
    'https://docs.docker.com/engine/security/userns-remap/#user-namespace-known-limitations',
    'moby daemon/daemon_unix.go (verifyPlatformContainerSettings)',
    'user_namespaces(7) “Effect of capabilities within a user namespace”',
    'user_namespaces(7) “Interaction of user namespaces and other types of namespaces”',
  ],
  needs: ['user namespaces', 'an engine with userns-remap'],
  verdict: 'new',
  page,
})

control('with --userns=host added, each of the three is allowed', async ({ nginx, docker, label }) => {
  for (const option of Object.keys(refused))
    expect(await created(docker, nginx, label, '--userns=host', option)).toMatchObject({ exitCode: 0 })
})

finding('mapped, each of the three is refused, and --uts=host is not', async ({ nginx, host, docker, label }) => {
  const user = await host.namespace(nginx.pid, 'user')
  expect(user).not.toBe(await host.namespace('self', 'user'))
  expect(await nginx.inside.namespace('self', 'user')).toBe(user)

  expect(await created(docker, nginx, label, '--uts=host')).toMatchObject({ exitCode: 0, stderr: '' })
  for (const [option, reason] of Object.entries(refused)) {
    const { exitCode, stderr } = await created(docker, nginx, label, option)
    expect({ option, exitCode }).toEqual({ option, exitCode: 1 })
    expect(stderr).toMatch(reason)
  }
})

control('a user namespace with a pid and a network namespace of its own may mount /proc and /sys', async ({ host }) => {
  const owner = host.via(unsharing(...remapped, '--pid', '--net'))
  for (const type of ['proc', 'sysfs']) expect(await mounting(owner, type)).toMatchObject({ exitCode: 0 })
})

finding('without them the kernel refuses both mounts', async ({ host }) => {
  const without = { proc: unsharing(...remapped, '--net'), sysfs: unsharing(...remapped, '--pid') }
  for (const [type, vantage] of Object.entries(without))
    expect(await mounting(host.via(vantage), type)).toMatchObject({
      exitCode: 32,
      stderr: expect.stringMatching(/permission denied|Operation not permitted/),
    })
})

const remapped = ['--user', '--map-root-user', '--mount', '--fork'] as const
/** In a mount namespace that ends with the command. */
const mounting = (view: View, type: string) => view.run('mount', '-t', type, type, '/mnt')

const refused = {
  '--pid=host': /PID namespace/,
  '--network=host': /network namespace/,
  '--privileged': /privileged mode/,
}

/** Runs `docker create` with these options; a container that it made is removed at once. */
async function created(docker: View, { image }: Subject, label: string, ...options: readonly string[]) {
  const said = await docker.run('create', '--label', label, ...options, image)
  if (said.exitCode === 0) expect(await docker.run('rm', said.stdout.trim())).toMatchObject({ exitCode: 0 })
  return said
}

function page(): Page {
  return {
    why: {
      en: 'A container with remapped ids cannot mount /proc for the host’s pid namespace or /sys for its network: its user namespace owns neither.',
      ja: 'UID を再マッピングしたコンテナは、ホストの PID namespace の /proc も、ホストのネットワークの /sys もマウントできない。どちらの namespace も、自分の user namespace が所有するものではないからだ。',
    },
    lesson: {
      en: 'Options that hand out the host’s namespaces and remapped ids exclude each other. --userns=host takes the remapping away, and with it what it protected from.',
      ja: 'ホストの namespace を渡す指定と UID の再マッピングは両立しない。--userns=host を指定すると再マッピングが外れ、それによる保護もなくなる。',
    },
    ja: {
      title: 'UID を再マッピングするエンジンは、--pid=host、--network=host、--privileged を拒む',
      expect:
        'docker create は三つのどれでも 1 で終わり、理由を表示する。--uts=host なら 0 で終わる。初めの二つに必要なマウントは、カーネルも拒む。自分の PID namespace がなければ /proc を、自分の network namespace がなければ /sys をマウントできない。',
      because:
        '再マッピングしたコンテナが権限を持つのは、その user namespace が所有する namespace に対してだけであり、ホストのものは含まれない。エンジンはコンテナを作る前にこの組み合わせを調べるからである。ホスト名の共有には新たなマウントが不要なので拒まれない。',
      controls: [
        '--userns=host を加えれば、三つとも許される',
        '自分の PID namespace と network namespace があれば、user namespace の中で /proc と /sys をマウントできる',
      ],
      findings: [
        '再マッピングしたままでは三つとも拒まれるが、--uts=host は拒まれない',
        'それらの namespace がなければ、カーネルはどちらのマウントも拒む',
      ],
    },
  }
}
