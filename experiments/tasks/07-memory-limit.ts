import type { Task } from '../../fixtures/index.ts'

interface State {
  /** In bytes; null: none. */
  readonly nginx: number | null
  readonly others: readonly (number | null)[]
}

const wanted = 64 * 1024 * 1024
/** Without a limit cgroup v1 gives the largest multiple of a page, which is above all that a machine has. */
const isLimit = (bytes: number | null): bytes is number => bytes !== null && bytes < 2 ** 60

/** @see https://docs.kernel.org/admin-guide/cgroup-v2.html */
export const task: Task<State> = {
  id: 'memory-limit',
  title: { en: 'Limit nginx’s memory', ja: 'nginx のメモリを制限する' },
  goal: {
    en: 'Limit the memory of the running nginx to 64 MiB. (Docker wants --memory-swap with it.)',
    ja: '動いている nginx のメモリを 64 MiB に制限する（Docker では --memory-swap も一緒に指定する）。',
  },
  claims: ['CGR-02', 'LIM-01'],
  needs: ['a memory limit for containers'],
  changesTrio: true,
  async look({ nginx, httpd, nextcloud, profile }) {
    const [own = null, ...others] = await Promise.all(
      [nginx, httpd, nextcloud].map(({ inside }) => inside.memoryLimit(profile.engine.cgroupVersion)),
    )
    return { nginx: own, others }
  },
  done: ({ nginx }) => nginx === wanted,
  turns: [
    {
      id: 'other',
      by: 'docker update --memory 64m --memory-swap 64m $httpd',
      holds: ({ others }) => others.some(isLimit),
      says: {
        en: 'another container than nginx has the limit.',
        ja: '制限が付いたのは、nginx ではない別のコンテナである。',
      },
    },
    {
      id: 'amount',
      by: 'docker update --memory 128m --memory-swap 128m $nginx',
      holds: ({ nginx }) => isLimit(nginx),
      says: { en: 'nginx’s limit is {size} MiB.', ja: 'nginx の制限は {size} MiB になっている。' },
      fill: ({ nginx }) => ({ size: String(Math.round((nginx ?? 0) / 1024 ** 2)) }),
    },
  ],
  hints: [
    {
      en: 'No namespace limits anything: the cgroup does. Docker changes that of a running container with `docker update`.',
      ja: '制限するのは namespace ではなく cgroup である。動いているコンテナのものは `docker update` で変えられる。',
    },
  ],
  solution: 'docker update --memory 64m --memory-swap 64m $nginx',
  why: {
    en: 'the limit stands in nginx’s cgroup. `free` in nginx still shows all of the machine’s memory.',
    ja: '制限は nginx の cgroup にある。nginx の中の `free` には、今もマシンのメモリ全体が出る。',
  },
}
