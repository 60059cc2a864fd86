import type { Text } from '../../../instruments/evidence/types.ts'

export const gridTexts = {
  grid: { en: 'The grid', ja: '総当たり表' },
  gridLead: {
    en: 'Every way in, against everything that can be seen from there. A cell leads to its transcript; pick rows to compare them.',
    ja: 'コンテナへのすべての入り方について、そこから何が見えるかを示す表である。セルを選ぶと、その記録へ移動する。行を選ぶと比較できる。',
  },
  gridRows: { en: 'way in', ja: '入り方' },
  gridTable: { en: 'Ways in, and what is seen from there', ja: '入り方と、そこから見えるもの' },
  gridPick: { en: 'Compare the picked rows', ja: '選んだ行を比較' },
  gridReset: { en: 'Show all', ja: 'すべて表示' },
  gridTranscripts: { en: 'Transcripts of the cells', ja: 'セルの記録' },
  gridExpected: { en: 'expected', ja: '予想' },
  close: { en: 'Close', ja: '閉じる' },
} as const satisfies Readonly<Record<string, Text>>
