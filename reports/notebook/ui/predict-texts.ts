import type { Text } from '../../../instruments/evidence/types.ts'

/** The texts around a question and its predictions. */
export const predictTexts = {
  predict: { en: 'What will you see? Predict, then look.', ja: '何が起きるか。予想してから、結果を見る。' },
  showAnswer: { en: 'Show what the machine did', ja: 'マシンの答えを見る' },
  predictionHeld: { en: 'Your prediction held.', ja: '予想は当たった。' },
  predictionFailed: { en: 'Your prediction did not hold.', ja: '予想は外れた。' },
  machineDid: { en: 'The machine’s answer:', ja: 'マシンの答え：' },
  noneHeld: {
    en: 'None of these predictions holds here. The outputs below show what the machine did.',
    ja: 'ここでは、どの予想も当たらない。マシンの答えは下の出力のとおりである。',
  },
  undecided: {
    en: 'This run did not observe what decides between these predictions.',
    ja: 'この実行の観察からは、どの予想が当たったかを決められない。',
  },
  authors: { en: 'The article’s author expected that, too.', ja: '記事の著者も、そう予想した。' },
  hint: { en: 'Hint', ja: 'ヒント' },
  everything: { en: 'Show everything', ja: 'すべて表示' },
  score: { en: 'Predicted right', ja: '当たった予想' },
  startAnew: { en: 'Start anew', ja: '最初から' },
  otherwise: {
    en: 'What would have to be different for this to come out otherwise?',
    ja: '何が違えば、別の結果になるか',
  },
  wouldHaveSeen: { en: 'What we would have seen if …', ja: 'もし …ならば、何が見えたか' },
  findingFails: {
    en: 'The finding was run again with its cause taken away. Each time it failed, as it must:',
    ja: '原因を取り除いて発見をもう一度実行した。どの場合も、あるべきとおり不合格になった：',
  },
  findClaim: { en: 'All questions and claims, with a search', ja: '質問と主張の一覧、検索' },
  readClaim: { en: 'The experiment in full:', ja: '実験の全体：' },
  puzzle: {
    en: 'One container, two ways in, two answers. Each dot is a process; `ps` lists itself as well.',
    ja: '一つのコンテナに二つの入り方、二つの結果。点の一つ一つがプロセスで、`ps` には ps 自身も出る。',
  },
  psLists: { en: 'ps lists {n}', ja: 'ps の出力：{n} 件' },
  psAsks: { en: 'ps lists …?', ja: 'ps の出力：？' },
  picture: {
    en: 'The host, three containers and their processes, and two ways into nginx',
    ja: 'ホスト、三つのコンテナとそのプロセス、nginx への二つの入り方',
  },
} as const satisfies Readonly<Record<string, Text>>
