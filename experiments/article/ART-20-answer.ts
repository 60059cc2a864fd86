import {
  byTwoRoutes,
  claim,
  control,
  entering,
  expect,
  finding,
  identities,
  type Look,
  type Page,
  shown,
  shownInside,
  underKnownPid,
  unsharing,
  type View,
  witness,
} from '../../fixtures/index.ts'

claim('ART-20', {
  title: '`unshare` separates processes per namespace: it takes a pid namespace, a fork, and a /proc mounted inside',
  expect:
    'In a pid namespace alone, host processes cannot be signalled and ps still lists them; with a procfs of that namespace it does not. Without --fork the caller stays outside, and its second fork fails with ENOMEM.',
  because:
    'PIDs are looked up in the caller’s pid namespace, ps looks in the mounted procfs, and a pid namespace whose first process has ended takes no other.',
  source: [
    'pid_namespaces(7) “/proc and PID namespaces”',
    'pid_namespaces(7) “The namespace "init" process”',
    'unshare(1) “OPTIONS”',
    'nsenter(1) “OPTIONS”',
    'linux kernel/pid.c (alloc_pid)',
    'util-linux sys-utils/unshare.c',
    'procps library/pids.c (fatal_proc_unmounted)',
  ],
  verdict: 'answered',
  page,
})

control('on the host every process is listed and can be signalled', async ({ trio, host }) => {
  await onItsOwnProc(host)
  for (const { pid } of trio) expect(await host.signalling(pid)).toBe('permitted')
  expect(pidsOf(await host.ps())).toEqual(expect.arrayContaining(pidsOf(trio)))
})

finding.step(1, 'nsenter --pid isolates, ps lists the host', async ({ start, sleepOptions, trio, host }) => {
  const own = await start({ of: 'nginx', ...sleepOptions })
  const entered = host.via(entering(own, 'pid'))
  expect(await entered.namespace('self', 'pid')).toBe(await host.namespace(own.pid, 'pid'))
  for (const { pid } of trio) expect(await entered.signalling(pid)).toBe('ESRCH')
  expect(await entered.signalling(1)).toBe('permitted')
  const { pid, self } = await entered.selfPid()
  expect(self).not.toBe(pid)
  expect((await entered.nestedPids()).nspid).toHaveLength(2)
  const { seen, alive } = await witness(host, () => entered.via(underKnownPid).ps())
  expect(shown(alive, seen)).toEqual(identities(alive))
  expect(pidsOf(seen)).toEqual(expect.arrayContaining(pidsOf([own, ...trio])))
})

finding.step(2, 'with --mount: the container, by its own ps', async ({ nginx, httpd, host }) => {
  const entered = host.via(entering(nginx, 'pid', 'mnt'))
  expect(await entered.fileIdentity('/proc/self/exe')).not.toBe(await host.fileIdentity('/proc/self/exe'))
  await holdsTheContainerAlone(entered, host, nginx.pid, httpd.pid)
})

finding.step(3, 'a fresh /proc: the container, by the host’s ps', async ({ nginx, httpd, host }) => {
  const entered = host.via(entering(nginx, 'pid'), unsharing('--mount-proc'))
  expect(await entered.namespace('self', 'pid')).toBe(await host.namespace(nginx.pid, 'pid'))
  expect(await entered.fileIdentity('/proc/self/exe')).toBe(await host.fileIdentity('/proc/self/exe'))
  await holdsTheContainerAlone(entered, host, nginx.pid, httpd.pid)
})

