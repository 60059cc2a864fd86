import {
  claim,
  control,
  enteringFile,
  expect,
  finding,
  guardNotHost,
  type Holder,
  type NamespaceType,
  type Page,
  until,
  type View,
} from '../../fixtures/index.ts'

claim('NET-08', {
  title: 'An open file descriptor alone keeps a namespace: its last process has ended, and one can still enter it',
  expect:
    'With the descriptor held, `nsenter --net` through it shows the far end of a veth, and the near end is still here. When it is closed, the near end is gone too. With nothing held, it goes with the last process.',
  because: 'the kernel frees a namespace with its last reference, not with its last process.',
  source: ['namespaces(7) “Namespace lifetime”', 'ip-netns(8) “DESCRIPTION”', 'linux fs/nsfs.c (nsfs_evict)'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('with nothing held, the near end goes with the last process', async ({ hold, host }) => {
  const { here, there } = await joined(host, hold)
  expect(await names(here)).toContain('near')
  await there.end()
  expect(await whenGone(here)).toEqual([])
})

finding('with a descriptor held, it goes when that is closed', async ({ hold, host, pin }) => {
  const { here, there, id } = await joined(host, hold)
  const held = await pin(`/proc/${there.pid}/ns/net`)
  await there.end()
  expect((await host.members('net')).filter((member) => member.id === id)).toEqual([])

  const entered = host.via(enteringFile('net', held.path))
  expect(await entered.namespace('self', 'net')).toBe(id)
  expect(await names(entered)).toEqual(['far'])
  expect(await names(here)).toEqual(['near'])

  await held.end()
  expect(await whenGone(here)).toEqual([])
})

/** Two network namespaces with a veth between them, each with one process. */
async function joined(host: View, hold: (types: readonly NamespaceType[]) => Promise<Holder>) {
  const [near, there] = [await hold(['net']), await hold(['net'])]
  const here = host.via(near)
  await guardNotHost(host, here, 'net')
  await guardNotHost(host, host.via(there), 'net')
  await here.must('ip', 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far', 'netns', `${there.pid}`)
  const id = await host.via(there).namespace('self', 'net')
  expect(await host.namespace(there.pid, 'net')).toBe(id)
  expect((await host.members('net')).filter((member) => member.id === id)).toMatchObject([{ pid: there.pid }])
  return { here, there, id }
}

/** The interfaces that the test made: a new namespace may have others of its own. */
const names = async (view: View): Promise<string[]> =>
  (await view.netDevices()).filter((name) => ['near', 'far'].includes(name))

/** A namespace is taken down by a kernel thread, a moment after its last reference is gone. */
const whenGone = (view: View): Promise<string[]> =>
  until(
    () => names(view),
    (found) => found.length === 0,
  )

function page(): Page {
  return {
    why: {
      en: 'Opening /proc/PID/ns/net takes a reference on the namespace. It is given back when the descriptor is closed, whatever became of the process. A veth shows it from outside: its near end is here as long as the namespace with its far end exists.',
      ja: '/proc/PID/ns/net を開くと、namespace への参照が一つ増える。プロセスがどうなろうと、その参照が減るのは記述子が閉じられたときである。それを外から示すのが veth である。一方の端は、他方の端がある namespace が存在する限り残る。',
    },
    lesson: {
      en: 'A namespace that no process is in may still exist, in somebody’s file descriptor. That is also how to hold on to one safely: unlike a PID, a descriptor does not come to mean another one.',
      ja: 'プロセスが一つもいない namespace が、誰かのファイル記述子によって残っていることがある。安全に保持する方法でもある。記述子は、PID と違って別の namespace を指すようになることがない。',
    },
    ja: {
      title: '開いたファイル記述子一つで namespace は残る。最後のプロセスが終了しても、まだ入ることができる',
      expect:
        '記述子を保持していれば、それを通した `nsenter --net` で veth の向こう側の端が見え、手前の端も残っている。記述子を閉じると、手前の端も消える。何も保持しなければ、最後のプロセスとともに消える。',
      because: 'カーネルが namespace を解放するのは、最後のプロセスではなく最後の参照が消えたときだからである。',
      controls: ['何も保持しなければ、手前の端は最後のプロセスとともに消える'],
      findings: ['記述子を保持していれば、それを閉じたときに消える'],
    },
  }
}
