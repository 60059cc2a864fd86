import type { Task } from '../../fixtures/index.ts'

interface State {
  /** In whose network namespace the host's ss ran last; undefined if it did not run. */
  readonly where: string | undefined
}

/** @see https://man7.org/linux/man-pages/man1/nsenter.1.html */
export const task: Task<State> = {
  id: 'ss-in-httpd',
  title: { en: 'Run the host’s `ss` in httpd’s network', ja: 'ホストの `ss` を httpd のネットワークで動かす' },
  goal: {
    en: 'The image of httpd has no `ss`. Use the host’s `ss -ltn` to list the sockets that listen in httpd’s network namespace.',
    ja: 'httpd のイメージに `ss` はない。ホストの `ss -ltn` を使い、httpd の network namespace で待ち受けているソケットを表示する。',
  },
  claims: ['NET-10', 'ART-13', 'ART-16'],
  async look({ sightings, trioNamespaces, before }) {
    const [last] = sightings('ss')
    if (last === undefined) return { where: undefined }
    const trio = Object.entries(await trioNamespaces())
    const [name] = trio.find(([, { net }]) => net === last.namespaces.net) ?? []
    return { where: name ?? (last.namespaces.net === before.namespaces.net ? 'the host' : 'another') }
  },
  done: ({ where }) => where === 'httpd',
  turns: [
    {
      id: 'host',
      by: 'ss -ltn',
      holds: ({ where }) => where === 'the host',
      says: {
        en: '`ss` ran in the host’s network. Enter httpd’s network namespace first.',
        ja: '`ss` はホストのネットワークで動いた。先に httpd の network namespace に入る。',
      },
    },
    {
      id: 'nginx',
      by: 'ROOT nsenter --target $nginx_pid --net ss -ltn',
      holds: ({ where }) => where === 'nginx',
      says: { en: 'that is nginx’s network, not httpd’s.', ja: 'それは httpd ではなく nginx のネットワークである。' },
    },
    {
      id: 'another',
      by: 'ROOT unshare --net ss -ltn',
      holds: ({ where }) => where === 'another' || where === 'nextcloud',
      says: {
        en: '`ss` ran in a network that is neither the host’s nor httpd’s.',
        ja: '`ss` が動いたのは、ホストのものでも httpd のものでもないネットワークである。',
      },
    },
  ],
  hints: [
    {
      en: 'A program of the host that enters only the network namespace keeps the host’s files.',
      ja: 'network namespace だけに入れば、ファイルはホストのもののままなので、ホストのプログラムが使える。',
    },
    {
      en: '`nsenter --target PID --net COMMAND` enters the network namespace of a process.',
      ja: '`nsenter --target PID --net コマンド` で、あるプロセスの network namespace に入れる。',
    },
  ],
  solution: 'ROOT nsenter --target $httpd_pid --net ss -ltn',
  why: {
    en: 'the sockets come from the network namespace, and the program from the mount namespace, which stayed the host’s.',
    ja: 'どのソケットが見えるかは network namespace で決まる。プログラムは、ホストのままのマウント namespace から読まれる。',
  },
}
