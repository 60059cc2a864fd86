import { claim, control, expect, finding, type Page, unsharingNested } from '../../fixtures/index.ts'

claim('LIM-02', {
  title:
    'Below the initial namespaces, pid namespaces nest 32 deep and user namespaces 33 deep; one more fails with ENOSPC',
  expect:
    'A chain of 33 `unshare --pid --fork`, or of 34 `unshare --user --map-root-user`, ends with “No space left on device”. One link fewer works.',
  because:
    'the kernel refuses a pid namespace whose own level would be above 32, and a user namespace whose parent’s level is above 32. The initial ones have level 0.',
  source: [
    'pid_namespaces(7) “Nesting PID namespaces”',
    'user_namespaces(7) “Nested namespaces, namespace membership”',
    'linux kernel/pid_namespace.c (create_pid_namespace)',
    'linux kernel/user_namespace.c (create_user_ns)',
  ],
  needs: ['user namespaces', 'the initial pid namespace', 'the initial user namespace'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('one fewer works: the innermost process has a PID in each of 33 namespaces', async ({ host }) => {
  const deepest = host.via(unsharingNested(pidLevels, ...pid))
  const { pid: own, nspid } = await deepest.nestedPids()
  expect(own).toBe(1)
  expect(nspid).toHaveLength(1 + pidLevels)
  const innermost = await host.via(unsharingNested(userLevels, ...user)).namespace('self', 'user')
  expect(innermost).not.toBe(await host.namespace('self', 'user'))
})

finding('the 33rd pid namespace and the 34th user namespace fail with ENOSPC', async ({ host }) => {
  const pids = host.via(unsharingNested(pidLevels + 1, ...pid))
  expect(await pids.run('readlink', '/proc/self/ns/pid')).toMatchObject(refused)
  const users = host.via(unsharingNested(userLevels + 1, ...user))
  expect(await users.run('readlink', '/proc/self/ns/user')).toMatchObject(refused)
})

const pidLevels = 32
const userLevels = 33
const pid = ['--pid', '--fork'] as const
const user = ['--user', '--map-root-user'] as const
const refused = { exitCode: 1, stdout: '', stderr: expect.stringContaining('No space left on device') }

function page(): Page {
  return {
    why: {
      en: 'Each process has a PID in its own pid namespace and in every one above it, and each UID is translated level by level: depth costs memory and time. user_namespaces(7) says that 32 user namespaces nest and that the error is EUSERS. Here 33 nest, and since Linux 4.9 the error is ENOSPC.',
      ja: 'プロセスは自分の PID namespace と、その上のすべての PID namespace に PID を持ち、UID は一段ずつ変換される。深さにはメモリと時間がかかる。user_namespaces(7) には、入れ子は 32 段までで、エラーは EUSERS とある。実際には 33 段まで作れ、Linux 4.9 以降のエラーは ENOSPC である。',
    },
    lesson: {
      en: 'ENOSPC from unshare or clone is not about a disk: a limit on namespaces was reached, by depth or by user.max_*_namespaces.',
      ja: 'unshare や clone の ENOSPC は、ディスクの話ではない。深さか user.max_*_namespaces による、namespace の上限に達したのである。',
    },
    ja: {
      title:
        '最初の namespace の下に、PID namespace は 32 段、user namespace は 33 段まで入れ子にでき、もう一段で ENOSPC になる',
      expect:
        '`unshare --pid --fork` を 33 回、または `unshare --user --map-root-user` を 34 回つなぐと、「No space left on device」で終わる。一つ減らせば動く。',
      because:
        'カーネルは、自身の段が 32 を超える PID namespace と、親の段が 32 を超える user namespace を拒むからである。最初の namespace の段は 0 である。',
      controls: ['一つ減らせば動き、最も内側のプロセスは 33 の namespace のそれぞれに PID を持つ'],
      findings: ['33 段目の PID namespace と 34 段目の user namespace は ENOSPC になる'],
    },
  }
}
