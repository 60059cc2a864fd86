import {
  claim,
  control,
  expect,
  finding,
  lsnsAtLeast,
  type Page,
  type Profile,
  until,
  type View,
} from '../../fixtures/index.ts'

claim('NS-02', {
  title:
    '`lsns` lists the namespaces that have processes: of those held by a file descriptor or a mount only newer versions know',
  expect: (profile) =>
    `A network namespace whose last process has ended still exists. Held by a bind mount it is ${listed(mount(profile)).en}, held by a file descriptor ${listed(descriptor(profile)).en}, by this host’s ${profile.tools['lsns'] ?? 'lsns'}.`,
  because:
    'lsns looks for namespaces in /proc/PID/ns. From 2.39 on it also reads the mounts of nsfs, and from 2.41 on the open files of all processes.',
  source: [
    'lsns(8)',
    'https://github.com/util-linux/util-linux/issues/1881',
    'https://github.com/util-linux/util-linux/pull/2902',
    'namespaces(7) “Namespace lifetime”',
  ],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('as long as a process is in it, it is listed', async ({ hold, host }) => {
  const { pid } = await hold(['net'])
  expect(await host.processesIn('net', inode(await host.namespace(pid, 'net')))).toBe(1)
})

finding('held by a file descriptor', async ({ hold, host, pin, profile }) => {
  const member = await hold(['net'])
  const namespace = await host.namespace(member.pid, 'net')
  const held = await pin(`/proc/${member.pid}/ns/net`)
  expect(await host.processesIn('net', inode(namespace))).toBe(1)
  await member.end()
  await gone(host, member.pid)
  expect(await host.fileIdentity(held.path)).toBe(namespace)
  expect(await host.processesIn('net', inode(namespace))).toBe(descriptor(profile))
})

finding('held by a bind mount', async ({ hold, host, isolatedHost, profile }) => {
  const member = await hold(['net'])
  const namespace = await host.namespace(member.pid, 'net')
  await isolatedHost.must('touch', place)
  await isolatedHost.must('mount', '--bind', `/proc/${member.pid}/ns/net`, place)
  expect(await isolatedHost.processesIn('net', inode(namespace))).toBe(1)
  await member.end()
  await gone(host, member.pid)
  expect(await isolatedHost.fileIdentity(place)).toBe(namespace)
  expect(await isolatedHost.processesIn('net', inode(namespace))).toBe(mount(profile))
})

/** In the test’s own mount namespace. */
const place = '/var/run/nsproof-held'
const inode = (id: string): number => Number(id.split(':')[1])

async function gone(host: View, pid: number): Promise<void> {
  const complaint = `process ${pid} has not ended`
  await until(
    () => host.state(pid),
    (state) => state === 'gone',
    { complaint },
  )
}

/** How many processes lsns finds in a namespace without any: null, or 0 where it looks at mounts. */
function mount(profile: Profile): 0 | null {
  return lsnsAtLeast(profile, 39) ? 0 : null
}

function descriptor(profile: Profile): 0 | null {
  return lsnsAtLeast(profile, 41) ? 0 : null
}

function listed(processes: 0 | null) {
  return processes === null
    ? { en: 'not listed', ja: '一覧に出ない' }
    : { en: 'listed with 0 processes', ja: 'プロセス数 0 で一覧に出る' }
}

function page(): Page {
  return {
    why: {
      en: 'A namespace has no name and no list of its own. A tool can only look where the references are: in the processes, the mounts and the open files. From Linux 6.19 on listns(2) asks the kernel. lsns(8) of 2.41 still says that it does not see namespaces held by a bind mount, and it does.',
      ja: 'namespace には名前も一覧もない。ツールは、参照のある場所、つまりプロセス、マウント、開いたファイルを探すしかない。Linux 6.19 からは listns(2) でカーネルに尋ねられる。2.41 の lsns(8) には今も「バインドマウントで保持された namespace は見えない」とあるが、実際には見える。',
    },
    lesson: {
      en: 'That lsns does not show a namespace does not mean that it is gone. Look for nsfs in /proc/*/mountinfo and among the open files as well.',
      ja: 'lsns に出なくても、namespace が消えたとは限らない。/proc/*/mountinfo の nsfs や、開いたファイルも調べる。',
    },
    ja: {
      title:
        '`lsns` の一覧に出るのはプロセスのいる namespace であり、ファイル記述子やマウントが保持するものは、新しい版にしか出ない',
      expect: (profile) =>
        `最後のプロセスが終わった network namespace がまだ残っている。このホストの ${profile.tools['lsns'] ?? 'lsns'} では、バインドマウントが保持するものは${listed(mount(profile)).ja}。ファイル記述子が保持するものは${listed(descriptor(profile)).ja}。`,
      because:
        'lsns は namespace を /proc/PID/ns から探すからである。2.39 からは nsfs のマウントも、2.41 からは全プロセスの開いたファイルも調べる。',
      controls: ['プロセスがいるうちは一覧に出る'],
      findings: ['ファイル記述子が保持する場合', 'バインドマウントが保持する場合'],
    },
  }
}
