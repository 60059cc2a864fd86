import { claim, control, expect, finding, type Look, type Page } from '../../fixtures/index.ts'

claim('ART-09', {
  title: '`ip netns list` lists whatever is in the directory /var/run/netns, not namespaces',
  expect:
    'An empty file is listed, and so is a directory. Entering the file fails with EINVAL. Removed, it is not listed. nginx’s namespace has no file there and is not listed.',
  because: 'listing only reads the directory, and setns refuses a file descriptor that is no namespace.',
  source: [
    'ip-netns(8) “DESCRIPTION”',
    'setns(2) “ERRORS”',
    'iproute2 lib/namespace.c (netns_foreach)',
    'iproute2 lib/namespace.c (netns_switch)',
  ],
  anyKernel: true,
  verdict: 'confirmed',
  page,
})

control('a namespace that has no file there is not listed', async ({ nginx, host, isolatedHost }) => {
  expect(await isolatedHost.namespace(nginx.pid, 'net')).not.toEqual(await host.namespace('self', 'net'))
  await isolatedHost.must('mkdir', folder)
  expect(await isolatedHost.netnsNames()).toEqual([])
  expect(await isolatedHost.run('ln', '-s', `/proc/${nginx.pid}/ns/net`, `${folder}/true`)).toMatchObject({
    exitCode: 0,
  })
  expect(await isolatedHost.netnsNames()).toEqual(['true'])
  expect(await isolatedHost.run('ip', 'netns', 'exec', 'true', 'true')).toMatchObject({ exitCode: 0 })
})

finding(
  'an empty file and a directory are listed; the file cannot be entered, and its removal takes it off the list',
  async ({ isolatedHost }) => {
    await isolatedHost.must('mkdir', folder)
    await isolatedHost.must('touch', `${folder}/empty`)
    expect(await isolatedHost.netnsNames()).toEqual(['empty'])
    const entered = await isolatedHost.run('ip', 'netns', 'exec', 'empty', 'true')
    expect(entered).toMatchObject({ exitCode: 255, stderr: expect.stringMatching(/Invalid argument$/m) })

    await isolatedHost.must('mkdir', `${folder}/directory`)
    expect((await isolatedHost.netnsNames()).toSorted()).toEqual(['directory', 'empty'])
    await isolatedHost.must('rm', `${folder}/empty`)
    expect(await isolatedHost.netnsNames()).toEqual(['directory'])
  },
)

const folder = '/var/run/netns'

function page(): Page {
  const entered: Look = { probe: 'ip', command: ['ip', 'netns', 'exec'] }
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'If the list were of namespaces, an empty file could not be on it, and a namespace without a file would be.',
      ja: '一覧が namespace のものなら、空のファイルは載らず、ファイルのない namespace が載るはずである。',
    },
    lesson: {
      en: 'A name on the list need not lead to a namespace. That shows only when it is entered.',
      ja: '一覧に名前があっても、それが namespace を指すとは限らない。入ってみて初めて分かる。',
    },
    question: {
      ask: {
        en: 'An empty file is put into /var/run/netns. What does `ip netns list` make of it?',
        ja: '/var/run/netns に空のファイルを置く。`ip netns list` はそれをどう扱うか',
      },
      predictions: [
        {
          text: { en: 'it does not list it: a file is no namespace', ja: 'ファイルは namespace ではないので、出ない' },
          when: [{ rows: 'none' }],
        },
        {
          text: { en: 'it lists it, and `ip netns exec` can enter it', ja: '一覧に出て、`ip netns exec` で入れる' },
          when: [{ rows: 'one' }, { look: entered, succeeds: true }],
        },
        {
          text: { en: 'it lists it, but it cannot be entered', ja: '一覧に出るが、入れない' },
          when: [{ rows: 'one' }, { look: entered, succeeds: false }],
        },
      ],
      look: { probe: 'ip netns list', nth: 0 },
    },
    ja: {
      title: '`ip netns list` に出るのは /var/run/netns というディレクトリの中身であり、namespace ではない',
      expect:
        '空のファイルも、ディレクトリも一覧に出る。ファイルに入ろうとすると EINVAL で失敗し、消せば一覧に出ない。nginx の namespace は、ここにファイルがないので一覧に出ない。',
      because: '一覧はディレクトリを読むだけで、namespace でないファイルは setns が拒むからである。',
      controls: ['そこにファイルがない namespace は一覧に出ない'],
      findings: ['空のファイルもディレクトリも一覧に出るが、ファイルに入ることはできず、消せば一覧からも消える'],
    },
  }
}
