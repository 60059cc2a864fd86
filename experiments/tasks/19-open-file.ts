import type { Task } from '../../fixtures/index.ts'

interface State {
  readonly alive: boolean
}

interface Begun {
  readonly pid: number
  /** Inode of the network namespace that it has open. */
  readonly given: string
}

/** @see https://man7.org/linux/man-pages/man7/namespaces.7.html */
export const task: Task<State> = {
  id: 'open-file',
  title: { en: 'A namespace without a process', ja: 'プロセスのいない namespace' },
  goal: {
    en: 'The network namespace with the inode $given has no process in it, and yet it lives: a process of the host has it open as a file. Find that process, and end it.',
    ja: 'inode が $given の network namespace には、プロセスがいないのに残っている。ホストのプロセスが、ファイルとして開いているからである。そのプロセスを見つけ、終了させる。',
  },
  claims: ['NET-08', 'NS-02', 'NET-14'],
  async begin({ keep, host }) {
    const script =
      'exec 8</proc/self/ns/net; exec unshare --net sh -c \'exec 9</proc/self/ns/net; exec nsenter --net=/proc/self/fd/8 sh -c "exec 8<&-; echo held; exec sleep infinity"\''
    const { pid } = await keep('sh', '-c', script)
    const { stdout } = await host.must('readlink', `/proc/${pid}/fd/9`)
    return { pid, given: /\d+/.exec(stdout)?.[0] ?? '' }
  },
  look: async ({ begun, host }) => {
    const { pid, given } = begun as Begun
    const { stdout } = await host.run('readlink', `/proc/${pid}/fd/9`)
    return { alive: stdout.includes(`[${given}]`) }
  },
  done: ({ alive }) => !alive,
  turns: [],
  hints: [
    {
      en: 'lsns reads /proc/PID/ns, and nobody is in it. Open files are the links in /proc/PID/fd.',
      ja: 'lsns が読むのは /proc/PID/ns で、そこには誰もいない。開いているファイルは /proc/PID/fd のリンクである。',
    },
    {
      en: 'The link reads net:[INODE]: `find /proc/[0-9]*/fd -lname "net:\\[$given\\]"`.',
      ja: 'リンクの内容は net:[inode] である：`find /proc/[0-9]*/fd -lname "net:\\[$given\\]"`。',
    },
  ],
  solution:
    'holder=$(ROOT find /proc/[0-9]*/fd -lname "net:\\[$given\\]" 2> /dev/null | cut -d / -f 3)\nROOT kill $holder',
  why: {
    en: 'an open file keeps a namespace. When its last holder was gone, the namespace ended.',
    ja: '開いたファイルは namespace を保持する。最後の保持者がいなくなり、namespace は終わった。',
  },
}
