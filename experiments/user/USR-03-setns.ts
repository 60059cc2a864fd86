import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Page,
  type Subject,
  systemCall,
  through,
  type View,
} from '../../fixtures/index.ts'

claim('USR-03', {
  title: 'Entering a user namespace takes away the right to enter the host’s others, and setns says why: EPERM, EINVAL',
  expect:
    'From within: the net that it owns is permitted, the host’s is EPERM. The user namespace in which the process is already: EINVAL. A file of another type: EINVAL. With two threads: mnt and user EINVAL, net permitted.',
  because:
    'setns asks for capabilities in the user namespace that owns the target. A process’s user namespace and root directory are shared by its threads, so one thread cannot change them.',
  source: [
    'setns(2) “Details for specific namespace types”',
    'setns(2) “ERRORS”',
    'user_namespaces(7) “Interaction of user namespaces and other types of namespaces”',
    'linux kernel/user_namespace.c (userns_install)',
    'linux fs/namespace.c (mntns_install)',
  ],
  needs: ['user namespaces', 'numbers of system calls'],
  verdict: 'new',
  page,
})

control('from the host both nets are open, and to one thread mnt and user too', async ({ hold, host, nextcloud }) => {
  const { pid } = await hold(['user', 'net'], '--map-root-user')
  expect(await host.joining(`--net=/proc/${pid}/ns/net`)).toBe('permitted')
  expect(await host.via(opening('/proc/self/ns/net')).joining('--net=/proc/self/fd/9')).toBe('permitted')
  for (const type of ['mnt', 'user', 'net'])
    expect([type, await joined(host, nextcloud, 1, `/proc/${pid}/ns/${type}`)]).toEqual([type, 'permitted'])
})

finding(
  'from within, the host’s net is EPERM; what cannot be, and mnt and user with two threads, EINVAL',
  async ({ hold, host, nextcloud }) => {
    const { pid } = await hold(['user', 'net'], '--map-root-user')
    const within = entering({ pid, name: 'the holder' }, 'user')
    expect(await host.via(within).namespace('self', 'user')).toBe(await host.namespace(pid, 'user'))
    expect(await host.via(opening(`/proc/${pid}/ns/net`), within).joining('--net=/proc/self/fd/9')).toBe('permitted')
    expect(await host.via(opening('/proc/self/ns/net'), within).joining('--net=/proc/self/fd/9')).toBe('EPERM')
    expect(await host.joining('--user=/proc/self/ns/user')).toBe('EINVAL')
    expect(await host.joining(`--uts=/proc/${pid}/ns/net`)).toBe('EINVAL')

    const two = async (type: string) => joined(host, nextcloud, 2, `/proc/${pid}/ns/${type}`)
    expect([await two('mnt'), await two('user'), await two('net')]).toEqual(['EINVAL', 'EINVAL', 'permitted'])
  },
)

const script =
  'use threads; use Errno; my ($setns, $threads) = map { $_ + 0 } @ARGV; ' +
  'my $other = threads->create(sub { sleep 5 }) if $threads > 1; ' +
  'print syscall($setns, 9, 0) == 0 ? "permitted" : (grep { $!{$_} } keys %!)[0]; $other->detach if $other'

/** A vantage with the file open as fd 9; what follows in the chain is entered after it was opened. */
const opening = (file: string) => through(`fd 9 = ${file}`, ['sh', '-c', 'exec 9<"$1"; shift; exec "$@"', 'sh', file])

/**
 * Calls setns(2) in a process with so many threads; nsenter has only one. The perl with threads is that of nextcloud's image
 * (apache2 depends on it), because a host or the other images may have none.
 * @throws Error where perl fails, which says nothing about setns
 */
async function joined(host: View, image: Subject, threads: 1 | 2, file: string) {
  const perl = host.via(opening(file), entering(image, 'mnt'))
  const { exitCode, stdout, stderr } = await perl.run('perl', '-e', script, systemCall('setns'), String(threads))
  if (exitCode !== 0) throw new Error(`perl in the files of ${image.name} ended with ${exitCode}: ${stderr.trim()}`)
  return stdout
}

function page(): Page {
  return {
    why: {
      en: 'setns asks for CAP_SYS_ADMIN in the user namespace that owns the target. A process in a child user namespace has it there and below, not above.',
      ja: 'setns には、入る先を所有する user namespace での CAP_SYS_ADMIN が必要である。子の user namespace にいるプロセスは、そこと、その子孫では CAP_SYS_ADMIN を持つが、親では持たない。',
    },
    lesson: {
      en: 'The order matters. Once inside a user namespace, a process can enter only what that one owns.',
      ja: '順序が大事である。先に user namespace に入ると、その後は、その user namespace が所有するものにしか入れない。',
    },
    ja: {
      title:
        'user namespace に入るとホストの他の namespace へは入れなくなり、setns はその理由を EPERM と EINVAL で示す',
      expect:
        '中からは、そこの net には入れ、ホストの net は EPERM。自分がいる user namespace は EINVAL。種類の違うファイルは EINVAL。スレッドが二つなら mnt と user は EINVAL、net には入れる。',
      because:
        'setns には、対象を所有する user namespace でのケーパビリティが必要であり、プロセスの user namespace とルートディレクトリはスレッド間で共有されており、一つのスレッドの都合で変更できないからである。',
      controls: ['ホストからはどちらの net にも入れ、スレッドが一つなら mnt と user にも入れる'],
      findings: [
        '中からはホストの net が EPERM になり、成り立たない指定と、スレッドが二つのときの mnt と user は EINVAL になる',
      ],
    },
  }
}
