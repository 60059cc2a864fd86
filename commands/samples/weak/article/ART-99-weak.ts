import { claim, expect, test } from '../../../../fixtures/index.ts'

const text = { en: 'an example of a claim that is too weak', ja: '弱すぎる主張の例' }

/** Makes the right observations but asserts almost nothing about them. `npm run mutate` must report it. */
claim(
  {
    id: 'ART-99',
    title: { en: 'nginx has a network namespace', ja: 'nginx には network namespace がある' },
    why: text,
    lesson: text,
    source: ['https://man7.org/linux/man-pages/man7/network_namespaces.7.html'],
    expectation: { text, because: text },
    verdict: 'new',
  },
  () => {
    test('control: the host has a network namespace', async ({ host }) => {
      expect(await host.namespace('self', 'net')).toMatch(/^\d+:\d+$/)
    })

    test('finding: nginx has a network namespace', async ({ nginx, host }) => {
      expect(await host.namespace(nginx.pid, 'net')).toMatch(/^\d+:\d+$/)
      expect(await nginx.inside.namespace(1, 'net')).toMatch(/^\d+:\d+$/)
    })
  },
)
