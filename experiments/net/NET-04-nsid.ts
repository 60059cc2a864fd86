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

claim('NET-04', {
  title: 'The nsid of a network namespace is different for each that looks at it, and is written only once',
  expect:
    'The first calls the third 7, the second knows no number for it and may call it 3. The first may neither give it a second number nor use 7 for another: exit code 2.',
  because:
    'each network namespace has a table of its own, and an entry in it stays until the namespace is gone (EEXIST).',
  source: ['ip-netns(8) “DESCRIPTION”', 'linux net/core/net_namespace.c (rtnl_net_newid, alloc_netid)'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('where there is none yet, a number that is not in use is accepted', async ({ isolatedHost, host }) => {
  const { first } = await three(host, isolatedHost)
  expect(await known(first)).toBeUndefined()
  expect(await name(first, '8')).toBe(0)
  expect(await known(first)).toBe(8)
})

finding('7 for the first is not 7 for the second, and stays 7', async ({ isolatedHost, host }) => {
  const { first, second } = await three(host, isolatedHost)
  expect(await name(first, '7')).toBe(0)
  expect([await known(first), await known(second)]).toEqual([7, undefined])
  expect(await name(second, '3')).toBe(0)
  expect(await name(first, '8')).toBe(2)
  expect([await known(first), await known(second)]).toEqual([7, 3])
})

finding('a number that is in use for one is refused for another', async ({ isolatedHost, host }) => {
  const { first } = await three(host, isolatedHost)
  expect(await name(first, '7', 'second')).toBe(0)
  expect(await name(first, '7')).toBe(2)
  expect(await known(first)).toBeUndefined()
})

/** Three new network namespaces with names: two to look from and one to look at. */
async function three(host: View, isolatedHost: View): Promise<{ readonly first: View; readonly second: View }> {
  await guardNotHost(host, isolatedHost, 'mnt')
  for (const name of ['first', 'second', 'third']) await isolatedHost.must('ip', 'netns', 'add', name)
  const from = (name: string): View => isolatedHost.via(enteringFile('net', `/var/run/netns/${name}`))
  for (const view of [from('first'), from('second')]) await guardNotHost(host, view, 'net')
  return { first: from('first'), second: from('second') }
}

const name = async (viewer: View, id: string, peer = 'third') =>
  (await viewer.run('ip', 'netns', 'set', peer, id)).exitCode

const known = async (viewer: View): Promise<number | undefined> =>
  (await viewer.netns()).find((entry) => entry.name === 'third')?.id

function page(): Page {
  return {
    why: {
      en: 'Each network namespace has its own table of numbers for the others. The kernel refuses to change an entry, and to give one number twice.',
      ja: 'network namespace はそれぞれ、ほかの namespace に付けた番号の表を持つ。カーネルは、項目の変更も、同じ番号を二度使うことも拒む。',
    },
    lesson: {
      en: 'The `(id: 0)` that the article saw is no name of the namespace. It is what the host calls it.',
      ja: '記事に出てくる `(id: 0)` は namespace の名前ではない。ホストからの呼び名である。',
    },
    ja: {
      title: 'network namespace の nsid は、それを見る namespace ごとに異なり、一度しか設定できない',
      expect:
        '一つ目が三つ目に 7 を付けても、二つ目には三つ目の番号がなく、3 を付けられる。一つ目は、番号の付け直しも、7 を別の namespace に使うことも、終了コード 2 で拒まれる。',
      because: '表は network namespace ごとにあり、項目は相手の namespace が消えるまで残る（EEXIST）からである。',
      controls: ['まだ番号がなければ、未使用の番号なら受け付けられる'],
      findings: [
        '一つ目から見た番号 7 は二つ目から見た番号ではなく、7 は変更できない',
        'ある namespace に使った番号は、別の namespace には使えない',
      ],
    },
  }
}
