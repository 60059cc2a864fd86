import { claim, control, expect, finding, guardNotHost, netnsExec, type Page, type View } from '../../fixtures/index.ts'

claim('NET-07', {
  title:
    'When another process gets the PID, the article’s symlink leads to that process’s network without a warning; a bind mount does not',
  expect:
    'The second process has the first one’s PID and another network namespace. `ip netns exec` by the link ends with 0 and is in the second’s; the mount still leads to the first’s.',
  because: 'nothing in the link says which process was meant.',
  source: [
    'proc_sys_kernel(5)',
    'namespaces(7) “Namespace lifetime”',
    'linux kernel/pid_namespace.c (pid_ns_ctl_handler)',
  ],
  needs: ['a choice of the next PID'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('while nobody has the PID, the link leads nowhere', async ({ background, hold, host }) => {
  const separate = host.via(await hold(['pid', 'net'], '--mount-proc'))
  const first = await background(separate, ...someone)
  const id = await nameTwice(host, separate, first.firstLine)
  await first.end()
  expect(await separate.run('stat', '-L', linked)).toMatchObject({ exitCode: 1, stdout: '' })
  expect(await under(separate, 'linked')).toMatchObject({ exitCode: 255, stdout: '' })
  expect(await under(separate, 'mounted')).toMatchObject({ exitCode: 0, stdout: `${id}\n` })
})

finding('the next one with that PID is where the link leads', async ({ background, hold, host }) => {
  const separate = host.via(await hold(['pid', 'net'], '--mount-proc'))
  const first = await background(separate, ...someone)
  const id = await nameTwice(host, separate, first.firstLine)
  await first.end()
  const last = `${Number(first.firstLine) - 1}`
  await separate.must('sh', '-c', 'echo "$1" > /proc/sys/kernel/ns_last_pid', 'sh', last)
  const second = await background(separate, ...someone)
  expect(second.firstLine).toBe(first.firstLine)

  const seconds = await separate.namespace(Number(second.firstLine), 'net')
  expect(seconds).not.toBe(id)
  expect(await under(separate, 'linked')).toMatchObject({ exitCode: 0, stdout: `${seconds}\n` })
  expect(await under(separate, 'mounted')).toMatchObject({ exitCode: 0, stdout: `${id}\n` })
})

const [linked, mounted] = ['/var/run/netns/linked', '/var/run/netns/mounted']
const someone = ['unshare', '--net', 'sh', '-c', 'echo $$; exec sleep infinity']

/** The network namespace of a command that `ip netns exec NAME` runs. */
const under = (separate: View, name: string) =>
  separate.via(netnsExec(name)).run('stat', '-L', '--format=%d:%i', '/proc/self/ns/net')

/** Gives a process's network namespace a symlink and a bind mount, in a pid and a mount namespace that are not the host's. */
async function nameTwice(host: View, separate: View, pid: string): Promise<string> {
  await guardNotHost(host, separate, 'pid', 'mnt', 'net')
  const steps = [
    ['mount', '-t', 'tmpfs', 'tmpfs', '/var/run'],
    ['ip', 'netns', 'attach', 'mounted', pid],
    ['ln', '-s', `/proc/${pid}/ns/net`, linked],
  ]
  for (const step of steps) await separate.must(...step)
  const id = await separate.namespace(Number(pid), 'net')
  expect([await separate.fileIdentity(linked), await separate.fileIdentity(mounted)]).toEqual([id, id])
  return id
}

function page(): Page {
  return {
    why: {
      en: 'The link’s text names a number, and the number is looked up each time. The mount was resolved once and stays with the namespace.',
      ja: 'リンクに書かれているのは番号であり、たどるたびに調べ直される。マウントは一度だけ解決され、その後も同じ namespace を指す。',
    },
    lesson: {
      en: 'Remove such a link as soon as you have used it. A forgotten one leads into the network of whichever process has that PID later.',
      ja: 'このようなリンクは使ったらすぐに消すこと。消し忘れたリンクは、後でその PID を得たプロセスのネットワークを指すことになる。',
    },
    ja: {
      title:
        'PID が再利用されると、記事のシンボリックリンクは警告もなく別のプロセスのネットワークを指すようになる。バインドマウントではそうならない',
      expect:
        '二番目のプロセスは、最初のプロセスと同じ PID と、別の network namespace を持つ。リンクによる `ip netns exec` は 0 で終わり、二番目のプロセスの namespace に入る。マウントは最初のプロセスのものを指したままである。',
      because: 'どのプロセスのことだったのかは、リンクのどこにも書かれていないからである。',
      controls: ['その PID のプロセスがいない間、リンクの先には何もない'],
      findings: ['リンクは、次にその PID を得たプロセスの network namespace を指す'],
    },
  }
}
