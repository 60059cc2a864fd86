import type { Text } from '../../instruments/evidence/types.ts'

/** The tour's own texts. */
export const tourTexts = {
  intro: {
    en: 'The article, step by step, on live containers. Predict what each command prints, then see what the machine does.',
    ja: '記事を、動いているコンテナで一歩ずつたどる。コマンドの結果を予想してから、マシンの答えを見る。',
  },
  resumed: {
    en: 'Going on where you left off ({n} predicted before; `npm run tour -- --reset` starts anew).',
    ja: '前回の続きから始める（予想済み {n} 件。`npm run tour -- --reset` で最初から）。',
  },
  question: { en: 'What will you see?', ja: '何が出るか。' },
  ask: {
    en: '[{letters}] predict, [h] hint, [n] skip, [q] leave: ',
    ja: '[{letters}] 予想、[h] ヒント、[n] 飛ばす、[q] 終了：',
  },
  run: { en: '[Enter] run it, [n] skip, [q] leave: ', ja: '[Enter] 実行、[n] 飛ばす、[q] 終了：' },
  next: {
    en: '[Enter] go on, [r] run again, [b] back, [q] leave: ',
    ja: '[Enter] 次へ、[r] もう一度、[b] 戻る、[q] 終了：',
  },
  unknown: { en: 'That is none of the keys.', ja: 'そのキーは使えない。' },
  hint: { en: 'Hint:', ja: 'ヒント：' },
  held: { en: 'Your prediction held: {letter})', ja: '予想は当たった：{letter})' },
  failed: {
    en: 'Your prediction, {letter}), did not hold. The machine did: {answer}',
    ja: '予想 {letter}) は外れた。マシンの答え：{answer}',
  },
  answer: { en: 'The machine did: {answer}', ja: 'マシンの答え：{answer}' },
  none: { en: 'something that none of the predictions says', ja: 'どの予想にもない結果' },
  authors: { en: 'The article’s author expected that, too.', ja: '記事の著者も、そう予想した。' },
  why: { en: 'Why:', ja: 'なぜ：' },
  proof: { en: 'Proof:', ja: '証拠：' },
  end: { en: 'That was the tour. Putting everything back …', ja: 'ツアーは終わり。すべて元に戻している …' },
  score: { en: 'You predicted {n} of {all} right.', ja: '{all} 問のうち {n} 問の予想が当たった。' },
  readOn: {
    en: 'For the rest, read or run: npm start -- {claims}',
    ja: '外れたものは、次で確かめられる：npm start -- {claims}',
  },
  others: {
    en: '(and {n} processes that are not the containers’)',
    ja: '（ほかに、コンテナのものではないプロセスが {n} 個）',
  },
  silence: { en: '(no output)', ja: '（出力なし）' },
  exit: { en: 'exit code', ja: '終了コード' },
} as const satisfies Record<string, Text>
