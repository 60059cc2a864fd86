import { compose, entering, unsharing } from '../../instruments/vantage.ts'
import { argvFrom, type TourStep } from './tour-context.ts'

/** The steps that answer the article's open question. */
export const answerSteps: readonly TourStep[] = [
  {
    title: { en: 'Step 1: enter the pid namespace', ja: '手順 1：PID namespace に入る' },
    expect: {
      en: 'A small PID of its own, and yet ps shows the host.',
      ja: '自分の PID は小さいのに、ps にはホストが出る。',
    },
    why: {
      en: 'The kernel isolates already. The mounted /proc still belongs to the host’s pid namespace.',
      ja: 'カーネルはすでに分離している。マウントされた /proc はまだホストの PID namespace のものだ。',
    },
    argv: ({ host, nginx }) =>
      argvFrom(compose(host, entering(nginx, 'pid')), 'sh', '-c', 'echo "own PID: $$"; exec ps -ef'),
  },
  {
    title: { en: 'Step 2: and the mount namespace', ja: '手順 2：マウント namespace にも入る' },
    expect: { en: 'The container’s view, with the container’s ps.', ja: 'コンテナの見え方。ps もコンテナのもの。' },
    why: { en: 'Now /proc is the container’s.', ja: '今度は /proc がコンテナのものだ。' },
    argv: ({ host, nginx }) => argvFrom(compose(host, entering(nginx, 'pid', 'mnt')), 'ps', '-ef'),
  },
  {
    title: { en: 'Step 3: or a fresh /proc', ja: '手順 3：あるいは新しい /proc' },
    expect: { en: 'The container’s processes, with the host’s ps.', ja: 'コンテナのプロセスを、ホストの ps で見る。' },
    why: {
      en: 'A procfs shows the pid namespace of whoever mounts it. For processes this is what ip netns exec is for the network.',
      ja: 'procfs はマウントした者の PID namespace を見せる。プロセスにとってこれは、ネットワークにとっての ip netns exec に当たる。',
    },
    argv: ({ host, nginx }) => argvFrom(compose(host, entering(nginx, 'pid'), unsharing('--mount-proc')), 'ps', '-ef'),
  },
  {
    title: { en: 'Step 4: unshare', ja: '手順 4：unshare' },
    expect: {
      en: 'The container’s network, and nobody but ps.',
      ja: 'ネットワークはコンテナのもので、プロセスは ps だけ。',
    },
    why: {
      en: 'So unshare does it: a new pid namespace, a fork into it, and a /proc mounted from inside.',
      ja: 'つまり unshare でできる。新しい PID namespace、そこへの fork、そして中からマウントした /proc である。',
    },
    argv: ({ host, link }) => argvFrom(compose(host, link, unsharing('--pid', '--fork', '--mount-proc')), 'ps', '-ef'),
  },
  {
    title: { en: 'Take the link away', ja: 'リンクを消す' },
    expect: { en: 'No output; nginx runs on.', ja: '何も出ない。nginx は動き続ける。' },
    why: {
      en: 'A name went. The namespace lives while a process is in it.',
      ja: '消えたのは名前である。namespace は、中にプロセスがいるかぎり生きている。',
    },
    argv: ({ host, link }) => argvFrom(host, 'unlink', link.path),
    act: 'unlink',
  },
]
