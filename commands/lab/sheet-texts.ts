import type { Text } from '../../instruments/evidence/types.ts'

/** The texts of the printable sheet. */
export const sheetTexts = {
  title: { en: 'nsproof: questions and tasks', ja: 'nsproof：問題と課題' },
  name: { en: 'Name', ja: '氏名' },
  date: { en: 'Date', ja: '日付' },
  answers: { en: 'with answers', ja: '解答つき' },
  print: {
    en: 'Choose the language and whether the answers are shown, then print. Only what you see is printed.',
    ja: '言語と、解答を出すかどうかを選んで印刷する。見えているものだけが印刷される。',
  },
  predict: { en: '1. Predict', ja: '1. 予想する' },
  predictHow: {
    en: 'Three containers run: nginx, httpd and nextcloud. What will you see? Tick one answer before you run the command. `npm run tour` runs them all.',
    ja: 'nginx、httpd、nextcloud の三つのコンテナが動いている。何が出るか。コマンドを動かす前に、答えを一つ選ぶ。`npm run tour` ですべて試せる。',
  },
  do: { en: '2. Do', ja: '2. やってみる' },
  doHow: {
    en: '`npm run lab` opens a shell for these tasks. Write down the command that did it, and why it works. $nginx_pid is the PID of nginx’s first process on the host.',
    ja: '`npm run lab` で、この課題のためのシェルが開く。うまくいったコマンドと、その理由を書く。$nginx_pid は、nginx の最初のプロセスのホストでの PID である。',
  },
  answer: { en: 'Answer', ja: '答え' },
  none: { en: 'none of these', ja: 'どれでもない' },
  way: { en: 'One way', ja: '解答例' },
  wrongTurns: { en: 'What learners get wrong', ja: 'まちがえやすいところ' },
  measured: {
    en: 'The answers to the questions are what this machine did: {machine}.',
    ja: '問題の答えは、次のマシンでの結果である：{machine}。',
  },
  claims: { en: 'Claims', ja: '主張' },
} as const satisfies Record<string, Text>
