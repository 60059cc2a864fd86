import type { Text } from '../../instruments/evidence/types.ts'

/** The lab's own texts. */
export const labTexts = {
  welcome: {
    en: 'This is your own shell, with three containers to try things on: nginx, httpd and nextcloud.\nTheir ids are $nginx, $httpd and $nextcloud, the host’s PIDs of their first processes $nginx_pid, $httpd_pid and $nextcloud_pid.\nAt each prompt the lab looks at the machine, and says what has changed.\n`hint` helps, `lab-help` lists the commands, `exit` leaves and puts everything back.',
    ja: 'これはあなた自身のシェルで、試すためのコンテナが三つ動いている。nginx、httpd、nextcloud である。\nID は $nginx、$httpd、$nextcloud に、最初のプロセスのホストでの PID は $nginx_pid、$httpd_pid、$nextcloud_pid に入っている。\nプロンプトが出るたびに、ラボはマシンの状態を調べ、変わったことを伝える。\n`hint` でヒント、`lab-help` でコマンドの一覧が出る。`exit` で終わり、すべて元に戻る。',
  },
  inEngine: {
    en: 'nsproof has started an engine in a mount and a network namespace of its own. This shell is in them, too: what it calls the host is that.',
    ja: 'nsproof は、専用のマウント namespace と network namespace の中でエンジンを起動した。このシェルもその中にいる。ここで「ホスト」と呼ぶのは、その環境である。',
  },
  root: {
    en: 'You are not root: put `sudo` before commands that enter namespaces or change them.',
    ja: 'root ではないので、namespace に入る、または変更するコマンドの前には `sudo` を付ける。',
  },
  noSuchShell: {
    en: 'The lab knows bash and sh, not {shell}: this is bash.',
    ja: 'ラボが対応しているのは bash と sh で、{shell} には対応していない。代わりに bash を開く。',
  },
  task: { en: 'Task {n} of {all}: {title}', ja: '課題 {n}/{all}：{title}' },
  marked: {
    en: 'Start containers with `docker run --detach --label $lab … $image sleep infinity`: with the label, the lab removes them.',
    ja: 'コンテナは `docker run --detach --label $lab … $image sleep infinity` で起動する。このラベルがあれば、ラボが後で消す。',
  },
  claims: { en: 'To read on: npm start -- {claims}', ja: '関連する主張：npm start -- {claims}' },
  done: { en: 'done: {why}', ja: 'できた：{why}' },
  goOn: { en: '`next` goes on.', ja: '`next` で次へ。' },
  notYet: { en: 'not yet: {why}', ja: 'まだ：{why}' },
  wrong: { en: 'that went wrong: {why} To get back: {back}', ja: '問題が起きた：{why} 元に戻すには：{back}' },
  ended: {
    en: '{name} no longer runs as the lab started it.',
    ja: '{name} は、ラボが起動したときの状態では動いていない。',
  },
  cannotLook: { en: 'the lab could not look: {why}', ja: '状態を調べられなかった：{why}' },
  hint: { en: 'Hint {n} of {all}: {hint}', ja: 'ヒント {n}/{all}：{hint}' },
  noMoreHints: {
    en: 'There are no more hints. `solution` shows one way.',
    ja: 'ヒントはこれで終わり。`solution` で解答例が出る。',
  },
  solution: { en: 'One way:', ja: '解答例：' },
  passedOver: { en: 'Passed over: {title}. {why}', ja: '飛ばした課題：{title}。{why}' },
  last: {
    en: 'That was the last task. `tasks` lists them all, `exit` leaves.',
    ja: 'これが最後の課題だった。`tasks` で一覧、`exit` で終了。',
  },
  unknownTask: {
    en: 'There is no task {name}: `tasks` lists them.',
    ja: '{name} という課題はない。`tasks` で一覧が出る。',
  },
  anew: {
    en: 'The containers were started anew, and what you started in their namespaces has ended.',
    ja: 'コンテナを起動し直し、その namespace の中で起動されたものを終了した。',
  },
  preparing: { en: 'preparing …', ja: '準備中 …' },
  prepared: { en: 'For this task: {names}.', ja: 'この課題用：{names}。' },
  left: {
    en: 'New since the lab began, and not the lab’s own. Nothing of this was touched. The commands remove it:',
    ja: 'ラボの開始後に増えた、ラボのものではないもの。どれにも触れていない。消すコマンドは次のとおり：',
  },
  container: { en: 'container', ja: 'コンテナ' },
  network: { en: 'network', ja: 'ネットワーク' },
  namespaceName: { en: 'name in /var/run/netns', ja: '/var/run/netns の名前' },
  hostName: { en: 'host name', ja: 'ホスト名' },
  process: { en: 'process', ja: 'プロセス' },
  leaving: { en: 'Leaving the lab, and putting everything back …', ja: 'ラボを終了し、すべて元に戻している …' },
  help: {
    en: `task        the task again; \`task ID\` starts another one, or the same one anew
tasks       all tasks, with what you have done
check       look now, and say what is missing
hint        a hint, and then the next one
solution    one way to do it
next        the next task
reset       start the containers anew (the terminal’s own: command -p reset)
exit        leave; everything is put back

$nginx $httpd $nextcloud   the ids of the three containers; $nginx_pid … the PIDs of their first processes on the host
$lab                       the lab’s label: docker run --label $lab
$image                     an image with sleep, ps and sh

The lab learns what \`ps\` and \`ss\` saw if you start them by their names, also through nsenter or ip netns exec.
`,
    ja: `task        課題をもう一度表示。\`task ID\` で別の課題を始める、または最初からやり直す
tasks       課題の一覧と、できたものの印
check       今の状態を調べ、何が足りないかを表示
hint        ヒント。もう一度打つと次のヒント
solution    解答例
next        次の課題
reset       コンテナを起動し直す（端末の reset は command -p reset）
exit        終了。すべて元に戻る

$nginx $httpd $nextcloud   三つのコンテナの ID。$nginx_pid などは、最初のプロセスのホストでの PID
$lab                       ラボのラベル：docker run --label $lab
$image                     sleep、ps、sh の入ったイメージ

\`ps\` と \`ss\` は、名前で起動すれば（nsenter や ip netns exec を通しても）、何が見えたかがラボに伝わる。
`,
  },
} as const satisfies Record<string, Text>
