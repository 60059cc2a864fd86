import {
  claim,
  control,
  entering,
  expect,
  finding,
  type Look,
  type Page,
  type Profile,
  type Subject,
  until,
  type View,
} from '../../fixtures/index.ts'

claim('ART-01', {
  title: 'The containers nginx, httpd and nextcloud run side by side, each on port 80 of its own network namespace',
  expect: (profile) =>
    `Three rows, each Up with ${ports(profile) || 'no port'}, the first process of each is alive on the host, and all three listen on port 80. A further server that joins nginx’s network namespace ends at once.`,
  because:
    'port numbers belong to a network namespace, and docker ps shows a container as long as its first process lives.',
  source: [
    'network_namespaces(7) “DESCRIPTION”',
    'bind(2) “ERRORS”',
    'https://docs.docker.com/reference/cli/docker/container/ls/',
  ],
  anyKernel: true,
  verdict: 'confirmed',
  page,
})

control(
  'an httpd that joins nginx’s network namespace ends, since the port is taken, and has no row',
  async ({ nginx, docker, start, trioLabel }) => {
    const network = `container:${nginx.id}`
    const second = await start({
      of: 'httpd',
      network,
      entrypoint: ['httpd', '-DFOREGROUND'],
      labels: { [trioLabel]: '' },
    })
    const ended = await until(
      () => docker.inspect(second.id),
      ({ running }) => !running,
      { limit: 30_000 },
    )
    expect(ended).toMatchObject({ running: false })
    const { stdout, stderr } = await docker.must('logs', second.id)
    expect(`${stdout}${stderr}`).toMatch(/Address already in use.*:80$/m)

    // Docker 26 answers from a copy of its list, which can be a moment older than the answer to `docker inspect`.
    const rows = await until(
      () => docker.containers(trioLabel),
      (seen) => seen.every(({ id }) => id !== second.id),
    )
    const ids = rows.map(({ id }) => id)
    expect(ids).toContain(nginx.id)
    expect(ids).not.toContain(second.id)
  },
)

finding(
  'three rows, all Up with their port, and three living processes that listen on port 80',
  async ({ nginx, httpd, nextcloud, docker, host, trioLabel, profile }) => {
    const three = [nginx, httpd, nextcloud]
    const rows = await docker.containers(trioLabel)
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(three.map(({ id }) => id)))
    for (const row of rows) expect(row).toMatchObject({ status: expect.stringMatching(/^Up /), ports: ports(profile) })

    const paths = three.map(({ pid }) => `/proc/${pid}`)
    const alive = await host.run('ls', '-d', ...paths)
    expect(alive).toMatchObject({ exitCode: 0, stdout: `${paths.toSorted().join('\n')}\n` })

    const networks = await Promise.all([
      host.namespace('self', 'net'),
      ...three.map(({ pid }) => host.namespace(pid, 'net')),
    ])
    expect(new Set(networks).size).toBe(4)
    for (const subject of three) {
      const own = await onPort80(host.via(entering(subject, 'net')))
      expect(own.length).toBeGreaterThan(0)
      expect(await socketsOf(host, subject)).toEqual(expect.arrayContaining(own))
    }
  },
)

/** Inodes of the listening sockets: a server has one for IPv4 and may have one for IPv6. */
async function onPort80(network: View): Promise<string[]> {
  const { stdout } = await network.must('ss', '-H', '-l', '-t', '-n', '-e')
  return [...stdout.matchAll(/^LISTEN .*:80 .*\bino:(\d+)/gm)].map(([, inode = '']) => inode)
}

/** Inodes of the sockets that a container's first process has open. Its workers inherit the listening ones. */
async function socketsOf(host: View, { pid }: Subject): Promise<string[]> {
  const { stdout } = await host.must('find', `/proc/${pid}/fd`, '-lname', 'socket:*', '-printf', '%l\n')
  return [...stdout.matchAll(/^socket:\[(\d+)\]$/gm)].map(([, inode = '']) => inode)
}

/** A port that the image exposes and that is not published: Docker lists it, podman does not. */
function ports({ engine }: Profile): string {
  return engine.name === 'podman' ? '' : '80/tcp'
}

function lookAtSockets(of: string): Look {
  return { probe: 'ss', from: { kind: 'nsenter', of } }
}

function page(): Page {
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'Two servers on one host cannot both listen on port 80 of the same address. Three containers can, since each has a network namespace with port numbers of its own.',
      ja: '一台のホストで、二つのサーバーが同じアドレスの 80 番ポートで待ち受けることはできない。コンテナなら三つでもできる。それぞれの network namespace が独自のポート番号を持つからである。',
    },
    lesson: {
      en: 'docker ps lists running containers, one row each. It is not a list of processes.',
      ja: 'docker ps は動いているコンテナを一行に一つずつ表示する。プロセスの一覧ではない。',
    },
    question: {
      ask: {
        en: 'Three containers each start a web server that listens on port 80, on one host. How many keep running?',
        ja: '一台のホストで三つのコンテナを起動し、どれも 80 番ポートで待ち受けさせる。動き続けるのはいくつか',
      },
      predictions: [
        {
          text: {
            en: 'one: port 80 can be taken once on a host',
            ja: '一つ。ホストで 80 番ポートを使えるのは一つだけである',
          },
          when: [{ rows: 'one' }],
        },
        {
          text: {
            en: 'three, but only the first of them on port 80',
            ja: '三つとも動くが、80 番ポートを使えるのは最初の一つだけ',
          },
          when: [
            { rows: 'several' },
            { look: lookAtSockets('nginx'), prints: ':80 ' },
            { look: lookAtSockets('httpd'), lacks: ':80 ' },
          ],
        },
        {
          text: { en: 'three, each on a port 80 of its own', ja: '三つとも動き、それぞれが独自の 80 番ポートを使う' },
          when: [
            { rows: 'several' },
            { look: lookAtSockets('nginx'), prints: ':80 ' },
            { look: lookAtSockets('httpd'), prints: ':80 ' },
          ],
        },
      ],
      look: { probe: 'docker ps' },
    },
    ja: {
      title:
        'nginx、httpd、nextcloud は、それぞれ自分の network namespace の 80 番ポートで待ち受け、三つのコンテナとして同時に動く',
      expect: (profile) =>
        `三行あり、どれも Up で、ポート欄は${ports(profile) === '' ? '空' : ` ${ports(profile)} `}である。それぞれの最初のプロセスはホスト上で生きていて、三つとも 80 番ポートで待ち受けている。nginx の network namespace に別のサーバーを加えると、すぐに終了する。`,
      because:
        'ポート番号は network namespace に属し、docker ps は最初のプロセスが生きている間だけコンテナを表示するからである。',
      controls: ['nginx の network namespace に加わった httpd は、ポートが使用中のため終了し、行もない'],
      findings: ['三行とも Up でポートがあり、三つのプロセスが生きていて 80 番ポートで待ち受けている'],
    },
  }
}
