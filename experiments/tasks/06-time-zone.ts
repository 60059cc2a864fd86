import type { Task } from '../../fixtures/index.ts'

interface State {
  /** The offset that `date` prints in each running container of the learner. */
  readonly offsets: readonly string[]
}

/** @see https://man7.org/linux/man-pages/man3/tzset.3.html */
export const task: Task<State> = {
  id: 'time-zone',
  title: { en: 'A container with the time of Tokyo', ja: '東京の時刻のコンテナ' },
  goal: {
    en: 'Start a container in which `date` shows the time of Tokyo, nine hours ahead of UTC: `docker exec ID date +%z` prints +0900.',
    ja: '`date` が東京の時刻（UTC より九時間進んだ時刻）を示すコンテナを起動する。`docker exec ID date +%z` が +0900 になればよい。',
  },
  claims: ['ART-23', 'TIM-01'],
  needsContainer: true,
  async look({ containers }) {
    const running = (await containers()).filter(({ running: runs }) => runs)
    return {
      offsets: await Promise.all(running.map(async ({ exec }) => (await exec.run('date', '+%z')).stdout.trim())),
    }
  },
  done: ({ offsets }) => offsets.includes('+0900'),
  turns: [
    {
      id: 'sign',
      by: 'docker run --detach --label $lab --env TZ=JST+9 $image sleep infinity',
      holds: ({ offsets }) => offsets.includes('-0900'),
      says: {
        en: 'nine hours behind: in the form NAME+HOURS the sign is that of POSIX, west of Greenwich is +.',
        ja: '九時間遅れている。名前+時間 という書き方の符号は POSIX のもので、グリニッジより西が + である。',
      },
    },
    {
      id: 'utc',
      by: 'docker run --detach --label $lab $image sleep infinity',
      holds: ({ offsets }) => offsets.includes('+0000'),
      says: {
        en: 'that container shows UTC. The image may have no list of time zones, so a name like Asia/Tokyo may be unknown there.',
        ja: 'そのコンテナは UTC を示している。イメージに時間帯の一覧がなく、Asia/Tokyo のような名前を知らないこともある。',
      },
    },
  ],
  hints: [
    {
      en: 'No namespace holds the time zone. Each process reads it from the variable TZ and from files.',
      ja: '時間帯を持つ namespace はない。プロセスがそれぞれ、環境変数 TZ とファイルから読む。',
    },
    {
      en: '`TZ=JST-9` needs no list of time zones. `docker run --env` sets a variable.',
      ja: '`TZ=JST-9` なら時間帯の一覧はいらない。環境変数は `docker run --env` で渡す。',
    },
  ],
  solution: 'docker run --detach --label $lab --env TZ=JST-9 $image sleep infinity',
  why: {
    en: 'the clock is the same for all. Only the environment of the processes differs.',
    ja: '時計はすべてに共通である。違うのはプロセスの環境変数だけである。',
  },
}
