import { claim, control, expect, finding, type Page, type Subject, type View } from '../../fixtures/index.ts'

claim('USR-02', {
  title: 'An engine that remaps refuses --pid=host, --network=host and --privileged',
  expect: 'docker create ends with 1 for each of the three and names the reason; with --uts=host it ends with 0.',
  because:
    'the engine checks for these combinations before it makes the container; nothing has to be mounted for a host name.',
  source: [
    'https://docs.docker.com/engine/security/userns-remap/#user-namespace-known-limitations',
    'moby daemon/daemon_unix.go (verifyPlatformContainerSettings)',
    'user_namespaces(7)',
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
      en: 'A container with mapped ids cannot mount /proc over the host’s pid namespace or /sys over its network: its user namespace owns neither.',
      ja: 'uid を写したコンテナは、ホストの PID namespace の /proc も、ホストのネットワークの /sys もマウントできない。どちらも自分の user namespace のものではないからだ。',
    },
    lesson: {
      en: 'Options that hand out the host’s namespaces and mapped ids exclude each other. --userns=host takes the mapping away, and with it what it protected from.',
      ja: 'ホストの namespace を渡す指定と uid の付け替えは両立しない。--userns=host は付け替えをやめさせ、守りも一緒に外す。',
    },
    ja: {
      title: 'uid を付け替えるエンジンは、--pid=host、--network=host、--privileged を拒む',
      expect: 'docker create は三つのどれでも 1 で終わり、理由を言う。--uts=host なら 0 で終わる。',
      because: 'エンジンはコンテナを作る前にこの組み合わせを調べるからである。ホスト名のためにマウントするものはない。',
      controls: ['--userns=host を加えれば、三つとも許される'],
      findings: ['uid を付け替えたままでは三つとも拒まれるが、--uts=host は拒まれない'],
    },
  }
}
