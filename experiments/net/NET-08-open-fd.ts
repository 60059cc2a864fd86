import { claim, control, enteringFile, expect, finding, type Page, sleepForever } from '../../fixtures/index.ts'

claim('NET-08', {
  title: 'An open file descriptor alone keeps a namespace: the container is removed and its host name still answers',
  expect:
    'With the descriptor held, `nsenter --uts` through it tells the removed container’s host name. With nothing held, or after it is closed, there is no way in: exit code 1.',
  because: 'the kernel frees a namespace with its last reference, not with its last process.',
  source: ['namespaces(7)', 'nsenter(1)'],
  verdict: 'new',
  page,
})

control('with nothing held, the way in ends with the container', async ({ docker, host, start }) => {
  const subject = await start(wish)
  const entered = host.via(enteringFile('uts', `/proc/${subject.pid}/ns/uts`))
  expect(await entered.run('uname', '-n')).toMatchObject({ exitCode: 0, stdout: `${hostname}\n` })
  await docker.must('rm', '--force', subject.id)
  expect(await entered.run('uname', '-n')).toMatchObject({ exitCode: 1, stdout: '' })
})

finding('through a descriptor that was opened before, it is still there', async ({ docker, host, pin, start }) => {
  const subject = await start(wish)
  const held = await pin(`/proc/${subject.pid}/ns/uts`)
  await docker.must('rm', '--force', subject.id)
  const gone = host.via(enteringFile('uts', `/proc/${subject.pid}/ns/uts`))
  expect(await gone.run('uname', '-n')).toMatchObject(missing)

  const entered = host.via(enteringFile('uts', held.path))
  expect(await entered.run('uname', '-n')).toMatchObject({ exitCode: 0, stdout: `${hostname}\n` })
  await held.end()
  expect(await entered.run('uname', '-n')).toMatchObject(missing)
})

const missing = { exitCode: 1, stdout: '', stderr: expect.stringContaining('No such file or directory') }
const hostname = 'nsproof-pinned'
const wish = { of: 'nginx', hostname, ...sleepForever } as const

function page(): Page {
  return {
    why: {
      en: 'Opening /proc/PID/ns/uts takes a reference on the namespace. It is given back when the descriptor is closed, whatever became of the process.',
      ja: '/proc/PID/ns/uts を開くと namespace への参照が増える。プロセスがどうなろうと、その参照が減るのは記述子が閉じられたときである。',
    },
    lesson: {
      en: 'A namespace that nothing lists may still be there, in somebody’s file descriptor. That is also how to hold on to one safely.',
      ja: 'どの一覧にもない namespace が、誰かのファイル記述子の中に残っていることがある。安全に保持する方法でもある。',
    },
    ja: {
      title: '開いたファイル記述子一つで namespace は残る。コンテナを削除しても、そのホスト名はまだ答える',
      expect:
        '記述子を保持していれば、それを通した `nsenter --uts` で、削除済みコンテナのホスト名が得られる。何も保持しないとき、また閉じた後は入る道がなく、終了コードは 1 になる。',
      because: 'カーネルが namespace を解放するのは、最後のプロセスではなく最後の参照が消えたときだからである。',
      controls: ['何も開いておかなければ、コンテナとともに入口もなくなる'],
      findings: ['先に開いておいたファイル記述子を通せば、まだそこにある'],
    },
  }
}
