import { claim, control, expect, finding, type Page } from '../../fixtures/index.ts'

claim('SHR-03', {
  title:
    'A container that joins another’s pid namespace sees that one’s first process as PID 1, and keeps its own file systems',
  expect:
    'PID 1 of the joiner’s ps is the donor’s program; its own has another number; mnt, root directory, ipc, net and uts are its own.',
  because:
    'a pid namespace numbers its processes in the order of their arrival, and the files come from the mount namespace, which is not joined.',
  source: [
    'https://docs.docker.com/reference/cli/docker/container/run/#pid',
    'pid_namespaces(7) “The namespace "init" process”',
    'moby daemon/oci_linux.go (WithNamespaces)',
  ],
  verdict: 'new',
  page,
})

control('alone it is PID 1 itself', async ({ start, host }) => {
  const alone = await start(joining)
  expect(await alone.inside.namespace('self', 'pid')).toBe(await host.namespace(alone.pid, 'pid'))
  expect((await alone.inside.ps())[0]).toMatchObject({ pid: 1, ppid: 0, args: 'sleep 2000' })
})

finding('joined, the donor’s program is PID 1, and the files are its own', async ({ start, host }) => {
  const donor = await start(donating)
  const joiner = await start({ ...joining, hostConfig: { PidMode: `container:${donor.id}` } })
  const here = await host.namespaces()
  const [one, other] = [await host.namespaces(donor.pid), await host.namespaces(joiner.pid)]
  expect(other.pid).toBe(one.pid)
  expect(one.pid).toBe(await donor.inside.namespace('self', 'pid'))
  expect(await joiner.inside.namespace('self', 'pid')).toBe(one.pid)
  for (const type of ['ipc', 'mnt', 'net', 'uts'] as const)
    expect(new Set([here[type], one[type], other[type]]).size, type).toBe(3)

  const seen = await joiner.inside.ps()
  expect(seen[0]).toMatchObject({ pid: 1, ppid: 0, args: 'sleep 1000' })
  expect(seen.filter(({ args }) => args === 'sleep 2000')).toMatchObject([{ ppid: 0 }])
  expect(await joiner.inside.fileIdentity('/')).toBe(await host.fileIdentity(`/proc/${joiner.pid}/root`))
  expect(await joiner.inside.fileIdentity('/')).not.toBe(await donor.inside.fileIdentity('/'))
})

const donating = { of: 'nginx', entrypoint: ['sleep', '1000'] } as const
const joining = { of: 'httpd', entrypoint: ['sleep', '2000'] } as const

function page(): Page {
  return {
    why: {
      en: 'A pid namespace has one init, and here it is the donor’s. Which files a process sees depends on the mount namespace, and that one is not joined.',
      ja: 'PID namespace の init は一つで、ここでは提供側のコンテナのものである。どのファイルが見えるかはマウント namespace で決まるが、そちらには参加していない。',
    },
    lesson: {
      en: 'With `--pid=container:` one can bring a debugger to a container that has none. Its processes are in your list, and through /proc/1/root its files are in reach (SHR-05). Only your own root directory is unchanged.',
      ja: '`--pid=container:` を使えば、ツールのないコンテナを別のコンテナのツールで調べられる。相手のプロセスが一覧に出て、/proc/1/root からはそのファイルにも手が届く（SHR-05）。変わらないのは自分のルートディレクトリだけである。',
    },
    ja: {
      title:
        '別のコンテナの PID namespace に参加したコンテナは、提供側の最初のプロセスを PID 1 として見るが、ファイルシステムは自分のままである',
      expect:
        '参加した側の ps では、PID 1 は提供側のプログラムで、自分のプログラムは別の番号になる。mnt、ルートディレクトリ、ipc、net、uts は自分のものである。',
      because:
        'PID namespace はプロセスに現れた順に番号を付け、ファイルは、参加していないマウント namespace から来るからである。',
      controls: ['単独なら自分が PID 1 である'],
      findings: ['参加すると PID 1 は提供側のプログラムになるが、ファイルは自分のものである'],
    },
  }
}
