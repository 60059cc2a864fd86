import {
  claim,
  control,
  expect,
  finding,
  guardNotHost,
  type Page,
  type Subject,
  sleepForever,
  type View,
} from '../../fixtures/index.ts'

claim('IPC-01', {
  title:
    'A System V segment made in one container is in no other and not on the host, unless its ipc namespace is shared',
  expect:
    'The segment is listed in the container and in one with `--ipc=container:`, but neither beside it nor on the host. A private donor is refused with 125.',
  because: 'the list shows the ipc namespace of its reader.',
  source: [
    'ipc_namespaces(7) “DESCRIPTION”',
    'proc_sysvipc(5)',
    'moby daemon/container_operations_unix.go (getIPCContainer)',
  ],
  verdict: 'new',
  page,
})

control('a container with --ipc=container: has it too', async ({ start, host }) => {
  const donor = await start({ ...sleepForever, of: 'nginx', hostConfig: { IpcMode: 'shareable' } })
  const joiner = await start({ ...sleepForever, of: 'httpd', hostConfig: { IpcMode: `container:${donor.id}` } })
  const key = await segmentIn(host, donor)
  expect(await keys(joiner.inside)).toEqual([key])
})

finding('the container beside it and the host do not', async ({ start, httpd, host, docker, label }) => {
  const subject = await start({ ...sleepForever, of: 'nginx', hostConfig: { IpcMode: 'private' } })
  const key = await segmentIn(host, subject)
  expect(await keys(httpd.inside)).not.toContain(key)
  expect(await keys(host)).not.toContain(key)

  const ipc = `--ipc=container:${subject.id}`
  const refused = await docker.run('run', '--rm', '--label', label, '--entrypoint', 'true', ipc, subject.image)
  expect(refused).toMatchObject({ exitCode: 125, stdout: '', stderr: expect.stringContaining('non-shareable IPC') })
})

/** ipcmk chooses a random key of 32 bits, so no other segment has it. */
async function segmentIn(host: View, { pid, inside }: Subject): Promise<number | undefined> {
  const ipc = await host.namespace(pid, 'ipc')
  expect(ipc).not.toBe(await host.namespace('self', 'ipc'))
  expect(await inside.namespace('self', 'ipc')).toBe(ipc)
  await guardNotHost(host, inside, 'ipc')
  expect(await inside.sharedMemory()).toEqual([])
  await inside.must('ipcmk', '--shmem', '4096')
  const made = await inside.sharedMemory()
  expect(made).toMatchObject([{ size: 4096 }])
  return made[0]?.key
}

async function keys(view: View): Promise<number[]> {
  return (await view.sharedMemory()).map(({ key }) => key)
}

function page(): Page {
  return {
    why: {
      en: 'Keys and ids are counted for each ipc namespace. Docker makes one for each container, and lets another container use it only if the donor was started as shareable.',
      ja: 'キーと ID は ipc namespace ごとに管理される。Docker はコンテナごとに一つ作り、提供側のコンテナが shareable として起動された場合に限って共有させる。',
    },
    lesson: {
      en: 'System V shared memory is found by a key, and keys end at the ipc namespace. --ipc shares it, and the donor has to allow that. A file that both map from one volume, or a memfd passed over a socket, is shared memory that needs no common ipc namespace.',
      ja: 'System V 共有メモリはキーで探され、キーが通用するのは一つの ipc namespace の中だけである。共有するには --ipc を使い、提供側のコンテナがそれを許している必要がある。同じボリュームのファイルを mmap する場合や、memfd をソケットで渡す場合は、ipc namespace が別でもメモリを共有できる。',
    },
    ja: {
      title:
        'あるコンテナで作った System V 共有メモリは、ipc namespace を共有しない限り、他のコンテナにもホストにも存在しない',
      expect:
        '共有メモリは、そのコンテナと `--ipc=container:` のコンテナには現れ、隣のコンテナにもホストにも現れない。提供側が private であれば 125 で拒まれる。',
      because: '一覧に出るのは、参照元のプロセスの ipc namespace にあるものだからである。',
      controls: ['--ipc=container: を付けたコンテナからは、同じ共有メモリが見える'],
      findings: ['隣のコンテナからもホストからも、それは見えない'],
    },
  }
}
