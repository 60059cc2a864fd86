import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Page,
  type Profile,
  sleepForever,
  unsharing,
} from '../../fixtures/index.ts'

claim('SEC-02', {
  title:
    'Mounts, and no namespace of its own kind, hide and protect parts of /proc in a container: a new /proc for the same pid namespace has them all',
  expect:
    'In nginx, /proc/sys is a read-only mount, and paths such as /proc/keys are covered by other file systems. In a /proc that is mounted from the host for nginx’s pid namespace, both are plain parts of a writable /proc.',
  because:
    'the runtime mounts /proc, then mounts something over each masked path, and each read-only path over itself.',
  source: [
    'proc_pid_mountinfo(5)',
    'runc libcontainer/rootfs_linux.go (maskPaths, readonlyPath)',
    'https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#masked-paths',
  ],
  verdict: 'new',
  page,
})

control('in a container without masked and read-only paths nothing is mounted there', async ({ start, profile }) => {
  const { inside } = await start({ of: 'nginx', ...sleepForever, network: 'none', hostConfig: uncovered(profile) })
  expect(await inside.mountsBelow('/proc')).toEqual([])
  expect(await inside.mountOf('/proc/sys')).toMatchObject(onProc)
})

finding('nginx’s /proc has mounts over it, and a new one for its pid namespace has none', async ({ nginx, host }) => {
  const masks = (await nginx.inside.mountsBelow('/proc')).filter(({ fileSystem }) => fileSystem !== 'proc')
  const masked = masks.map(({ mountPoint }) => mountPoint)
  expect(masked).not.toEqual([])
  expect(await nginx.inside.mountOf('/proc/sys')).toMatchObject({ mountPoint: '/proc/sys', readOnly: true })

  const fresh = host.via(entering(nginx, 'pid'), unsharing('--mount-proc'))
  expect(await fresh.namespace('self', 'pid')).toBe(await host.namespace(nginx.pid, 'pid'))
  expect(await fresh.namespace('self', 'pid')).not.toBe(await host.namespace('self', 'pid'))
  const { pid, self } = await fresh.selfPid()
  expect(self).toBe(pid)
  expect(await fresh.mountOf('/proc/sys')).toMatchObject(onProc)
  for (const path of masked) expect([path, await fresh.fileSystem(path)]).toEqual([path, 'proc'])
})

const onProc = { mountPoint: '/proc', fileSystem: 'proc', readOnly: false }

/** `--security-opt systempaths=unconfined` of the docker client, and what podman calls it. */
function uncovered({ engine }: Profile) {
  return engine.name === 'podman' ? { SecurityOpt: ['unmask=all'] } : { MaskedPaths: [], ReadonlyPaths: [] }
}

function page(): Page {
  return {
    why: {
      en: 'Keys, kernel memory and the settings in /proc/sys belong to the whole machine. The runtime takes them out of sight by mounts in the container’s mount namespace. To mount another /proc takes CAP_SYS_ADMIN, which the container lacks.',
      ja: '鍵、カーネルのメモリ、/proc/sys の設定はマシン全体のものである。ランタイムは、コンテナの mount namespace の中で別のものをマウントして、これらを見えなくする。/proc をもう一つマウントするには、コンテナにない CAP_SYS_ADMIN が要る。',
    },
    lesson: {
      en: 'Whoever may mount, or enters only the pid namespace, has the whole /proc. `--security-opt systempaths=unconfined` gives it to the container itself.',
      ja: 'マウントできる者や、PID namespace だけに入った者には、/proc の全体が見える。`--security-opt systempaths=unconfined` を付ければ、コンテナ自身にも見える。',
    },
    ja: {
      title:
        'コンテナの /proc の一部を隠し、守っているのは専用の namespace ではなくマウントである。同じ PID namespace の /proc を新たにマウントすれば、すべて見える',
      expect:
        'nginx の中では /proc/sys は読み取り専用のマウントであり、/proc/keys などは別のファイルシステムで覆われている。nginx の PID namespace のためにホストからマウントした /proc では、どれも書き込み可能な /proc の一部である。',
      because:
        'ランタイムは /proc をマウントした後、隠すパスには別のものを、読み取り専用にするパスにはそのパス自身を重ねてマウントするからである。',
      controls: ['隠すパスと読み取り専用のパスがないコンテナでは、何も重ねられていない'],
      findings: ['nginx の /proc には重ねられたマウントがあり、同じ PID namespace の新しい /proc にはない'],
    },
  }
}
