import { expect, test } from 'vitest'
import { questions } from '../../reports/questions.ts'
import { type Answer, findAnswers } from './answer-question.ts'

const listings = [...new Set(questions.flatMap(({ claims }) => claims)), 'XYZ-01'].map((id) => ({
  id,
  title: id === 'XYZ-01' ? { en: 'A pangolin sleeps', ja: 'センザンコウは眠る' } : { en: id, ja: id },
}))

const first = (words: string): Answer | undefined => findAnswers(words, listings)[0]

test.for([
  ['why does ip netns list not show my containers', 'ART-08'],
  ['ip netns list コンテナ 出てこない', 'ART-08'],
  ['nsenter shows the host’s processes', 'ART-20'],
  ['fork: Cannot allocate memory', 'PID-05'],
  ['docker stop takes ten seconds', 'PID-07'],
  ['docker stop 10 秒', 'PID-07'],
  ['veth', 'NET-18'],
  ['setting the network namespace failed: Invalid argument', 'MNT-03'],
  ['free shows the host’s memory', 'LIM-01'],
  ['zombies', 'PID-09'],
  ['コンテナ ゾンビ 消す', 'PID-09'],
  ['127.0.0.11', 'NET-13'],
  ['dmesg', 'KEY-01'],
  ['dmesg: read kernel buffer failed: Operation not permitted', 'KEY-01'],
  ['lsns does not show my namespace', 'NS-02'],
  ['unshare failed: No space left on device', 'LIM-02'],
] as const)('%j finds %s first', ([words, id]) => {
  expect(first(words)?.claims[0]?.id).toBe(id)
})

test('each question is found by its own words, in both languages', () => {
  for (const { ask } of questions) for (const words of [ask.en, ask.ja]) expect(first(words)?.ask).toEqual(ask)
})

test('a claim that no question names is found by its title', () => {
  expect(first('pangolin')).toEqual({ claims: [listings.at(-1)] })
  expect(first('センザンコウ')).toEqual({ claims: [listings.at(-1)] })
})

test('words that nothing has find nothing', () => {
  expect(findAnswers('qwxyzzy', listings)).toEqual([])
  expect(findAnswers('the', listings)).toEqual([])
})
