import { claim, entering, expect, type Subject, test, type View } from '../../fixtures/index.ts'

/**
 * Mounts made later travel between two mount namespaces only along the propagation type of the mount they are made under.
 * Docker's default for a bind mount is rprivate.
 * @see https://man7.org/linux/man-pages/man7/mount_namespaces.7.html
 */
claim(
  {
    id: 'MNT-01',
    title: {
      en: 'A mount made on the host after the start reaches a container through rslave and rshared, not through rprivate; back only through rshared',
      ja: '起動後にホストで行ったマウントは rslave と rshared の場合だけコンテナに届き、逆向きには rshared の場合だけ届く',
    },
    why: {
      en: 'A container has a mount namespace of its own, a copy of a moment. Whether it hears of later mounts is settled by the propagation type of each bind mount.',
      ja: 'コンテナのマウント namespace は、ある時点の写しである。その後のマウントが伝わるかどうかは、bind mount ごとの propagation の種類で決まる。',
    },
    lesson: {
      en: 'A disk mounted under a shared folder later is not in the container, unless the volume says rslave.',
      ja: '後から共有フォルダの下にマウントしたディスクは、ボリュームに rslave を指定しない限りコンテナには現れない。',
    },
    source: [
      'https://man7.org/linux/man-pages/man7/mount_namespaces.7.html',
      'https://docs.docker.com/engine/storage/bind-mounts/',
    ],
    needs: ['an engine without userns-remap'],
    expectation: {
      text: {
        en: 'Host to container: rprivate no, rslave yes, rshared yes. Container to host: rprivate no, rslave no, rshared yes. With nothing said, as rprivate.',
        ja: 'ホストからコンテナへは、rprivate は届かず、rslave と rshared は届く。コンテナからホストへは、rshared だけが届く。指定がなければ rprivate と同じである。',
      },
      because: {
        en: 'a private mount neither sends nor receives, a slave receives, a shared one does both.',
        ja: 'private は送りも受けもせず、slave は受けるだけ、shared は両方だからである。',
      },
    },
    verdict: 'new',
  },
  () => {
    test('control: through rshared both ways', { meta: { ja: '対照：rshared なら両方向に届く' } }, async ({
      start,
      host,
      sharedFolder,
    }) => {
      const subject = await start(bound(sharedFolder, ':rshared'))
      expect(await exchange(host, subject, sharedFolder)).toEqual({ down: ['marker'], up: ['marker'] })
    })

    test('finding: through rslave from the host only', { meta: { ja: '発見：rslave ならホストからだけ届く' } }, async ({
      start,
      host,
      sharedFolder,
    }) => {
      const subject = await start(bound(sharedFolder, ':rslave'))
      expect(await exchange(host, subject, sharedFolder)).toEqual({ down: ['marker'], up: [] })
    })

    test('finding: through rprivate neither way', {
      meta: { ja: '発見：rprivate ならどちらの方向にも届かない' },
    }, async ({ start, host, sharedFolder }) => {
      const subject = await start(bound(sharedFolder, ':rprivate'))
      expect(await exchange(host, subject, sharedFolder)).toEqual({ down: [], up: [] })
    })

    test('finding: with nothing said neither way, since rprivate is the default', {
      meta: { ja: '発見：何も指定しなければ既定の rprivate となり、どちらの方向にも届かない' },
    }, async ({ start, host, sharedFolder }) => {
      const subject = await start(bound(sharedFolder, ''))
      expect(await exchange(host, subject, sharedFolder)).toEqual({ down: [], up: [] })
    })
  },
)

function bound(path: string, propagation: '' | ':rprivate' | ':rslave' | ':rshared') {
  return {
    of: 'nginx' as const,
    entrypoint: ['sleep'],
    command: ['infinity'],
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

/** What arrives of a mount made on the host, and of one made in the container's mount namespace: a file, or an empty folder. */
async function exchange(host: View, subject: Subject, path: string): Promise<{ down: string[]; up: string[] }> {
  await mountAt(host, `${path}/from-host`)
  await mountAt(host.via(entering(subject, 'mnt')), '/volume/from-container')
  return {
    down: await subject.inside.files('/volume/from-host'),
    up: await host.files(`${path}/from-container`),
  }
}
