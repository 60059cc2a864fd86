import { claim, control, expect, finding, type Page } from '../../../../../fixtures/index.ts'

/** Has two findings and one Japanese title for them: reading it fails. */
claim('ART-97', {
  title: 'Each test has its Japanese title',
  expect: 'an example of a claim that is not translated',
  because: 'an example of a claim that is not translated',
  source: ['https://man7.org/linux/man-pages/man7/namespaces.7.html'],
  verdict: 'new',
  page,
})

control('has one', ({ profile }) => expect(profile).toBeDefined())

finding('has one', ({ profile }) => expect(profile).toBeDefined())

finding('has none', ({ profile }) => expect(profile).toBeDefined())

function page(): Page {
  const text = { en: 'an example of a claim that is not translated', ja: '翻訳のない主張の例' }
  return {
    why: text,
    lesson: text,
    ja: { title: '例', expect: text.ja, because: text.ja, controls: ['ある'], findings: ['ある'] },
  }
}
