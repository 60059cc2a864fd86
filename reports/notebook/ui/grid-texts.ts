import type { Text } from '../../../instruments/evidence/types.ts'

export const gridTexts = {
  grid: { en: 'The grid', ja: '格子' },
  gridLead: {
    en: 'Every way in, against everything that can be seen from there. A cell leads to its transcript; pick rows to compare them.',
    ja: 'あらゆる入り方と、そこから見えるもの。升目からその記録へ移れる。行を選ぶと比べられる。',
  },
  gridRows: { en: 'way in', ja: '入り方' },
  gridTable: { en: 'Ways in, and what is seen from there', ja: '入り方と、そこから見えるもの' },
  gridPick: { en: 'Compare the picked', ja: '選んだものを比べる' },
  gridReset: { en: 'Show all', ja: 'すべて表示' },
  gridTranscripts: { en: 'Transcripts of the cells', ja: '升目の記録' },
  gridExpected: { en: 'expected', ja: '予想' },
  close: { en: 'Close', ja: '閉じる' },
} as const satisfies Readonly<Record<string, Text>>
