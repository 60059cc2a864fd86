import { compose, entering, unsharing } from '../../instruments/vantage.ts'
import { argvFrom, type Seen, type TourPrediction, type TourStep } from './tour-context.ts'

const hostList: TourPrediction = {
  text: { en: 'every process of the host', ja: 'ホストの全プロセス' },
  holds: ({ listsHost }) => listsHost,
}

const nginxList: TourPrediction = {
  text: { en: 'nginx’s processes and the command itself', ja: 'nginx のプロセスと、実行したコマンド' },
  holds: ({ listsHost, listsNginx }) => !listsHost && listsNginx,
}

const nothingElse: TourPrediction = {
  text: { en: 'ps alone', ja: 'ps だけ' },
  holds: ({ listsHost, listsNginx, lines }) => !listsHost && !listsNginx && lines.length > 1,
}

/** Whether the shell printed a PID that the process which became ps does not have in the list. */
function hasOtherPid({ lines }: Seen): boolean {
  const own = /^own PID: (\d+)/.exec(lines[0] ?? '')?.[1]
  const listed = lines.find((line) => line.endsWith(' ps -ef'))
  return own !== undefined && listed?.split(/ +/)[1] !== own
}

/** The steps that answer the article's open question. */
export const answerSteps: readonly TourStep[] = [
  {
    id: 'enter-pid',
    title: {
      en: 'Step 1: enter the pid namespace. Is that enough?',
      ja: '手順 1：PID namespace に入る。これで足りるか',
    },
    argv: ({ host, nginx }) =>
      argvFrom(compose(host, entering(nginx, 'pid')), 'sh', '-c', 'echo "own PID: $$"; exec ps -ef'),
    predictions: [
      {
        text: {
          en: 'yes: a PID of the container, and nginx’s processes',
          ja: '足りる。PID はコンテナのもので、nginx のプロセスが出る',
        },
        holds: ({ listsHost, listsNginx }) => !listsHost && listsNginx,
      },
      {
        text: {
          en: 'no: a PID of the container, and yet ps lists the host',
          ja: '足りない。PID はコンテナのものなのに、ホストの一覧が出る',
        },
        holds: (seen) => seen.listsHost && hasOtherPid(seen),
      },
      {
        text: {
          en: 'no: a PID of the host, and ps lists the host',
          ja: '足りない。PID もホストのもので、ホストの一覧が出る',
        },
        holds: (seen) => seen.listsHost && !hasOtherPid(seen),
      },
    ],
    hint: { en: 'Whose /proc is mounted where ps runs?', ja: 'ps が動く場所にマウントされているのは、誰の /proc か。' },
    why: {
      en: 'The kernel isolates already. The mounted /proc still belongs to the host’s pid namespace.',
      ja: 'カーネルはすでに分離している。マウントされている /proc は、まだホストの PID namespace のものである。',
    },
    claims: ['ART-20', 'PID-04'],
  },
  {
    id: 'enter-mount',
    title: { en: 'Step 2: and the mount namespace', ja: '手順 2：マウント namespace にも入る' },
    argv: ({ host, nginx }) => argvFrom(compose(host, entering(nginx, 'pid', 'mnt')), 'ps', '-ef'),
    predictions: [hostList, nginxList, nothingElse],
    hint: { en: 'Which /proc is in that mount namespace?', ja: 'そのマウント namespace にあるのは、どの /proc か。' },
    why: { en: 'Now /proc is the container’s.', ja: '今度は /proc もコンテナのものである。' },
    claims: ['ART-20', 'PID-03'],
  },
  {
    id: 'fresh-proc',
    title: {
      en: 'Step 3: or the host’s files, with a fresh /proc',
      ja: '手順 3：あるいはホストのファイルのまま、新しい /proc',
    },
    argv: ({ host, nginx }) => argvFrom(compose(host, entering(nginx, 'pid'), unsharing('--mount-proc')), 'ps', '-ef'),
    predictions: [nothingElse, hostList, nginxList],
    hint: {
      en: 'Which process mounts this /proc, and in which pid namespace is it?',
      ja: 'この /proc をマウントするプロセスは、どの PID namespace にいるか。',
    },
    why: {
      en: 'A new procfs shows the pid namespace of the process that mounts it. This does for processes what ip netns exec does for the network.',
      ja: '新しい procfs は、マウントしたプロセスの PID namespace を見せる。ネットワークに対する ip netns exec の役割を、プロセスに対して果たす。',
    },
    claims: ['ART-20', 'PID-04'],
  },
  {
    id: 'unshare',
    title: { en: 'Step 4: unshare, inside nginx’s network', ja: '手順 4：nginx のネットワークの中で unshare' },
    argv: ({ host, link }) => argvFrom(compose(host, link, unsharing('--pid', '--fork', '--mount-proc')), 'ps', '-ef'),
    predictions: [nginxList, nothingElse, hostList],
    hint: { en: 'A new pid namespace begins empty.', ja: '新しい PID namespace は、空の状態から始まる。' },
    why: {
      en: 'So unshare does it: a new pid namespace, a fork into it, and a /proc mounted from inside.',
      ja: 'つまり unshare でできる。新しい PID namespace、そこへの fork、そして中からマウントした /proc である。',
    },
    claims: ['ART-20', 'PID-05'],
  },
  {
    id: 'unlink',
    title: { en: 'Take the link away', ja: 'リンクを消す' },
    argv: ({ host, link }) => argvFrom(host, 'unlink', link.path),
    why: {
      en: 'Only the name is gone. The namespace stays while a process is in it.',
      ja: '消えたのは名前だけである。namespace は、中にプロセスがいるかぎり残る。',
    },
    claims: ['ART-12', 'NET-14'],
    act: 'unlink',
  },
]
