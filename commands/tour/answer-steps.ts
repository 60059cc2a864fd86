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
      ja: 'カーネルはすでに分離している。マウントされている /proc は、まだホストの PID namespace のものである。',
    },
    argv: ({ host, nginx }) =>
      argvFrom(compose(host, entering(nginx, 'pid')), 'sh', '-c', 'echo "own PID: $$"; exec ps -ef'),
  },
  {
    title: { en: 'Step 2: and the mount namespace', ja: '手順 2：マウント namespace にも入る' },
    expect: {
      en: 'The container’s view, with the container’s ps.',
      ja: 'コンテナのプロセスだけが出る。ps もコンテナのもの。',
    },
    why: { en: 'Now /proc is the container’s.', ja: '今度は /proc もコンテナのものである。' },
    argv: ({ host, nginx }) => argvFrom(compose(host, entering(nginx, 'pid', 'mnt')), 'ps', '-ef'),
  },
  {
    title: { en: 'Step 3: or a fresh /proc', ja: '手順 3：あるいは新しい /proc' },
    expect: { en: 'The container’s processes, with the host’s ps.', ja: 'コンテナのプロセスが、ホストの ps に出る。' },
    why: {
      en: 'A new procfs shows the pid namespace of the process that mounts it. This does for processes what ip netns exec does for the network.',
      ja: '新しい procfs は、マウントしたプロセスの PID namespace を見せる。ネットワークに対する ip netns exec の役割を、プロセスに対して果たす。',
    },
    argv: ({ host, nginx }) => argvFrom(compose(host, entering(nginx, 'pid'), unsharing('--mount-proc')), 'ps', '-ef'),
  },
  {
    title: { en: 'Step 4: unshare', ja: '手順 4：unshare' },
    expect: {
      en: 'The container’s network, and no process but ps.',
      ja: 'ネットワークはコンテナのもので、出るプロセスは ps だけ。',
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
      en: 'Only the name is gone. The namespace stays while a process is in it.',
      ja: '消えたのは名前だけである。namespace は、中にプロセスがいるかぎり残る。',
    },
    argv: ({ host, link }) => argvFrom(host, 'unlink', link.path),
    act: 'unlink',
  },
]
