import { claim, control, expect, finding, type Page } from '../../../../../fixtures/index.ts'

/** Makes the right observations but asserts almost nothing about them. `npm run mutate` must report it. */
claim('ART-99', {
  title: 'The container nginx has a network namespace',
  expect: 'an example of a claim that is too weak',
  because: 'an example of a claim that is too weak',
  source: ['https://man7.org/linux/man-pages/man7/network_namespaces.7.html'],
  verdict: 'new',
  page,
})

control('the host has a network namespace', async ({ host }) => {
  expect(await host.namespace('self', 'net')).toMatch(/^\d+:\d+$/)
})

finding('nginx has a network namespace', async ({ nginx, host }) => {
  expect(await host.namespace(nginx.pid, 'net')).toMatch(/^\d+:\d+$/)
  expect(await nginx.inside.namespace(1, 'net')).toMatch(/^\d+:\d+$/)
})

function page(): Page {
  const text = { en: 'an example of a claim that is too weak', ja: '弱すぎる主張の例' }
  return {
    why: text,
    lesson: text,
    ja: {
      title: 'nginx には network namespace がある',
      expect: text.ja,
      because: text.ja,
      controls: ['ホストにもある'],
      findings: ['nginx にはある'],
    },
  }
}
