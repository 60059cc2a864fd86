import { claim, control, expect, finding, type Page } from '../../../../../fixtures/index.ts'

/** Makes things on the host without a journal entry and leaves them. The census must find them. */
claim('ART-98', {
  title: 'Leftovers stay on the host',
  expect: 'an example of a claim that leaves something',
  because: 'an example of a claim that leaves something',
  source: ['https://man7.org/linux/man-pages/man8/mount.8.html'],
  verdict: 'new',
  page,
})

control('the file does not exist before it is made', async ({ host, label }) => {
  expect(await host.run('test', '-e', `/tmp/nsproof-${label.split('=')[1]}-1-1`)).toMatchObject({ exitCode: 1 })
})

finding('a file, a mount and a link can be made', async ({ host, label }) => {
  const run = label.split('=')[1]
  for (const argv of [
    ['touch', `/tmp/nsproof-${run}-1-1`],
    ['mkdir', `/tmp/nsproof-${run}-shared-1-1`],
    ['mount', '-t', 'tmpfs', 'tmpfs', `/tmp/nsproof-${run}-shared-1-1`],
    ['mkdir', '-p', '/run/netns'],
    ['ln', '-s', '/proc/1/ns/net', `/run/netns/nsproof-${run}`],
  ])
    expect(await host.run(...argv)).toMatchObject({ exitCode: 0 })
})

function page(): Page {
  const text = { en: 'an example of a claim that leaves something', ja: '後始末をしない主張の例' }
  return {
    why: text,
    lesson: text,
    ja: {
      title: '元に戻さないものは残る',
      expect: text.ja,
      because: text.ja,
      controls: ['作らなかったものはない'],
      findings: ['ファイル、マウント、リンクはある'],
    },
  }
}
