import type { Text } from '../../instruments/evidence/types.ts'

/** The tour's own texts. */
export const tourTexts = {
  intro: {
    en: 'The article, step by step, on live containers. Enter runs a step, q leaves.',
    ja: '記事を、動いているコンテナで一歩ずつたどる。Enter で実行、q で終了。',
  },
  expect: { en: 'Expect:', ja: '予想：' },
  why: { en: 'Why:', ja: 'なぜ：' },
  prompt: { en: '[Enter] run it, [q] leave ', ja: '[Enter] 実行、[q] 終了 ' },
  end: { en: 'That was the tour. Putting everything back …', ja: 'ツアーは終わり。すべて元に戻している …' },
  others: {
    en: '(and {n} processes that are not the containers’)',
    ja: '（ほかに、コンテナのものではないプロセスが {n} 個）',
  },
  silence: { en: '(no output)', ja: '（出力なし）' },
  exit: { en: 'exit code', ja: '終了コード' },
} as const satisfies Record<string, Text>
