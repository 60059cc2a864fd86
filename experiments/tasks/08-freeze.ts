import type { Task } from '../../fixtures/index.ts'

interface State {
  /** State of the container in the engine's words. */
  readonly status: string
  /** State of its first process in the kernel's letters. */
  readonly process: string
}

/** @see https://docs.kernel.org/admin-guide/cgroup-v1/freezer-subsystem.html */
export const task: Task<State> = {
  id: 'freeze',
  title: { en: 'Freeze a container', ja: 'コンテナを凍結する' },
  goal: {
    en: 'Freeze $clock, which counts the seconds (`docker logs $clock`): all its processes have to stop at once, without a signal that they could see, and to be able to go on later.',
    ja: '$clock は秒を数えている（`docker logs $clock`）。これを凍結する。すべてのプロセスを、それと分かるシグナルなしに一度に止め、後で続きから動かせるようにする。',
  },
  claims: ['SHR-04', 'CGR-01'],
  prepares: {
    clock: { of: 'nginx', entrypoint: ['sh', '-c', 'n=0; while sleep 1; do n=$((n+1)); echo $n; done'] },
  },
  async look({ docker, host, prepared }) {
    const { id = '', pid = 0 } = prepared['clock'] ?? {}
    const { stdout } = await docker.run('inspect', '--format', '{{.State.Status}}', id)
    return { status: stdout.trim(), process: await host.state(pid) }
  },
  done: ({ status }) => status === 'paused',
  turns: [
    {
      id: 'signal',
      by: 'ROOT kill -STOP $clock_pid',
      holds: ({ process }) => process === 'T',
      says: {
        en: 'a signal has stopped its first process (state T). The others run, and their parent is told. `kill -CONT $clock_pid` takes it back.',
        ja: 'シグナルで最初のプロセスが止まった（状態 T）。ほかのプロセスは動いていて、親プロセスにも通知される。`kill -CONT $clock_pid` で元に戻る。',
      },
    },
    {
      id: 'stopped',
      by: 'docker stop --time 0 $clock',
      holds: ({ status }) => status !== 'running',
      says: {
        en: 'the container has ended, so nothing can go on.',
        ja: 'コンテナが終了したので、続きから動かすことはできない。',
      },
      back: 'task freeze',
    },
  ],
  hints: [
    {
      en: 'The cgroup can be frozen. Docker has a command for it, and one that thaws it.',
      ja: 'cgroup は凍結できる。Docker には、そのためのコマンドと、解除するコマンドがある。',
    },
  ],
  solution: 'docker pause $clock\ndocker logs $clock',
  why: {
    en: 'the freezer stops the whole cgroup. No process got a signal, and all keep their namespaces. `docker unpause $clock` goes on.',
    ja: 'freezer が cgroup 全体を止めた。シグナルを受けたプロセスはなく、namespace もそのままである。`docker unpause $clock` で続きから動く。',
  },
}
