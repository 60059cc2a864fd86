import type { Text } from '../../../instruments/evidence/types.ts'

/** The texts of the section on running nsproof and on its clean-up. */
export const runningTexts = {
  running: { en: 'How to run it', ja: '実行のしかた' },
  runArticle: { en: 'the article’s claims, on this machine’s engine', ja: '記事の主張を、この機械のエンジンで' },
  runAll: { en: 'every claim', ja: 'すべての主張' },
  runOne: { en: 'one claim', ja: '一つの主張だけ' },
  runTour: { en: 'a guided tour in the terminal', ja: '端末での案内' },
  runReport: { en: 'this page again, from its evidence', ja: '証拠からこのページを作り直す' },
  putBack: { en: 'How it was put back', ja: '後片付け' },
  censusSame: {
    en: 'Nothing of the run was left: no container, network, link, mount, file or process that it could have made.',
    ja: '実行が作りうるコンテナ、ネットワーク、リンク、マウント、ファイル、プロセスを調べ、何も残っていないことを確かめた。',
  },
  censusDiffers: { en: 'The census before and after the run differs:', ja: '実行の前後で調べた結果が異なる：' },
  censusMissing: {
    en: 'No census was taken: the containers were left standing on purpose (--keep).',
    ja: '調査は行っていない。コンテナを意図的に残したため（--keep）。',
  },
  censusList: { en: 'What the census found', ja: '調べて見つかったもの' },
  more: {
    en: 'Everything here comes from evidence.json beside this page. Every single step, for engineers: allure/index.html.',
    ja: 'このページの内容はすべて、隣の evidence.json による。技術者向けの全手順は allure/index.html にある。',
  },
} as const satisfies Readonly<Record<string, Text>>
