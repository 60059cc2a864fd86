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
    'The first calls the third 7, the second knows no number for it and may call it 3. A second number from the first is refused with exit code 2.',
  because: 'the table is the viewer’s, and an entry in it stays until the namespace is gone (EEXIST).',
  source: ['ip-netns(8)', 'linux net/core/net_namespace.c (rtnl_net_newid, peernet2id)'],
  verdict: 'new',
  page,
})

control('where there is none yet, any number is accepted', async ({ isolatedHost, host }) => {
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

/** Three new network namespaces with names: two to look from and one to look at. */
async function three(host: View, isolatedHost: View): Promise<{ readonly first: View; readonly second: View }> {
  await guardNotHost(host, isolatedHost, 'mnt')
  for (const name of ['first', 'second', 'third']) await isolatedHost.must('ip', 'netns', 'add', name)
  const from = (name: string): View => isolatedHost.via(enteringFile('net', `/var/run/netns/${name}`))
  for (const view of [from('first'), from('second')]) await guardNotHost(host, view, 'net')
  return { first: from('first'), second: from('second') }
}

const name = async (viewer: View, id: string) => (await viewer.run('ip', 'netns', 'set', 'third', id)).exitCode

const known = async (viewer: View): Promise<number | undefined> =>
  (await viewer.netns()).find((entry) => entry.name === 'third')?.id

function page(): Page {
  return {
    why: {
      en: 'Each network namespace keeps a table of its own of numbers for its peers, and the kernel refuses to change an entry.',
      ja: 'network namespace はそれぞれ、相手に付けた番号の表を自分で持つ。カーネルは項目の変更を拒む。',
    },
    lesson: {
      en: 'The `(id: 0)` that the article saw is no name of the namespace. It is what the host calls it.',
      ja: '記事に出てくる `(id: 0)` は namespace の名前ではない。ホストからの呼び名である。',
    },
    ja: {
      title: 'network namespace の nsid は見る側の namespace ごとに別であり、一度しか書けない',
      expect:
        '一つ目が三つ目を 7 と呼んでも、二つ目には番号がなく、3 と呼べる。一つ目が番号を付け直すと、終了コード 2 で拒まれる。',
      because: '表は見る側のもので、項目は namespace が消えるまで残る（EEXIST）からである。',
      controls: ['まだ番号がなければ、どの番号でも受け付けられる'],
      findings: ['一つめから見た 7 は二つめから見れば 7 ではなく、7 は 7 のまま変えられない'],
    },
  }
}
