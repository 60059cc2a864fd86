import { claim, control, expect, finding, type Page, sleepForever, type View } from '../../fixtures/index.ts'

claim('KRN-01', {
  title: 'Kernel threads are in the initial pid namespace: the host lists them, and no container does',
  expect:
    'On the host, PID 2 is kthreadd and every other kernel thread is its child. In nginx there is no kernel thread.',
  because:
    'the kernel starts them itself, before and beside any container, and a thread is listed only in its own pid namespace and those above.',
  source: ['pid_namespaces(7)', 'linux kernel/kthread.c (kthreadd)', 'linux init/main.c (rest_init)'],
  needs: ['the initial pid namespace', 'the host’s pid and ipc namespaces for containers'],
  verdict: 'new',
  page,
})

control('with --pid=host a container lists them as well', async ({ host, start }) => {
  const hostConfig = { PidMode: 'host', UsernsMode: 'host' }
  const shared = await start({ of: 'nginx', ...sleepForever, network: 'none', hostConfig })
  const { seen, lasting } = await threadsDuring(host, () => shared.inside.kernelThreads())
  expect(lasting.size).toBeGreaterThan(1)
  expect(seen.map(identity)).toEqual(expect.arrayContaining([...lasting]))
})

finding('the host’s are kthreadd and its children, and nginx has none', async ({ host, nginx }) => {
  const { seen, lasting } = await threadsDuring(host, () => host.kernelThreads())
  expect(seen.filter(({ pid }) => pid === 2)).toMatchObject([{ ppid: 0, comm: 'kthreadd' }])
  const others = seen.filter((thread) => thread.pid !== 2 && lasting.has(identity(thread)))
  expect(new Set(others.map(({ ppid }) => ppid))).toEqual(new Set([2]))

  expect((await nginx.inside.processes()).filter(({ pid }) => pid === 1)).toMatchObject([{ comm: 'nginx' }])
  expect(await nginx.inside.kernelThreads()).toEqual([])
})

type Thread = Awaited<ReturnType<View['kernelThreads']>>[number]
const identity = ({ pid, start }: Thread): string => `${pid}@${start}`

/** An observation, and the kernel threads that the host had before and after it: they come and go. */
async function threadsDuring<Seen>(host: View, observe: () => Promise<Seen>) {
  const before = await host.kernelThreads()
  const seen = await observe()
  const after = new Set((await host.kernelThreads()).map(identity))
  return { seen, lasting: new Set(before.map(identity).filter((thread) => after.has(thread))) }
}

function page(): Page {
  return {
    why: {
      en: 'kworker, ksoftirqd and the others in the article’s long list do the kernel’s work for everybody: packets, disks, memory. They belong to no container, whichever container caused the work.',
      ja: '記事の長い一覧にある kworker や ksoftirqd などは、パケット、ディスク、メモリといったカーネルの仕事を全員のためにこなす。どのコンテナのための仕事であっても、どのコンテナにも属さない。',
    },
    lesson: {
      en: 'A `ps` with names in brackets shows the host’s /proc. In a container’s own list there are none, and the work of its kernel threads is not in its figures.',
      ja: '角括弧に入った名前が出る `ps` は、ホストの /proc を見ている。コンテナ自身の一覧にはそれがなく、カーネルスレッドがした仕事もコンテナの数値には現れない。',
    },
    ja: {
      title: 'カーネルスレッドは最初の PID namespace にいる。ホストの一覧には出るが、コンテナの一覧には出ない',
      expect:
        'ホストでは PID 2 が kthreadd であり、ほかのカーネルスレッドはどれもその子である。nginx の中にカーネルスレッドはない。',
      because:
        'カーネルがコンテナとは無関係に自分で起動し、スレッドは自身の PID namespace とその上の namespace でしか一覧に出ないからである。',
      controls: ['--pid=host なら、コンテナの一覧にも出る'],
      findings: ['ホストにあるのは kthreadd とその子であり、nginx には一つもない'],
    },
  }
}
