import type { Text } from '../../../instruments/evidence/types.ts'

/** The texts of the section on running nsproof and on its clean-up. */
export const runningTexts = {
  running: { en: 'How to run it', ja: '実行のしかた' },
  runArticle: {
    en: 'the article’s claims, on this machine’s engine',
    ja: '記事の主張を、このマシンのエンジンで確かめる',
  },
  runAll: { en: 'every claim', ja: 'すべての主張を確かめる' },
  runOne: { en: 'one claim', ja: '一つの主張だけを確かめる' },
  runTour: { en: 'a guided tour in the terminal', ja: '端末で記事を一段ずつたどるツアー' },
  runKeep: {
    en: 'leave the containers and links, for the blocks “Try it yourself”',
    ja: 'コンテナとリンクを残す（「自分で試す」のコマンドに使う）',
  },
  runLab: { en: 'tasks in your own shell', ja: '自分のシェルで解く課題' },
  runReport: { en: 'this page again, from its evidence', ja: 'evidence.json からこのページを作り直す' },
  putBack: { en: 'How the run cleaned up', ja: '後片付け' },
  censusSame: {
    en: 'Nothing of the run was left: no container, network, link, mount, file or process that it could have made.',
    ja: 'この実行が残した可能性のあるコンテナ、ネットワーク、リンク、マウント、ファイル、プロセスを調べ、何も残っていないことを確かめた。',
  },
  censusDiffers: { en: 'The census before and after the run differs:', ja: '実行の前と後で、調べた結果が異なる：' },
  censusMissing: {
    en: 'No census was taken: the containers were left standing on purpose (--keep).',
    ja: '調査は行っていない。コンテナを意図的に残したため（--keep）。',
  },
  censusList: { en: 'What the census found', ja: '調査で見つかったもの' },
  more: {
    en: 'Everything here comes from evidence.json beside this page. The details of every step are in allure/index.html.',
    ja: 'このページの内容はすべて、同じディレクトリの evidence.json による。各手順の詳細は allure/index.html にある。',
  },
} as const satisfies Readonly<Record<string, Text>>
