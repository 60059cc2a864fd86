import {
  claim,
  control,
  expect,
  finding,
  hasOwnKernel,
  type Look,
  type Page,
  unsharing,
  type View,
} from '../../fixtures/index.ts'

claim('ART-22', {
  title: (profile) =>
    profile !== undefined && hasOwnKernel(profile.engine)
      ? 'With this engine’s runtime a container is close to a guest operating system: it runs on a kernel of its own'
      : 'A container is no guest operating system: it runs on the host’s kernel, and has only its own files and names',
  expect: ({ engine }) =>
    hasOwnKernel(engine)
      ? '`docker exec` shows another kernel release and version than the host has, and the container’s own host name.'
      : 'Boot id and kernel release are the host’s, by `docker exec` too. Host name and /etc/os-release are the container’s own.',
  because: ({ engine }) =>
    hasOwnKernel(engine)
      ? `${engine.runtime} is gVisor: its kernel answers the container’s system calls, in a process of the host.`
      : 'a namespace is a part of the one kernel that runs, and a container has no other kernel.',
  source: [
    'random(4) “/proc interfaces”',
    'namespaces(7) “Namespace types”',
    'uts_namespaces(7) “DESCRIPTION”',
    'https://gvisor.dev/docs/architecture_guide/intro/',
  ],
  anyKernel: true,
  verdict: ({ engine }) => (hasOwnKernel(engine) ? 'confirmed' : 'refuted'),
  page,
})

control('with another boot id mounted over the file, the same look gives that one', async ({ isolatedHost }) => {
  const { bootId, release } = await isolatedHost.runningKernel()
  expect(bootId).not.toBe(another)
  const cover = `echo ${another} >/run/boot_id && mount --bind /run/boot_id /proc/sys/kernel/random/boot_id`
  await isolatedHost.must('sh', '-c', cover)
  expect(await isolatedHost.runningKernel()).toEqual({ bootId: another, release })
})

finding('whose the kernel is; host name and files are nginx’s', async ({ nginx, host, profile }) => {
  expect(await nginx.inside.nodename()).not.toBe(await host.nodename())
  if (hasOwnKernel(profile.engine)) return expect(await nameOf(nginx.inside)).not.toBe(await nameOf(host))
  expect(await nginx.inside.runningKernel()).toEqual(await onNewProc(host).runningKernel())
  expect(await nginx.inside.fileIdentity(release)).not.toBe(await host.fileIdentity(release))
})

/** Release and version of the kernel that answers uname(2). */
const nameOf = async (view: View): Promise<string> => (await view.must('uname', '-r', '-v')).stdout

const another = '00000000-0000-4000-8000-000000000000'
const release = '/etc/os-release'

/** Where the host is itself a system container (LXC), another boot id is mounted over the kernel’s. A new /proc has the kernel’s. */
const onNewProc = (host: View): View => host.via(unsharing('--pid', '--fork', '--mount-proc'))

function page(): Page {
  const hostsKernel: Look = { probe: 'running kernel', from: { kind: 'unshare' } }
  return {
    passage: 'docker execでコンテナに入るときとip netns execでnsに入るときの違い',
    why: {
      en: 'The article takes `docker exec` to be almost the same as working in a guest of KVM. A guest boots a kernel of its own, and a boot has a random id. Two systems with one boot id run on one kernel.',
      ja: '記事は、`docker exec` での操作を KVM のゲスト OS での操作と「ほぼ同じ」とみている。ゲスト OS は自分のカーネルを起動し、起動ごとに無作為な boot_id が付く。boot_id が同じなら、カーネルは一つである。',
    },
    lesson: {
      en: 'The article’s last figure, one operating system divided into parts, is right for containers too: a part is a set of namespaces. A guest has a kernel of its own, a container has not. (gVisor and Kata Containers give each container a kernel; those are other designs.)',
      ja: '記事の最後の図、つまり「1つのOS空間をいくつかに分離するだけ」は、コンテナにも当てはまる。分けられた一つ一つは namespace の組である。ゲスト OS は自分のカーネルを持ち、コンテナは持たない。（gVisor や Kata Containers のようにコンテナごとにカーネルを用意する方式は別である。）',
    },
    question: {
      ask: {
        en: 'Which kernel does a program in nginx’s container run on?',
        ja: 'nginx のコンテナの中のプログラムは、どのカーネルの上で動いているか',
      },
      predictions: [
        {
          text: { en: 'one of its own, as in a guest of KVM', ja: 'KVM のゲスト OS と同じく、独自のカーネル' },
          when: [{ same: { as: hostsKernel, part: 'bootId', is: false } }],
          authors: true,
        },
        {
          text: { en: 'the host’s', ja: 'ホストのカーネル' },
          when: [{ same: { as: hostsKernel, part: 'bootId', is: true } }],
        },
      ],
      look: { probe: 'running kernel', from: { kind: 'exec', of: 'nginx' } },
    },
    ja: {
      title: (profile) =>
        profile !== undefined && hasOwnKernel(profile.engine)
          ? 'このエンジンのランタイムでは、コンテナはゲスト OS に近い。動いているのはコンテナ独自のカーネルである'
          : 'コンテナはゲスト OS ではない。動いているのはホストのカーネルであり、独自のものはファイルや名前だけである',
      expect: ({ engine }) =>
        hasOwnKernel(engine)
          ? '`docker exec` では、カーネルのリリースとバージョンがホストと異なる。ホスト名はコンテナ独自のものである。'
          : '`docker exec` で見ても、boot_id とカーネルのリリースはホストと同じである。ホスト名と /etc/os-release はコンテナ独自のものである。',
      because: ({ engine }) =>
        hasOwnKernel(engine)
          ? `${engine.runtime} は gVisor であり、コンテナのシステムコールには、ホストの一つのプロセスの中で動く gVisor のカーネルが応えるからである。`
          : 'namespace は動いている一つのカーネルの一部であり、コンテナに別のカーネルはないからである。',
      controls: ['別の boot_id のファイルを重ねてマウントすると、同じコマンドでそちらが読める'],
      findings: ['カーネルがどちらのものか。ホスト名とファイルは nginx のものである'],
    },
  }
}
