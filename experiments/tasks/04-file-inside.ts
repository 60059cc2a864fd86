import type { Task } from '../../fixtures/index.ts'

interface State {
  readonly nginx: boolean
  readonly host: boolean
  readonly others: boolean
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_root.5.html */
export const task: Task<State> = {
  id: 'file-inside',
  title: { en: 'Put a file into nginx without docker', ja: 'docker を使わず、nginx の中にファイルを置く' },
  goal: {
    en: 'Make the file /tmp/lab-hello in nginx with a command of the host, without `docker` and without entering a namespace.',
    ja: 'ホストのコマンドで、nginx の中に /tmp/lab-hello というファイルを作る。`docker` は使わず、namespace にも入らない。',
  },
  claims: ['MNT-02', 'SHR-05'],
  changesTrio: true,
  async look({ host, nginx, httpd, nextcloud }) {
    const at = async (root: string): Promise<boolean> =>
      (await host.run('test', '-e', `${root}/tmp/lab-hello`)).exitCode === 0
    const [own, other, third] = await Promise.all([nginx, httpd, nextcloud].map(({ pid }) => at(`/proc/${pid}/root`)))
    return { nginx: own === true, host: await at(''), others: other === true || third === true }
  },
  done: ({ nginx }) => nginx,
  turns: [
    {
      id: 'host',
      by: 'touch /tmp/lab-hello',
      holds: ({ host }) => host,
      says: {
        en: 'that file is in the host’s /tmp. nginx has another root directory.',
        ja: 'そのファイルはホストの /tmp にある。nginx のルートディレクトリは別である。',
      },
      back: 'rm /tmp/lab-hello',
    },
    {
      id: 'others',
      by: 'ROOT touch /proc/$httpd_pid/root/tmp/lab-hello',
      holds: ({ others }) => others,
      says: { en: 'that is another container’s /tmp.', ja: 'それは別のコンテナの /tmp である。' },
    },
  ],
  hints: [
    {
      en: '/proc/PID/root leads to the root directory of a process, in whichever mount namespace that is.',
      ja: '/proc/PID/root は、プロセスのルートディレクトリにつながる。それがどのマウント namespace にあってもよい。',
    },
  ],
  solution: 'ROOT touch /proc/$nginx_pid/root/tmp/lab-hello\ndocker exec $nginx ls /tmp',
  why: {
    en: 'the kernel follows /proc/PID/root into the other mount namespace. No namespace was entered.',
    ja: 'カーネルは /proc/PID/root を、別のマウント namespace の中へたどる。namespace に入る必要はない。',
  },
}
