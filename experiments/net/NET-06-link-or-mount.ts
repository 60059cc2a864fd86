import {
  claim,
  control,
  enteringFile,
  expect,
  finding,
  guardNotHost,
  netnsExec,
  type Page,
  type Subject,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('NET-06', {
  title:
    'When the container stops, the article’s symlink leads nowhere, and a bind mount keeps the namespace, without eth0',
  expect:
    'After the stop the symlink leads to no file (ENOENT) and `ip netns exec` ends with 255. The mount leads to the same inode as before, with lo and without eth0. Unmounted, its name is a plain file that cannot be entered.',
  because: 'only the mount is counted as a user of the namespace.',
  source: ['namespaces(7) “Namespace lifetime”', 'ip-netns(8) “DESCRIPTION”', 'iproute2 ip/ipnetns.c (netns_add)'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('while the container runs, both names lead into it and show eth0', async ({ isolatedHost, host, start }) => {
  await twoNames(host, isolatedHost, await start({ of: 'nginx', ...sleepForever }))
  for (const name of ['linked', 'mounted'])
    expect(await names(isolatedHost.via(netnsExec(name)))).toEqual(expect.arrayContaining(['lo', 'eth0']))
})

finding(
  'stopped, the link is dead and the mount keeps a namespace without eth0',
  async ({ isolatedHost, docker, host, start }) => {
    const subject = await start({ of: 'nginx', ...sleepForever })
    const id = await twoNames(host, isolatedHost, subject)
    await docker.must('stop', '-t', '0', subject.id)

    expect(await identity(isolatedHost, linked)).toMatchObject({ exitCode: 1, stdout: '' })
    expect(await isolatedHost.run('ip', 'netns', 'exec', 'linked', 'true')).toMatchObject({
      exitCode: 255,
      stderr: expect.stringMatching(/No such file or directory$/m),
    })
    expect(await identity(isolatedHost, mounted)).toMatchObject({ exitCode: 0, stdout: `${id}\n` })
    const left = await names(isolatedHost.via(netnsExec('mounted')))
    expect(left).toContain('lo')
    expect(left).not.toContain('eth0')

    expect(await isolatedHost.fileSystem(mounted)).toBe('nsfs')
    await isolatedHost.must('umount', mounted)
    expect(await isolatedHost.fileSystem(mounted)).not.toBe('nsfs')
    expect(await isolatedHost.via(enteringFile('net', mounted)).run('true')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/Invalid argument$/m),
    })
  },
)

const [linked, mounted] = ['/var/run/netns/linked', '/var/run/netns/mounted']

/** The article's symlink and a bind mount by `ip netns attach`, both of one container's network namespace. */
async function twoNames(host: View, isolatedHost: View, { pid }: Subject): Promise<string> {
  await guardNotHost(host, isolatedHost, 'mnt')
  await isolatedHost.must('ip', 'netns', 'attach', 'mounted', `${pid}`)
  await isolatedHost.must('ln', '-s', `/proc/${pid}/ns/net`, linked)
  const id = await host.namespace(pid, 'net')
  expect([await isolatedHost.fileIdentity(linked), await isolatedHost.fileIdentity(mounted)]).toEqual([id, id])
  return id
}

/** stat of a path, with its exit code: the path may lead nowhere. */
const identity = (view: View, path: string) => view.run('stat', '-L', '--format=%d:%i', path)

const names = async (view: View): Promise<string[]> => (await view.addresses()).map((each) => each.name)

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'The article says that its link may be pictured as a disk that is mounted. A link is no mount. The symlink leads through /proc/PID, which ends with the process. The mount keeps the namespace itself; Docker takes its veth out all the same.',
      ja: '記事は、このリンクを「ディスクでいうマウントをしたようなイメージ」と説明する。しかしリンクはマウントではない。リンクは /proc/PID を経由し、それはプロセスとともに消える。マウントは namespace そのものを保持するが、veth は Docker が取り除く。',
    },
    lesson: {
      en: 'To keep a namespace for a post-mortem, mount it. Do not expect the network in it to survive.',
      ja: '事後の調査のために namespace を残すなら、マウントする。その中のネットワークまで残るとは期待しないこと。',
    },
    ja: {
      title:
        'コンテナが止まると、記事のシンボリックリンクは行き先を失い、バインドマウントは namespace を残すが eth0 は残らない',
      expect:
        '停止後、リンクの先は ENOENT になり、`ip netns exec` は 255 で終わる。マウントは以前と同じ inode を指し、lo はあるが eth0 はない。アンマウントすると、名前は通常のファイルになり、そこからは入れない。',
      because: 'namespace への参照として数えられるのは、リンクではなくマウントだけだからである。',
      controls: ['コンテナが動いている間は、どちらの名前でも中に入れ、eth0 が見える'],
      findings: ['止まるとリンクは行き先を失い、マウントは eth0 のない namespace を保持する'],
    },
  }
}
