import {
  claim,
  control,
  expect,
  finding,
  guardNotHost,
  type Holder,
  type NamespaceType,
  type Page,
  until,
  type View,
} from '../../fixtures/index.ts'

claim('NET-14', {
  title:
    'When a network namespace ends, its virtual interfaces are deleted and not given back; a socket is enough to keep it',
  expect:
    'Of a veth whose one end was moved into the namespace, both ends are gone after its last process. The end that was moved back before is still here. With a socket that a process elsewhere holds, the veth stays until that is closed.',
  because:
    'the kernel takes a namespace down with its last reference, a socket is one, and only physical interfaces are moved back to the host.',
  source: [
    'network_namespaces(7) “DESCRIPTION”',
    'veth(4)',
    'linux net/core/dev.c (default_device_exit_net, default_device_exit_batch)',
    'linux net/core/sock.c (sk_alloc)',
  ],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('moved back before the namespace ends, the interface is still here', async ({ hold, host }) => {
  const { here, there, home } = await moved(host, hold)
  await host.via(there).must('ip', 'link', 'set', 'nsproof-lent', 'netns', `${home.pid}`)
  expect(await names(here)).toEqual(['nsproof-kept', 'nsproof-lent'])
  await there.end()
  await ended(host, hold)
  expect(await names(here)).toEqual(['nsproof-kept', 'nsproof-lent'])
})

finding('the end that is in it is deleted, and with it the end that is not', async ({ hold, host }) => {
  const { here, there } = await moved(host, hold)
  expect(await names(here)).toEqual(['nsproof-kept'])
  expect(await names(host.via(there))).toEqual(['nsproof-lent'])
  await there.end()
  expect(await whenGone(here)).toEqual([])
  expect(await names(host)).toEqual([])
})

finding('a socket that a process elsewhere holds keeps both', async ({ background, hold, host }) => {
  const { here, there, home } = await moved(host, hold)
  const inside = host.via(there)
  const id = await inside.namespace('self', 'net')
  await inside.must('ip', 'link', 'set', 'lo', 'up')
  const holder = await background(inside, 'bash', '-c', leaving, 'bash', `/proc/${home.pid}/ns/net`)
  await there.end()
  expect((await host.members('net')).filter((member) => member.id === id)).toEqual([])
  await ended(host, hold)
  expect(await names(here)).toEqual(['nsproof-kept'])
  await holder.end()
  expect(await whenGone(here)).toEqual([])
})

/** Opens a UDP socket, which needs nobody at the other end, and goes to another network namespace with it. */
const leaving = 'exec 3<>/dev/udp/127.0.0.1/9; exec nsenter --net="$1" sh -c "echo gone; exec sleep infinity"'

/** Two network namespaces, and a veth of the first, one end of which is moved into the second. */
async function moved(host: View, hold: Hold) {
  const [home, there] = [await hold(['net']), await hold(['net'])]
  const here = host.via(home)
  await guardNotHost(host, here, 'net')
  await guardNotHost(host, host.via(there), 'net')
  await here.must('ip', 'link', 'add', 'nsproof-kept', 'type', 'veth', 'peer', 'name', 'nsproof-lent')
  expect(await names(here)).toEqual(['nsproof-kept', 'nsproof-lent'])
  await here.must('ip', 'link', 'set', 'nsproof-lent', 'netns', `${there.pid}`)
  return { here, there, home }
}

type Hold = (types: readonly NamespaceType[]) => Promise<Holder>

/** Namespaces are taken down in the order in which they ended: waits until one that ends now is gone. */
async function ended(host: View, hold: Hold): Promise<void> {
  const { here, there } = await moved(host, hold)
  await there.end()
  expect(await whenGone(here)).toEqual([])
}

const names = async (view: View): Promise<string[]> =>
  (await view.netDevices()).filter((name) => ['nsproof-kept', 'nsproof-lent'].includes(name)).toSorted()

const whenGone = (view: View): Promise<string[]> =>
  until(
    () => names(view),
    (found) => found.length === 0,
  )

function page(): Page {
  return {
    why: {
      en: 'Processes, bind mounts, open descriptors and sockets each hold a reference. The manual page says that a network namespace is freed “when the last process in the namespace terminates”: here no process is in it, and a socket keeps it. What is freed has no owner to go back to: a virtual interface is deleted, and of a veth the other end too.',
      ja: 'プロセス、バインドマウント、開いた記述子、ソケットは、それぞれ参照を一つ持つ。マニュアルには「最後のプロセスが終了すると」解放されるとあるが、ここではプロセスがいなくても、ソケットが namespace を保持する。解放されるとき、仮想インターフェースは元の場所には戻らず削除される。veth であれば、対になる端も削除される。',
    },
    lesson: {
      en: 'Take out of a namespace what you want to keep before its last process ends. If its interfaces stay although nobody is in it, look for a name in /run/netns, a descriptor or a socket.',
      ja: '残したいインターフェースは、最後のプロセスが終了する前に取り出しておく。プロセスがいないのにインターフェースが残っているなら、/run/netns の名前、記述子、ソケットを疑う。',
    },
    ja: {
      title:
        'network namespace が終わると、その仮想インターフェースは元に戻されずに削除される。ソケット一つでも namespace は残る',
      expect:
        'veth の片方の端を namespace に移すと、最後のプロセスが終了した後には両端ともなくなる。その前に戻した端は残る。別の namespace のプロセスがソケットを保持していれば、それが閉じられるまで veth は残る。',
      because:
        'カーネルは最後の参照が消えたときに namespace を片付け、ソケットも参照の一つであり、ホストに戻されるのは物理インターフェースだけだからである。',
      controls: ['namespace が終わる前に戻したインターフェースは、まだここにある'],
      findings: [
        '中にある端が削除され、それとともに外にある端も削除される',
        '別の namespace のプロセスが保持するソケットによって、どちらの端も残る',
      ],
    },
  }
}
