import {
  claim,
  control,
  expect,
  finding,
  type Page,
  type Subject,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('USR-01', {
  title:
    'On an engine that remaps, a container has a user namespace of its own, and its root is an ordinary user of the host',
  expect:
    'In nginx’s uid_map 0 stands for the uid by which the engine names its directory, and further ranges follow without a gap. Outside, its root is that uid, and the files of its image are that uid’s. A file of the host’s root that is bound into such a container is not written. With --userns=host uid and power are those of the host’s root.',
  because:
    'the engine takes a range from /etc/subuid when it starts, and keeps its images in a directory named by the first id, with files that belong to it.',
  source: [
    'user_namespaces(7) “User and group ID mappings: uid_map and gid_map”',
    'subuid(5)',
    'https://docs.docker.com/engine/security/userns-remap/',
  ],
  needs: ['user namespaces', 'an engine with userns-remap'],
  verdict: 'new',
  page,
})

control(
  'with --userns=host, the user namespace, the uid and its power are the host’s',
  async ({ start, host, scratch }) => {
    const file = await fileOfRoot(host, scratch())
    const hostConfig = { UsernsMode: 'host', Binds: [`${file}:/hosts`] }
    const open = await start({ of: 'nginx', ...sleepForever, hostConfig })
    expect(await host.namespace(open.pid, 'user')).toBe(await host.namespace('self', 'user'))
    expect(await host.uidMap(open.pid)).toEqual(await host.uidMap('self'))
    expect(await uids(host, open)).toEqual({ inside: 'sleep 1 0', outside: 'sleep 1 0' })
    expect(await append(open)).toMatchObject({ exitCode: 0 })
    expect(await host.run('cat', file)).toMatchObject({ stdout: 'old\nnew\n' })
  },
)

finding('nginx has its own, mapped to the engine’s range', async ({ nginx, httpd, host, docker }) => {
  const users = [await host.namespace('self', 'user'), await host.namespace(httpd.pid, 'user')]
  expect(users).not.toContain(await host.namespace(nginx.pid, 'user'))

  const { stdout: folder } = await docker.run('info', '--format', '{{.DockerRootDir}}')
  const outside = Number(/\/(\d+)\.\d+\n$/.exec(folder)?.[1])
  const ranges = await host.uidMap(nginx.pid)
  expect(ranges[0]).toMatchObject({ inside: 0, outside })
  for (const [index, { inside, count }] of ranges.slice(0, -1).entries())
    expect(ranges[index + 1]?.inside).toBe(inside + count)
  const files = await host.run('stat', '--format=%u', `/proc/${nginx.pid}/root/etc`)
  expect(files).toMatchObject({ exitCode: 0, stdout: `${outside}\n` })

  expect(outside).toBeGreaterThan(0)
  expect(await uids(host, nginx)).toEqual({ inside: 'nginx 1 0', outside: `nginx 1 ${outside}` })
  expect(await uids(host, httpd)).toEqual({ inside: 'httpd 1 0', outside: `httpd 1 ${outside}` })
})

finding('its root may not write what the host’s root owns', async ({ start, host, scratch }) => {
  const file = await fileOfRoot(host, scratch())
  const subject = await start({ of: 'nginx', ...sleepForever, hostConfig: { Binds: [`${file}:/hosts`] } })
  expect(await subject.inside.run('id', '-u')).toMatchObject({ stdout: '0\n' })
  expect(await append(subject)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Permission denied') })
  expect(await host.run('cat', file)).toMatchObject({ stdout: 'old\n' })
})

/** Writes a file of the host's root that everybody may read. @returns its path */
async function fileOfRoot(host: View, file: string): Promise<string> {
  await host.must('sh', '-c', 'echo old >"$1" && chmod 0644 "$1"', 'sh', file)
  return file
}

const append = ({ inside }: Subject) => inside.run('sh', '-c', 'echo new >>/hosts')

/** A process's name, its PID in its own pid namespace, and its uid. */
const who = ({ Name, NSpid, Uid }: Record<string, string>): string =>
  `${Name} ${NSpid?.split('\t').at(-1)} ${Uid?.split('\t')[0]}`

/** A container's first process, as its own procfs shows it and as the host's does. */
async function uids(host: View, { inside, pid }: Subject): Promise<{ inside: string; outside: string }> {
  const [within, without] = [await inside.status(1), await host.status(pid)]
  return { inside: who(within), outside: who(without) }
}

function page(): Page {
  return {
    why: {
      en: 'The runtime makes a user namespace for each container and writes the engine’s ranges into its uid_map, a line for each: 0 inside is the first id of the first range on the host.',
      ja: 'ランタイムはコンテナごとに user namespace を作り、その uid_map にエンジンの範囲を一行ずつ書く。中の 0 は、ホスト側では最初の範囲の先頭の uid になる。',
    },
    lesson: {
      en: 'A uid is a number in a user namespace. Two containers have two user namespaces, but this engine maps both to the same range, so on the host their roots are one user.',
      ja: 'uid は user namespace の中での番号である。コンテナごとに user namespace は別だが、このエンジンはどれにも同じ範囲を割り当てる。そのためホストから見れば、root どうしは同じユーザーである。',
    },
    ja: {
      title:
        'UID を再マッピングするエンジンでは、コンテナは独自の user namespace を持ち、その root はホストの一般ユーザーである',
      expect:
        'nginx の uid_map では、中の 0 はエンジンのディレクトリ名にある uid に対応し、範囲が複数あれば隙間なく続く。外から見ると、root はその uid であり、イメージのファイルもその uid のものである。ホストの root のファイルをバインドマウントしても書けない。--userns=host なら、uid も権限もホストの root のものである。',
      because:
        'エンジンは起動時に /etc/subuid から範囲を取り、その最初の id を名前に持つディレクトリに、その id のファイルとしてイメージを置くからである。',
      controls: ['--userns=host なら、user namespace も uid も権限もホストのものである'],
      findings: [
        'nginx には独自の user namespace があり、エンジンの範囲が割り当てられている',
        'その root は、ホストの root のファイルに書けない',
      ],
    },
  }
}