control.step(4, 'without unshare: all that the host runs', async ({ nginx, httpd, host, link }) => {
  const inNetwork = host.via(await link(nginx))
  expect(await inNetwork.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
  expect(await inNetwork.signalling(httpd.pid)).toBe('permitted')
  expect(pidsOf(await inNetwork.ps())).toEqual(expect.arrayContaining([nginx.pid, httpd.pid]))
})

finding.step(4, 'with unshare: nginx’s network, one process', async ({ nginx, httpd, host, link }) => {
  const alone = host.via(await link(nginx), unsharing('--pid', '--fork', '--mount-proc'))
  expect(await alone.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
  const own = await alone.namespace('self', 'pid')
  expect([await host.namespace('self', 'pid'), await host.namespace(nginx.pid, 'pid')]).not.toContain(own)
  expect(await onItsOwnProc(alone)).toBe(1)
  expect(await alone.signalling(httpd.pid)).toBe('ESRCH')
  expect(await alone.ps()).toMatchObject([{ pid: 1, ppid: 0, args: 'ps -ww -ef' }])
})

control.step(5, 'with --fork: the caller is PID 1, and can fork twice', async ({ host }) => {
  const inside = host.via(unsharing('--pid', '--fork'))
  expect(await inside.ownPid()).toBe(1)
  expect(await inside.run(...forkTwice)).toMatchObject({ exitCode: 0, stdout: 'first child: 2\nsecond child: 3\n' })
})

finding.step(5, 'without --fork the caller stays out and its second fork fails', async ({ host }) => {
  const caller = host.via(unsharing('--pid'))
  expect(await caller.namespace('self', 'pid')).toBe(await host.namespace('self', 'pid'))
  expect(await onItsOwnProc(caller)).not.toBe(1)
  const stderr = expect.stringMatching(/fork failed: Cannot allocate memory\n$/)
  expect(await caller.run(...forkTwice)).toMatchObject({ exitCode: 1, stdout: 'first child: 1\n', stderr })
})

const pidsOf = (rows: readonly { readonly pid: number }[]): number[] => rows.map(({ pid }) => pid)
/** Forks two children, one after the other. The second is forked by unshare, which prints the errno; a shell does not. */
const fork = 'sh -c "echo first child: \\$\\$"; exec unshare --fork sh -c "echo second child: \\$\\$"'
const forkTwice = ['sh', '-c', fork] as const

/** $$, /proc/self and NSpid are equal when the mounted procfs belongs to the process's own pid namespace. @returns the PID */
async function onItsOwnProc(view: View): Promise<number> {
  const { pid, self } = await view.selfPid()
  expect(self).toBe(pid)
  const nested = await view.nestedPids()
  expect(nested.nspid).toEqual([nested.pid])
  return pid
}

/** No other container can be signalled, and ps shows itself and all of the container's processes. */
async function holdsTheContainerAlone(inside: View, host: View, pid: number, other: number): Promise<void> {
  await onItsOwnProc(inside)
  expect(await inside.signalling(other)).toBe('ESRCH')
  const { seen, members, unmatched } = await byTwoRoutes(host, { pid, inside })
  expect(pidsOf(members)).toContain(pid)
  expect(shownInside(members, seen)).toEqual(identities(members))
  expect(unmatched).toMatchObject([{ args: 'ps -ww -ef' }])
}

function page(): Page {
  const signalled: Look = { probe: 'kill -0', from: { kind: 'nsenter' }, aboutOther: true }
  return {
    passage: '今後調べたいこと',
    why: {
      en: 'The kernel numbers processes, and separates them, by pid namespace. ps reads only /proc, and a procfs stays with the pid namespace it was mounted for. To isolate processes is one step. That `ps` shows it is another.',
      ja: 'カーネルは PID namespace ごとにプロセスへ番号を付け、隔離する。ps は /proc だけを読み、procfs はマウントされたときの PID namespace に属し続ける。隔離することと、隔離が `ps` の表示に表れることは、別の段階である。',
    },
    lesson: {
      en: 'The article guessed right: the network namespace alone cannot do it, unshare can. What `ip netns exec` does for the network, `nsenter -p` with `unshare --mount-proc` does for processes.',
      ja: '記事の推測は正しい。network namespace だけではできず、unshare ならできる。ネットワークに対する `ip netns exec` の役割を、プロセスに対して果たすのが `nsenter -p` と `unshare --mount-proc` の組み合わせである。',
    },
    question: {
      ask: {
        en: '`nsenter --pid` enters a container’s pid namespace. What does `ps` list there?',
        ja: '`nsenter --pid` でコンテナの PID namespace に入る。そこで `ps` には何が出るか',
      },
      predictions: [
        { text: { en: 'the container’s processes', ja: 'コンテナのプロセス' }, when: [{ lists: { host: false } }] },
        {
          text: {
            en: 'the host’s, though none of them can be signalled from there',
            ja: 'ホストのプロセス。ただし、そこからはシグナルを送れない',
          },
          when: [{ lists: { host: true } }, { look: signalled, succeeds: false }],
        },
        {
          text: { en: 'the host’s, and they can be signalled', ja: 'ホストのプロセスで、シグナルも送れる' },
          when: [{ lists: { host: true } }, { look: signalled, succeeds: true }],
        },
      ],
      hint: {
        en: 'Whose /proc is mounted where `ps` runs?',
        ja: '`ps` が動く場所にマウントされているのは、誰の /proc か。',
      },
      look: { probe: 'ps', from: { kind: 'program' } },
    },
    ja: {
      title:
        '`unshare` でプロセスを namespace ごとに分離できる。要るのは PID namespace、fork、そして中でマウントした /proc である',
      expect:
        'PID namespace に入るだけで、ホストのプロセスにはシグナルを送れなくなるが、ps にはまだ出る。その namespace の procfs があれば出ない。--fork がなければ呼び出し元は外に残り、二度目の fork は ENOMEM で失敗する。',
      because:
        'PID は呼び出し元の PID namespace の中で探され、ps はマウントされた procfs を読む。また、最初のプロセスが終わった PID namespace には新たなプロセスは入れないからである。',
      controls: [
        'ホストではどのプロセスも一覧に出て、シグナルを送れる',
        'unshare がなければ、ホストの全プロセスが出る',
        '--fork があれば呼び出し元は PID 1 になり、二度 fork できる',
      ],
      findings: [
        '`nsenter --pid` で隔離されるが、ps にはまだホストのものが出る',
        '--mount を加えると、コンテナの ps にコンテナのものだけが出る',
        '/proc をマウントし直すと、ホストの ps にコンテナのものだけが出る',
        'unshare を加えると、nginx のネットワークで、プロセスは一つになる',
        '--fork がなければ呼び出し元は外に残り、二度目の fork は失敗する',
      ],
    },
  }
}
