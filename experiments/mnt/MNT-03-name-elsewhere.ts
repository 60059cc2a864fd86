import {
  claim,
  control,
  entering,
  enteringFile,
  expect,
  finding,
  guardNotHost,
  netnsExec,
  type Page,
  type View,
} from '../../fixtures/index.ts'

claim('MNT-03', {
  title:
    'A name that `ip netns add` makes leads to a namespace only in the mount namespace it was made in; elsewhere it is an empty file',
  expect:
    'In the other mount namespace, `ip netns list` shows the name, its file is empty and no nsfs mount, and `ip netns exec` ends with 255: setting the network namespace failed: Invalid argument. With a shared /run/netns the name works in both.',
  because:
    'the name is an empty file, which both see, and a bind mount on it, which the other sees only if it is propagated.',
  source: [
    'mount_namespaces(7) “SHARED SUBTREES”',
    'setns(2) “ERRORS”',
    'iproute2 ip/ipnetns.c (netns_add)',
    'iproute2 lib/namespace.c (netns_switch)',
  ],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('with a shared /run/netns the name works in both', async ({ background, isolatedHost, host }) => {
  await guardNotHost(host, isolatedHost, 'mnt')
  // The first `ip netns add` makes the directory a shared mount.
  await isolatedHost.must('ip', 'netns', 'add', 'first')
  const inner = await anotherMountNamespace(host, isolatedHost, background, 'unchanged')
  await inner.must('ip', 'netns', 'add', 'made')
  expect(await inner.fileSystem(path)).toBe('nsfs')
  expect(await isolatedHost.fileSystem(path)).toBe('nsfs')
  expect(await isolatedHost.fileIdentity(path)).toBe(await inner.fileIdentity(path))
  expect(await isolatedHost.run('ip', 'netns', 'exec', 'made', 'true')).toMatchObject({ exitCode: 0 })
})

finding('elsewhere it is listed, and cannot be entered', async ({ background, isolatedHost, host }) => {
  await guardNotHost(host, isolatedHost, 'mnt')
  const inner = await anotherMountNamespace(host, isolatedHost, background, 'private')
  await inner.must('ip', 'netns', 'add', 'made')
  expect(await inner.fileSystem(path)).toBe('nsfs')
  expect(await inner.via(netnsExec('made')).namespace('self', 'net')).toBe(await inner.fileIdentity(path))

  expect(await isolatedHost.files('/var/run/netns')).toEqual(['made'])
  expect(await isolatedHost.netnsNames()).toEqual(['made'])
  expect(await isolatedHost.fileSystem(path)).not.toBe('nsfs')
  expect(await isolatedHost.run('stat', '--format=%s %F', path)).toMatchObject({ stdout: '0 regular empty file\n' })
  expect(await isolatedHost.run('ip', 'netns', 'exec', 'made', 'true')).toMatchObject({
    exitCode: 255,
    stderr: expect.stringMatching(/setting the network namespace "made" failed: Invalid argument$/m),
  })
  expect(await isolatedHost.via(enteringFile('net', path)).run('true')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/Invalid argument$/m),
  })
})

const path = '/var/run/netns/made'

/** A mount namespace that is a copy of the first: it has the same file system at /var/run. */
async function anotherMountNamespace(
  host: View,
  first: View,
  background: (view: View, ...argv: string[]) => Promise<{ readonly pid: number }>,
  propagation: 'private' | 'unchanged',
): Promise<View> {
  const unshare = ['unshare', '--mount', '--propagation', propagation]
  const { pid } = await background(first, ...unshare, 'sh', '-c', 'echo ready; exec sleep infinity')
  const inner = host.via(entering({ pid, name: 'the second mount namespace' }, 'mnt'))
  await guardNotHost(host, inner, 'mnt')
  expect(await inner.namespace('self', 'mnt')).not.toBe(await first.namespace('self', 'mnt'))
  expect(await inner.fileIdentity('/var/run')).toBe(await first.fileIdentity('/var/run'))
  return inner
}

function page(): Page {
  return {
    why: {
      en: '`ip netns add` creates an empty file in /run/netns and bind-mounts the new namespace on it. A service with a mount namespace of its own, a container with /run/netns bound into it, or a shell under `unshare --mount` may see the file without the mount, or the other way round.',
      ja: '`ip netns add` は /run/netns に空のファイルを作り、その上に新しい namespace をバインドマウントする。独自のマウント namespace を持つサービスや、/run/netns がバインドマウントされたコンテナ、`unshare --mount` したシェルなどでは、ファイルは見えてもマウントが見えないことがある。',
    },
    lesson: {
      en: '“setting the network namespace failed: Invalid argument” means that the name is a plain file here. Look with `stat --file-system`: nsfs can be entered, anything else cannot. Make names where they are used, or share the mount.',
      ja: '「setting the network namespace failed: Invalid argument」は、その名前がここでは通常のファイルであることを意味する。`stat --file-system` で確かめられる。nsfs なら入れるし、それ以外なら入れない。名前は使う場所で作るか、マウントを shared にする。',
    },
    ja: {
      title:
        '`ip netns add` の名前が namespace を指すのは、作られたマウント namespace の中だけである。ほかでは空のファイルになる',
      expect:
        '別のマウント namespace では、`ip netns list` に名前が出るが、ファイルは空で nsfs のマウントではない。`ip netns exec` は setting the network namespace failed: Invalid argument と表示して 255 で終わる。/run/netns が shared であれば、名前はどちらでも使える。',
      because:
        '名前は、どちらからも見える空のファイルと、伝わったときにだけ見えるバインドマウントとでできているからである。',
      controls: ['/run/netns が shared であれば、名前はどちらでも使える'],
      findings: ['ほかの場所では、一覧に出るが入れない'],
    },
  }
}
