import type { Task } from '../../fixtures/index.ts'

interface State {
  readonly running: number
  /** Exit codes of the learner's containers that have ended. */
  readonly ended: readonly number[]
}

/** 128 + SIGKILL, as the engine reports it. */
const killed = 137

/** @see https://docs.docker.com/reference/cli/docker/container/stop/ */
export const task: Task<State> = {
  id: 'stop-at-once',
  title: { en: '`docker stop` returns at once', ja: '`docker stop` をすぐに終わらせる' },
  goal: {
    en: '`docker stop` of a container that runs `sleep infinity` takes ten seconds and ends in SIGKILL (exit code 137). Start one that the first signal ends at once, and stop it. That signal is the image’s STOPSIGNAL: $image has SIGQUIT.',
    ja: '`sleep infinity` を動かすコンテナの `docker stop` は十秒かかり、SIGKILL で終わる（終了コード 137）。最初のシグナルですぐに終わるものを起動し、停止する。そのシグナルはイメージの STOPSIGNAL で決まり、$image では SIGQUIT である。',
  },
  claims: ['PID-06', 'PID-07'],
  needsContainer: true,
  async look({ containers }) {
    const all = await containers()
    const [running, ended] = [all.filter((one) => one.running), all.filter((one) => !one.running)]
    return { running: running.length, ended: ended.map(({ exitCode }) => exitCode) }
  },
  done: ({ ended }) => ended.some((code) => code !== killed),
  turns: [
    {
      id: 'killed',
      by: 'docker stop --time 1 $(docker run --detach --label $lab $image sleep infinity)',
      holds: ({ ended }) => ended.includes(killed),
      says: {
        en: 'that one ended with 137: the first signal did nothing, and SIGKILL had to end it. The kernel drops signals for PID 1 that it has no handler for.',
        ja: '終了コードは 137 である。最初のシグナルは効かず、SIGKILL で終わった。カーネルは、PID 1 がハンドラを持たないシグナルを捨てる。',
      },
    },
    {
      id: 'running',
      by: 'docker run --detach --label $lab $image sleep infinity',
      holds: ({ running }) => running > 0,
      says: { en: 'it runs. Now stop it.', ja: '動いている。次は停止する。' },
    },
  ],
  hints: [
    {
      en: 'What is PID 1 in the container, and does it handle the signal?',
      ja: 'コンテナの PID 1 は何か。それはシグナルを処理するか。',
    },
    {
      en: 'Put something in front as PID 1 that handles it: a shell with a trap, or `docker run --init`.',
      ja: 'それを処理するものを PID 1 にする。trap を書いたシェルか、`docker run --init` である。',
    },
  ],
  solution:
    'mine=$(docker run --detach --label $lab $image sh -c \'trap "exit 0" QUIT TERM; sleep infinity & wait\')\nsleep 1; time docker stop $mine',
  why: {
    en: 'PID 1 has a handler for the signal, so the kernel delivers it. `docker run --init` puts such a PID 1 in front.',
    ja: 'PID 1 がそのシグナルのハンドラを持つので、カーネルは届ける。`docker run --init` は、そのような PID 1 を置く。',
  },
}
