import { claim, control, expect, finding, type Page, type Profile, until } from '../../fixtures/index.ts'

claim('ART-01', {
  title: 'The containers nginx, httpd and nextcloud run side by side',
  expect: (profile) =>
    `Three rows, each Up with ${ports(profile) || 'no port'}, and the first process of each is alive on the host.`,
  because: 'docker ps shows a container as long as its first process lives.',
  source: ['https://docs.docker.com/reference/cli/docker/container/ls/', 'namespaces(7)'],
  verdict: 'confirmed',
  page,
})

control(
  'a fourth container has a row while it runs, and none once it is stopped',
  async ({ docker, trioLabel, start, sleepOptions }) => {
    const fourth = await start({ of: 'nginx', ...sleepOptions, labels: { [trioLabel]: '' } })
    const running = await docker.containers(trioLabel)
    expect(running.find(({ id }) => id === fourth.id)).toMatchObject({ status: expect.stringMatching(/^Up /) })

    await docker.must('stop', '-t', '0', fourth.id)
    // Docker 26 answers from a copy of its list, which can be a moment older than the answer to `docker stop`.
    const remaining = await until(
      () => docker.containers(trioLabel),
      (rows) => rows.every(({ id }) => id !== fourth.id),
    )
    const others = running.map(({ id }) => id).filter((id) => id !== fourth.id)
    expect(new Set(remaining.map(({ id }) => id))).toEqual(new Set(others))
  },
)

finding(
  'three rows, all Up with their port, and three living processes',
  async ({ nginx, httpd, nextcloud, docker, host, trioLabel, profile }) => {
    const three = [nginx, httpd, nextcloud]
    const rows = await docker.containers(trioLabel)
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(three.map(({ id }) => id)))
    for (const row of rows) expect(row).toMatchObject({ status: expect.stringMatching(/^Up /), ports: ports(profile) })

    const paths = three.map(({ pid }) => `/proc/${pid}`)
    const alive = await host.run('ls', '-d', ...paths)
    expect(alive).toMatchObject({ exitCode: 0, stdout: `${paths.toSorted().join('\n')}\n` })
  },
)

/** A port that the image exposes and that is not published: Docker lists it, podman does not. */
function ports({ engine }: Profile): string {
  return engine.name === 'podman' ? '' : '80/tcp'
}

function page(): Page {
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'Each container is processes in namespaces of their own, so three servers that all want port 80 need not know of each other.',
      ja: 'コンテナの実体は、専用の namespace に入ったプロセスである。だから 80 番ポートを使う三つのサーバーも、互いを知らずに動ける。',
    },
    lesson: {
      en: 'docker ps lists running containers, one row each. It is not a list of processes.',
      ja: 'docker ps が並べるのは動いているコンテナで、一行が一つである。プロセスの一覧ではない。',
    },
    ja: {
      title: 'nginx、httpd、nextcloud は三つのコンテナとして同時に動く',
      expect: (profile) =>
        `三行あり、どれも Up で${ports(profile) === '' ? 'ポートなし' : ` ${ports(profile)}`}。それぞれの最初のプロセスはホスト上で生きている。`,
      because: 'docker ps は、最初のプロセスが生きている間だけコンテナを見せるからである。',
      controls: ['四つめのコンテナの行は、動いている間だけあり、止めればなくなる'],
      findings: ['行は三つで、どれもポートがあり Up であり、プロセスも三つとも生きている'],
    },
  }
}
