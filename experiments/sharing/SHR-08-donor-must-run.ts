import {
  claim,
  control,
  expect,
  finding,
  type Page,
  type Profile,
  type Subject,
  until,
  type View,
} from '../../fixtures/index.ts'

claim('SHR-08', {
  title: (profile) =>
    profile && startsDonors(profile)
      ? 'A container that joins another’s pid namespace starts that one along, if it does not run'
      : 'A container can join another’s pid namespace only while that one runs',
  expect: (profile) =>
    `While the donor runs, docker start of a joiner ends with 0. After the donor was killed ${startsDonors(profile) ? 'it ends with 0 as well, and the donor runs again' : 'it ends with 1, and the donor stays stopped'}.`,
  because: (profile) =>
    `a pid namespace ends with its PID 1, so without a running process there is nothing to join. ${startsDonors(profile) ? 'Podman starts the containers that a container depends on' : 'Docker starts no other container by itself'}.`,
  source: [
    'pid_namespaces(7) “The namespace "init" process”',
    'https://docs.docker.com/reference/cli/docker/container/run/#pid',
    'moby daemon/container_operations_unix.go (getPIDContainer)',
  ],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('while the donor runs, the joiner starts', async ({ start, docker, label, sleepOptions }) => {
  const donor = await start({ ...sleepOptions, of: 'nginx' })
  expect(await startJoiner(docker, donor, label)).toMatchObject({ exitCode: 0 })
})

finding(
  'after the donor was killed, it is refused or the donor is started',
  async ({ start, docker, label, profile, sleepOptions }) => {
    const donor = await start({ ...sleepOptions, of: 'nginx' })
    await docker.must('kill', donor.id)
    const stopped = await until(
      () => docker.inspect(donor.id),
      ({ running }) => !running,
    )
    expect(stopped.running).toBe(false)
    expect(await startJoiner(docker, donor, label)).toMatchObject(
      startsDonors(profile) ? { exitCode: 0 } : { exitCode: 1, stderr: expect.stringMatching(/no[nt][ -]running/) },
    )
    expect((await docker.inspect(donor.id)).running).toBe(startsDonors(profile))
  },
)

/** Creates, starts and removes a container that joins the donor's pid namespace. @returns outcome of `docker start` */
async function startJoiner(docker: View, donor: Subject, label: string) {
  const options = [`--pid=container:${donor.id}`, '--network=none', '--entrypoint', 'true']
  const made = await docker.must('create', '--label', label, ...options, donor.image)
  const started = await docker.run('start', made.stdout.trim())
  await docker.must('rm', '--force', made.stdout.trim())
  return started
}

/** Podman starts the containers that a container depends on; Docker refuses to start such a container. */
function startsDonors({ engine }: Profile): boolean {
  return engine.name === 'podman'
}

function page(): Page {
  return {
    why: {
      en: 'docker create only writes down whose namespace is meant. The namespace itself is looked up when the joiner starts.',
      ja: 'docker create では、どのコンテナの namespace かを記録するだけである。namespace そのものを探すのは、参加する側が起動するときである。',
    },
    lesson: {
      en: 'The order of starting matters, also after a reboot: start the donor first.',
      ja: 'マシンの再起動後も含めて、起動の順序に意味がある。先に提供側のコンテナを起動する。',
    },
    ja: {
      title: (profile) =>
        profile && startsDonors(profile)
          ? '別のコンテナの PID namespace に参加するコンテナを起動すると、止まっている提供側のコンテナも起動される'
          : '別のコンテナの PID namespace に参加できるのは、そのコンテナが動いている間だけである',
      expect: (profile) =>
        `提供側のコンテナが動いていれば、参加するコンテナの docker start は 0 で終わる。提供側を kill した後は、${startsDonors(profile) ? 'それでも 0 で終わり、提供側が再び動いている' : '1 で終わり、提供側は止まったままである'}。`,
      because: (profile) =>
        `PID namespace は PID 1 とともに終わるので、動いているプロセスがなければ参加できる namespace がない。${startsDonors(profile) ? 'podman は、依存するコンテナを起動するからである' : 'Docker は、別のコンテナを自分から起動することはないからである'}。`,
      controls: ['提供側のコンテナが動いていれば、参加するコンテナは起動する'],
      findings: ['提供側のコンテナを kill した後は、拒まれるか、提供側も起動される'],
    },
  }
}
