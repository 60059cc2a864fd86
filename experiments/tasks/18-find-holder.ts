import type { Task } from '../../fixtures/index.ts'

interface State {
  readonly alive: boolean
}

interface Begun {
  /** Inode of the network namespace. */
  readonly given: string
}

/** @see https://man7.org/linux/man-pages/man8/lsns.8.html */
export const task: Task<State> = {
  id: 'find-holder',
  title: { en: 'Who is in this network namespace?', ja: 'この network namespace にいるのは誰か' },
  goal: {
    en: 'Besides the containers, there is one more network namespace, with the inode $given. It has no name. Find the process in it, and end it.',
    ja: 'コンテナのもののほかに、inode が $given の network namespace がもう一つある。名前はない。その中のプロセスを見つけ、終了させる。',
  },
  claims: ['NET-05', 'ART-21', 'NS-02'],
  async begin({ hold, namespacesOf }) {
    const { pid } = await hold('net')
    return { given: inodeIn((await namespacesOf(pid)).net) }
  },
  look: async ({ begun, host }) => ({
    alive: (await host.members('net')).some(({ id }) => inodeIn(id) === (begun as Begun).given),
  }),
  done: ({ alive }) => !alive,
  turns: [],
  hints: [
    {
      en: 'Each process shows its network namespace as /proc/PID/ns/net. `lsns` reads them all.',
      ja: '各プロセスの network namespace は /proc/PID/ns/net に出る。`lsns` はそれをすべて読む。',
    },
    { en: '`lsns --type net` shows inodes and PIDs.', ja: '`lsns --type net` で inode と PID が分かる。' },
  ],
  solution: 'ROOT lsns --type net\nROOT kill $(ROOT lsns --noheadings --output PID $given)',
  why: {
    en: 'a namespace without a name is found through the processes in it. With the last of them it is gone.',
    ja: '名前のない namespace は、中にいるプロセスから見つかる。最後の一つが終わると消える。',
  },
}

function inodeIn(id: string | undefined): string {
  return id?.split(':')[1] ?? ''
}
