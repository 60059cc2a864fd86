import { claim, control, expect, finding, type Page, type Profile } from '../../fixtures/index.ts'

claim('SHR-03', {
  title:
    'A container that joins another’s pid namespace sees that one’s first process as PID 1, and keeps its own file systems',
  expect: (profile) =>
    `PID 1 of the joiner’s ps is the donor’s program; its own has another number; mnt and the root directory are its own. A donor that is not running ${startsDonors(profile) ? 'is started along' : 'makes docker start end with 1'}.`,
  because:
    'numbers are given out by the namespace in the order of arrival, and there is nothing to join where nobody is.',
  source: ['https://docs.docker.com/reference/cli/docker/container/run/#pid', 'pid_namespaces(7)'],
  verdict: 'new',
  page,
})

control(
  'alone it is PID 1 itself, and a donor that does not run is refused, or started along',
  async ({ start, docker, label, profile }) => {
    const alone = await start(joining)
    expect((await alone.inside.ps())[0]).toMatchObject({ pid: 1, args: 'sleep 2000' })

    await docker.must('kill', alone.id)
    const pid = `--pid=container:${alone.id}`
    const made = await docker.run('create', '--label', label, pid, '--entrypoint', 'true', alone.image)
    const started = await docker.run('start', made.stdout.trim())
    await docker.must('rm', '--force', made.stdout.trim())
    expect(started.exitCode).toBe(startsDonors(profile) ? 0 : 1)
    expect((await docker.inspect(alone.id)).running).toBe(startsDonors(profile))
  },
)

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

/** Podman starts the containers that a container depends on; Docker refuses to start such a container. */
function startsDonors({ engine }: Profile): boolean {
  return engine.name === 'podman'
}

function page(): Page {
  return {
    why: {
      en: 'A pid namespace has one init, and it is there already. Which files a process sees is for the mount namespace to say, and that one is not joined.',
      ja: 'PID namespace の init は一つで、すでにいる。どのファイルが見えるかを決めるのはマウント namespace であり、そちらには参加していない。',
    },
    lesson: {
      en: 'With `--pid=container:` one can bring a debugger to a container that has none: its processes are there, its files are not.',
      ja: '`--pid=container:` を使えば、道具のないコンテナに道具を持ち込める。相手のプロセスは見えるが、ファイルは見えない。',
    },
    ja: {
      title:
        '別のコンテナの PID namespace に参加したコンテナは、相手の最初のプロセスを PID 1 として見るが、ファイルシステムは自分のままである',
      expect: (profile) =>
        `参加した側の ps で PID 1 は相手のプログラムで、自分のは別の番号になる。mnt とルートは自分のもの。相手が動いていなければ${startsDonors(profile) ? '一緒に起動される' : ' docker start は 1 で終わる'}。`,
      because: '番号は namespace が来た順に割り当て、誰もいないところには参加できないからである。',
      controls: ['単独なら自分が PID 1 であり、動いていない参加先は拒まれるか、一緒に起動される'],
      findings: ['参加すると PID 1 は参加先のプログラムになるが、ファイルは自分のものである'],
    },
  }
}
