import { claim, control, expect, finding, type Page } from '../../fixtures/index.ts'

claim('SHR-05', {
  title: 'A container that joins another’s pid namespace reads that one’s files at /proc/1/root',
  expect:
    'The joiner reads a file of the donor below /proc/1/root, which is the donor’s root directory, and finds no such file below its own. With a pid namespace of its own /proc/1/root is its own root directory. As uid 65534 the path gives EACCES.',
  because:
    '/proc/PID/root leads to the root directory of that process, in whichever mount namespace it is, and the kernel asks only for ptrace access: the same uid, and no capability that the reader lacks.',
  source: [
    'proc_pid_root(5)',
    'ptrace(2) “Ptrace access mode checking”',
    'linux fs/proc/base.c (proc_pid_get_link)',
    'https://docs.docker.com/reference/cli/docker/container/run/#pid',
  ],
  verdict: 'new',
  page,
})

control('in its own pid namespace /proc/1/root is its own root directory', async ({ start, sleepOptions }) => {
  const { inside } = await start({ ...sleepOptions, of: 'httpd' })
  expect(await inside.fileIdentity('/proc/1/root')).toBe(await inside.fileIdentity('/'))
  expect(await inside.run('cat', `/proc/1/root${path}`)).toMatchObject({ exitCode: 1, stdout: '' })
})

control('as another user the joiner is refused', async ({ start, docker, sleepOptions }) => {
  const donor = await start({ ...sleepOptions, of: 'nginx' })
  const { id } = await start({ ...sleepOptions, of: 'httpd', hostConfig: { PidMode: `container:${donor.id}` } })
  const refused = await docker.run('exec', '--user', '65534:65534', id, 'cat', `/proc/1/root${path}`)
  expect(refused).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('Permission denied') })
})

finding('joined, it reads the donor’s file there and not below its own root', async ({ start, host, sleepOptions }) => {
  const donor = await start({ ...sleepOptions, of: 'nginx' })
  await donor.inside.must('sh', '-c', `echo the donor’s >${path}`)
  const joiner = await start({ ...sleepOptions, of: 'httpd', hostConfig: { PidMode: `container:${donor.id}` } })
  expect(await host.namespace(joiner.pid, 'pid')).toBe(await host.namespace(donor.pid, 'pid'))
  expect(await host.namespace(joiner.pid, 'mnt')).not.toBe(await host.namespace(donor.pid, 'mnt'))

  const root = await donor.inside.fileIdentity('/')
  expect(await joiner.inside.fileIdentity('/')).not.toBe(root)
  expect(await joiner.inside.fileIdentity('/proc/1/root')).toBe(root)
  expect(await joiner.inside.run('cat', path)).toMatchObject({ exitCode: 1, stdout: '' })
  expect(await joiner.inside.run('cat', `/proc/1/root${path}`)).toMatchObject({ exitCode: 0, stdout: 'the donor’s\n' })
})

const path = '/tmp/of-the-donor'

function page(): Page {
  return {
    why: {
      en: 'The joiner keeps its own mount namespace, so the donor’s files seem out of reach. But each process in /proc has an entry `root`, and it works across mount namespaces.',
      ja: '参加したコンテナのマウント namespace は自分のもののままなので、提供側のファイルには届かないように思える。しかし /proc の各プロセスには `root` というエントリがあり、マウント namespace をまたいで使える。',
    },
    lesson: {
      en: 'Whoever shares a pid namespace with you as the same user can read your files, and write them. A debug container works this way.',
      ja: 'PID namespace を共有する相手が同じユーザーなら、こちらのファイルを読み書きできる。デバッグ用のコンテナはこの方法で対象のファイルを調べる。',
    },
    ja: {
      title: '別のコンテナの PID namespace に参加したコンテナは、/proc/1/root からそのコンテナのファイルを読める',
      expect:
        '参加したコンテナは /proc/1/root の下で提供側のコンテナのファイルを読める。そこは提供側のルートディレクトリであり、自分のルートの下に同じファイルはない。PID namespace が自分のものなら、/proc/1/root は自分のルートディレクトリである。uid 65534 では EACCES になる。',
      because:
        '/proc/PID/root は、プロセスがどのマウント namespace にいても、そのルートディレクトリを指す。カーネルが求めるのは ptrace の権限だけで、同じ uid であり、相手の持つケーパビリティをすべて持っていればよいからである。',
      controls: [
        'PID namespace が自分のものなら、/proc/1/root は自分のルートディレクトリである',
        '別のユーザーでは、参加していても拒まれる',
      ],
      findings: ['参加すると提供側のコンテナのファイルをそこで読めるが、自分のルートの下にはない'],
    },
  }
}
