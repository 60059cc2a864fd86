import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Page,
  type Subject,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('MNT-01', {
  title:
    'A mount made on the host after the start reaches a container through rslave and rshared, not through rprivate; back only through rshared',
  expect:
    'Host to container: rprivate no, rslave yes, rshared yes. Container to host: rprivate no, rslave no, rshared yes. With nothing said, as rprivate.',
  because: 'a private mount neither sends nor receives, a slave receives, a shared one does both.',
  source: ['mount_namespaces(7) “SHARED SUBTREES”', 'https://docs.docker.com/engine/storage/bind-mounts/'],
  needs: ['an engine without userns-remap'],
  verdict: 'new',
  page,
})

control('through rshared both ways', async ({ start, host, sharedFolder }) => {
  const subject = await start(bound(sharedFolder, ':rshared'))
  expect(await exchange(host, subject, sharedFolder)).toEqual({ down: ['marker'], up: ['marker'] })
})

finding('through rslave from the host only', async ({ start, host, sharedFolder }) => {
  const subject = await start(bound(sharedFolder, ':rslave'))
  expect(await exchange(host, subject, sharedFolder)).toEqual({ down: ['marker'], up: [] })
})

finding('through rprivate neither way', async ({ start, host, sharedFolder }) => {
  const subject = await start(bound(sharedFolder, ':rprivate'))
  expect(await exchange(host, subject, sharedFolder)).toEqual({ down: [], up: [] })
})

finding('with nothing said neither way, since rprivate is the default', async ({ start, host, sharedFolder }) => {
  const subject = await start(bound(sharedFolder, ''))
  expect(await exchange(host, subject, sharedFolder)).toEqual({ down: [], up: [] })
})

function bound(path: string, propagation: '' | ':rprivate' | ':rslave' | ':rshared') {
  return {
    of: 'nginx' as const,
    ...sleepForever,
    hostConfig: { Binds: [`${path}:/volume${propagation}`] },
  }
}

/** Mounts a tmpfs there and puts a file into it. */
async function mountAt(view: View, path: string): Promise<void> {
  for (const argv of [
    ['mkdir', path],
    ['mount', '-t', 'tmpfs', 'tmpfs', path],
    ['touch', `${path}/marker`],
  ]) {
    const { exitCode, stderr } = await view.run(...argv)
    if (exitCode !== 0) throw new Error(`no mount could be made: ${stderr}`)
  }
  expect(await view.files(path)).toEqual(['marker'])
}

/** Mounts on the host and in the container. @returns what the other side sees there: the marker, or an empty directory */
async function exchange(host: View, subject: Subject, path: string): Promise<{ down: string[]; up: string[] }> {
  await mountAt(host, `${path}/from-host`)
  await mountAt(host.via(entering(subject, 'mnt')), '/volume/from-container')
  return {
    down: await subject.inside.files('/volume/from-host'),
    up: await host.files(`${path}/from-container`),
  }
}

function page(): Page {
  return {
    why: {
      en: 'A container has a mount namespace of its own. Whether later mounts reach it depends on the propagation type of each bind mount, and the source on the host must be a shared mount: a private one passes nothing on.',
      ja: 'コンテナは独自のマウント namespace を持つ。後から行われたマウントが届くかどうかは、バインドマウントごとの propagation の種類で決まる。ホスト側のマウント元が shared であることも必要で、private であれば何も伝わらない。',
    },
    lesson: {
      en: 'A disk that is mounted later below a bind-mounted directory is not in the container, unless the volume says rslave.',
      ja: 'バインドマウントしたディレクトリの下に後からマウントしたディスクは、ボリュームに rslave を指定しない限り、コンテナには現れない。',
    },
    ja: {
      title:
        '起動後にホストで行ったマウントは rslave と rshared の場合だけコンテナに届き、逆向きには rshared の場合だけ届く',
      expect:
        'ホストからコンテナへは、rprivate は届かず、rslave と rshared は届く。コンテナからホストへは、rshared だけが届く。指定がなければ rprivate と同じである。',
      because: 'private のマウントは伝えも受け取りもせず、slave は受け取るだけで、shared は両方を行うからである。',
      controls: ['rshared なら両方向に届く'],
      findings: [
        'rslave ならホストからだけ届く',
        'rprivate ならどちらの方向にも届かない',
        '何も指定しなければ既定の rprivate となり、どちらの方向にも届かない',
      ],
    },
  }
}
