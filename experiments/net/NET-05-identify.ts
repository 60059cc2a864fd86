import {
  claim,
  control,
  enteringFile,
  expect,
  finding,
  guardNotHost,
  type Page,
  type View,
} from '../../fixtures/index.ts'

claim('NET-05', {
  title: '`ip netns identify` prints one name of a process’s network namespace, even if it has three',
  expect:
    'With three names listed, one of them is printed and no other. With one name it is that one; without any there is no output. The exit code is 0 each time.',
  because: 'the command keeps only one name.',
  source: ['ip-netns(8) “DESCRIPTION”', 'iproute2 ip/ipnetns.c (netns_identify_pid)'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('with one name it prints that name, without one it prints none', async ({ isolatedHost, background, host }) => {
  const { pid } = await background(await add(host, isolatedHost), ...waiting)
  expect(await isolatedHost.run('ip', 'netns', 'identify', `${pid}`)).toMatchObject({ exitCode: 0, stdout: 'one\n' })
  await isolatedHost.must('umount', `${folder}/one`)
  const nameless = await isolatedHost.run('ip', 'netns', 'identify', `${pid}`)
  expect([nameless.exitCode, nameless.stdout.trim()]).toEqual([0, ''])
})

finding('with three names it prints one', async ({ isolatedHost, background, host }) => {
  const { pid } = await background(await add(host, isolatedHost), ...waiting)
  for (const name of ['two', 'three']) await isolatedHost.must('ip', 'netns', 'attach', name, `${pid}`)
  const names = await isolatedHost.netnsIdentities()
  const own = await host.namespace(pid, 'net')
  expect(names.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(
    ['one', 'three', 'two'].map((name) => ({ name, id: own })),
  )
  const { exitCode, stdout } = await isolatedHost.run('ip', 'netns', 'identify', `${pid}`)
  expect(exitCode).toBe(0)
  expect(['one\n', 'two\n', 'three\n']).toContain(stdout)
})

const folder = '/var/run/netns'

async function add(host: View, isolatedHost: View): Promise<View> {
  await guardNotHost(host, isolatedHost, 'mnt')
  await isolatedHost.must('ip', 'netns', 'add', 'one')
  return isolatedHost.via(enteringFile('net', `${folder}/one`))
}

const waiting = ['sh', '-c', 'echo waiting; exec sleep infinity']

function page(): Page {
  return {
    why: {
      en: 'It walks through /var/run/netns and keeps the last name whose device and inode match. The manual page ip-netns(8) says that it finds all the names; the source code keeps one.',
      ja: '/var/run/netns を順に見て、デバイス番号と inode 番号が一致した最後の名前だけを残す。マニュアルの ip-netns(8) にはすべての名前を見つけるとあるが、ソースコードが保持するのは一つである。',
    },
    lesson: {
      en: 'A name is a file that leads to a namespace. There may be none, one or many, and no name ranks above the others.',
      ja: '名前は namespace を指すファイルにすぎない。一つもないことも、多数あることもあり、名前の間に優劣はない。',
    },
    ja: {
      title: '`ip netns identify` は、プロセスの network namespace に名前が三つあっても一つしか表示しない',
      expect:
        '三つの名前が一覧にあるとき、そのうち一つだけが表示される。名前が一つならそれが表示され、なければ何も表示されない。終了コードは常に 0 である。',
      because: 'このコマンドが名前を一つしか保持しないからである。',
      controls: ['名前が一つならそれを表示し、なければ何も表示しない'],
      findings: ['名前が三つあっても、表示されるのは一つである'],
    },
  }
}
