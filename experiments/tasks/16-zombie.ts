import type { Task } from '../../fixtures/index.ts'

interface State {
  readonly runs: boolean
  readonly zombies: number
}

/** PID 1 reaps whatever is given to it. Its child has a child that has ended, and does not wait for that. */
const script = `
$SIG{CHLD} = 'IGNORE';
unless (fork) {
  $SIG{CHLD} = 'DEFAULT';
  unless (fork) { exit }
  exec 'sleep', 'infinity';
}
sleep 1000 while 1;`

/** @see https://man7.org/linux/man-pages/man2/wait.2.html */
export const task: Task<State> = {
  id: 'zombie',
  title: { en: 'Get rid of a zombie', ja: 'ゾンビを片付ける' },
  goal: {
    en: 'In $careless a process has ended that nobody waits for: `docker exec $careless ps -ef` shows it as <defunct>. Get rid of it, and let the container run on.',
    ja: '$careless には、終了したのに誰も待たないプロセスがある。`docker exec $careless ps -ef` では <defunct> と出る。コンテナを動かしたまま、これを片付ける。',
  },
  claims: ['PID-09', 'PID-15', 'SHR-07'],
  prepares: { careless: { of: 'nginx', entrypoint: ['perl', '-e', script] } },
  async look({ prepared, host, namespacesOf }) {
    const { pid = 0, id = '' } = prepared['careless'] ?? {}
    const runs = (await host.run('grep', '-q', id, `/proc/${pid}/cgroup`)).exitCode === 0
    const own = (await namespacesOf(pid)).pid
    const mates = (await host.members('pid')).filter((member) => member.id === own)
    const rows = runs ? await host.procfs(...mates.map((mate) => mate.pid)) : []
    return { runs, zombies: rows.filter(({ state }) => state === 'Z').length }
  },
  done: ({ runs, zombies }) => runs && zombies === 0,
  turns: [
    {
      id: 'ended',
      by: 'docker restart --time 0 $careless',
      holds: ({ runs }) => !runs,
      says: {
        en: 'the container’s first process has ended, and with it all others. That is not what was asked for.',
        ja: 'コンテナの最初のプロセスが終了し、ほかのすべても道連れになった。求めたのはこれではない。',
      },
      back: 'task zombie',
    },
  ],
  hints: [
    {
      en: 'A zombie has ended already, so no signal does anything to it. Only its parent can reap it; which process is that?',
      ja: 'ゾンビはすでに終了しているので、シグナルは効かない。回収できるのは親だけである。親はどのプロセスか。',
    },
    {
      en: 'If the parent ends, PID 1 becomes the parent. This PID 1 reaps.',
      ja: '親が終了すると、PID 1 が親になる。この PID 1 は回収する。',
    },
  ],
  solution:
    'docker exec $careless ps -ef\ndocker exec $careless sh -c \'kill $(ps -o ppid= -p $(ps -eo pid=,stat= | sed -n "s/ Z.*//p"))\'',
  why: {
    en: 'the careless parent ended, the zombie got PID 1 as its parent, and that waited for it.',
    ja: '待たない親が終了し、ゾンビの親は PID 1 になった。PID 1 がそれを回収した。',
  },
}
