import { claim, control, expect, finding, type Page } from '../../fixtures/index.ts'

claim('ART-09', {
  title: '`ip netns list` lists the files of /var/run/netns, not namespaces',
  expect:
    'An empty file is listed, and entering it fails with EINVAL. Removed, it is not listed. nginx’s namespace has no file there and is not listed.',
  because: 'listing only reads the folder, and setns refuses a file descriptor that is no namespace.',
  source: ['ip-netns(8)', 'setns(2)', 'iproute2 ip/ipnetns.c (netns_list)', 'iproute2 lib/namespace.c (netns_switch)'],
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
  'an empty file is listed and cannot be entered, and its removal takes it off the list',
  async ({ isolatedHost }) => {
    await isolatedHost.must('mkdir', folder)
    await isolatedHost.must('touch', `${folder}/empty`)
    expect(await isolatedHost.netnsNames()).toEqual(['empty'])
    const entered = await isolatedHost.run('ip', 'netns', 'exec', 'empty', 'true')
    expect(entered).toMatchObject({ exitCode: 255, stderr: expect.stringMatching(/Invalid argument$/m) })

    await isolatedHost.must('rm', `${folder}/empty`)
    expect(await isolatedHost.netnsNames()).toEqual([])
  },
)

const folder = '/var/run/netns'

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'If the list were of namespaces, an empty file could not be on it, and a namespace without a file would be.',
      ja: '一覧が namespace のものなら、空のファイルは載らず、ファイルのない namespace が載るはずである。',
    },
    lesson: {
      en: 'A name on the list is a promise that nobody checked. Whether it holds shows on entering.',
      ja: '一覧にある名前は、誰も確かめていない約束である。本物かどうかは入るときに分かる。',
    },
    ja: {
      title: '`ip netns list` が並べるのは /var/run/netns のファイルであり、namespace ではない',
      expect:
        '空のファイルは一覧に出て、入ろうとすると EINVAL で失敗する。消せば出ない。nginx の namespace にはファイルがなく、一覧に出ない。',
      because: '一覧はディレクトリを読むだけで、namespace でないファイルは setns が拒むからである。',
      controls: ['そこにファイルがない namespace は一覧に出ない'],
      findings: ['空のファイルも一覧に出るが、入ることはできず、消せば一覧からも消える'],
    },
  }
}
