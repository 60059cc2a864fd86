import type { Task } from '../../fixtures/index.ts'

interface State {
  /** Of each running container of the learner. */
  readonly containers: readonly {
    readonly sharesPid: boolean
    readonly sharesNet: boolean
    /** What its /tmp/answer holds. */
    readonly answer: string
  }[]
  readonly secret: string
}

/** @see https://docs.docker.com/reference/cli/docker/container/run/#pid */
export const task: Task<State> = {
  id: 'share-pid',
  title: { en: 'Read another container’s file', ja: '別のコンテナのファイルを読む' },
  goal: {
    en: 'nginx has a file /tmp/secret. Start a container that shares nginx’s pid namespace, and in it copy nginx’s /tmp/secret to its own /tmp/answer. Use only `docker run` and `docker exec` in your container.',
    ja: 'nginx に /tmp/secret というファイルがある。nginx と PID namespace を共有するコンテナを起動し、その中で nginx の /tmp/secret を自分の /tmp/answer にコピーする。使うのは `docker run` と、自分のコンテナでの `docker exec` だけである。',
  },
  claims: ['SHR-05', 'SHR-03', 'SHR-01'],
  needsContainer: true,
  async begin({ nginx }) {
    const secret = `lab-${Math.random().toString(36).slice(2)}`
    await nginx.inside.must('sh', '-c', 'echo "$1" > /tmp/secret', 'sh', secret)
  },
  async look({ nginx, containers, namespacesOf }) {
    const own = await namespacesOf(nginx.pid)
    const { stdout: secret } = await nginx.inside.run('cat', '/tmp/secret')
    const running = (await containers()).filter(({ running: runs }) => runs)
    const seen = running.map(async ({ pid, exec }) => {
      const theirs = await namespacesOf(pid)
      const { stdout: answer } = await exec.run('sh', '-c', 'cat /tmp/answer 2> /dev/null')
      return { sharesPid: theirs.pid === own.pid, sharesNet: theirs.net === own.net, answer }
    })
    return { secret, containers: await Promise.all(seen) }
  },
  done: ({ containers, secret }) =>
    secret !== '' && containers.some(({ sharesPid, answer }) => sharesPid && answer === secret),
  turns: [
    {
      id: 'own-root',
      by: 'mine=$(docker run --detach --label $lab --pid container:$nginx $image sleep infinity); docker exec $mine sh -c "cat /tmp/secret > /tmp/answer"',
      holds: ({ containers, secret }) =>
        containers.some(({ sharesPid, answer }) => sharesPid && answer !== secret && answer !== '') ||
        containers.some(({ sharesPid, answer }) => sharesPid && answer === ''),
      says: {
        en: 'your container is in nginx’s pid namespace, but has its own files. Through which path does it reach the root directory of PID 1?',
        ja: 'コンテナは nginx の PID namespace にいるが、ファイルは自分のものである。PID 1 のルートディレクトリには、どのパスから届くか。',
      },
    },
    {
      id: 'network',
      by: 'docker run --detach --label $lab --network container:$nginx $image sleep infinity',
      holds: ({ containers }) => containers.some(({ sharesNet }) => sharesNet),
      says: {
        en: 'that shares the network namespace, not the pid namespace.',
        ja: '共有しているのは network namespace で、PID namespace ではない。',
      },
    },
    {
      id: 'own-pid',
      by: 'docker run --detach --label $lab $image sleep infinity',
      holds: ({ containers }) => containers.length > 0,
      says: {
        en: 'that container has a pid namespace of its own.',
        ja: 'そのコンテナには自分の PID namespace がある。',
      },
    },
  ],
  hints: [
    {
      en: '`docker run --pid container:ID` joins a pid namespace. What can one process see of another in /proc?',
      ja: '`docker run --pid container:ID` で PID namespace を共有できる。/proc では、ほかのプロセスの何が見えるか。',
    },
    {
      en: 'nginx’s first process is PID 1 there, too: /proc/1/root is its root directory.',
      ja: 'nginx の最初のプロセスは、そこでも PID 1 である。/proc/1/root がそのルートディレクトリになる。',
    },
  ],
  solution:
    'mine=$(docker run --detach --label $lab --pid container:$nginx $image sleep infinity)\ndocker exec $mine sh -c "cat /proc/1/root/tmp/secret > /tmp/answer"',
  why: {
    en: 'who shares a pid namespace, and has the same uid and capabilities, reads the other’s files through /proc/PID/root.',
    ja: 'PID namespace を共有し、UID とケーパビリティが同じなら、/proc/PID/root から相手のファイルを読める。',
  },
}
