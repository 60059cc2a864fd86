import { claim, control, entering, expect, finding, type Page } from '../../fixtures/index.ts'

claim('ART-16', {
  title: 'A host’s tool that the image lacks can examine the container’s network',
  expect:
    'docker exec cannot start ip or ss. Under ip netns exec both work, and ss shows nginx listening on port 80. In a container that has them installed, docker exec starts them as well.',
  because: 'docker exec looks for the program in the image, ip netns exec on the host.',
  source: ['ip-netns(8) “DESCRIPTION”', 'ss(8)', 'env(1)', 'https://github.com/moby/moby/issues/45795'],
  verdict: 'confirmed',
  page,
})

control('installed in a container, ip and ss start there by docker exec', async ({ start, install, host }) => {
  const equipped = await start({ of: 'nginx' })
  await install(equipped, 'iproute2')
  const tools = [equipped.inside.addresses(), equipped.inside.run('ss', '-H', '-l', '-t', '-n')] as const
  const [addresses, sockets] = await Promise.all(tools)
  expect(addresses).toEqual(await host.via(entering(equipped, 'net')).addresses())
  expect(sockets).toMatchObject({ exitCode: 0, stdout: listening })
})

finding(
  'docker exec cannot start them, and under ip netns exec they show the container’s network',
  async ({ nginx, host, link }) => {
    const tools = ['ip', 'ss']
    // By env, because docker exec's own exit code for a missing program depends on the engine's version.
    const inside = await Promise.all(tools.map((tool) => nginx.inside.run('env', tool, '-V')))
    for (const [index, tool] of tools.entries()) {
      expect(inside[index]).toMatchObject({
        exitCode: 127,
        stderr: expect.stringMatching(new RegExp(`\\b${tool}\\b.*No such file or directory$`, 'm')),
      })
      expect(await host.run(tool, '-V')).toMatchObject({ exitCode: 0 })
    }

    const byName = host.via(await link(nginx))
    expect(await byName.addresses()).toContainEqual(expect.objectContaining({ name: 'eth0' }))
    expect(await byName.addresses()).not.toEqual(await host.addresses())
    expect(await byName.run('ss', '-H', '-l', '-t', '-n')).toMatchObject({ exitCode: 0, stdout: listening })
  },
)

const listening = expect.stringMatching(/^LISTEN .*:80 /m)

function page(): Page {
  return {
    passage: 'docker execでコンテナに入るときとip netns execでnsに入るときの違い',
    why: {
      en: 'Program and network are chosen by two different namespaces. ip netns exec changes only one of them, so the host’s ip and ss run in the container’s network.',
      ja: 'プログラムとネットワークは別々の namespace で決まる。ip netns exec が変えるのは一方だけなので、ホストの ip や ss がコンテナのネットワークの中で動く。',
    },
    lesson: {
      en: 'To debug a container’s network, nothing has to be installed in it: bring the host’s tools to its namespace.',
      ja: 'コンテナのネットワークを調べるのに、コンテナへ何かを入れる必要はない。ホストのツールをその namespace で動かせばよい。',
    },
    question: {
      ask: {
        en: 'nginx’s image has no `ss`. What does `ss` do under `ip netns exec` with nginx’s name?',
        ja: 'nginx のイメージに `ss` はない。nginx の名前で `ip netns exec` を使い、`ss` を実行するとどうなるか',
      },
      predictions: [
        {
          text: { en: 'it does not start: there is no such program', ja: '起動しない。そのプログラムがない' },
          when: [{ succeeds: false }],
        },
        {
          text: { en: 'it starts and lists the host’s sockets', ja: '起動して、ホストのソケットを表示する' },
          when: [{ succeeds: true, lacks: ':80 ' }],
        },
        {
          text: { en: 'it starts and lists nginx’s port 80', ja: '起動して、nginx の 80 番ポートを表示する' },
          when: [{ succeeds: true, prints: ':80 ' }],
        },
      ],
      look: { probe: 'ss', from: { kind: 'netns', of: 'nginx' } },
    },
    ja: {
      title: 'イメージにないツールでも、ホストのものでコンテナのネットワークを調べられる',
      expect:
        'docker exec では ip も ss も起動できない。ip netns exec では両方とも動き、ss には 80 番ポートで待ち受ける nginx が出る。インストールしたコンテナでは docker exec でも起動する。',
      because: 'docker exec はプログラムをイメージの中で探し、ip netns exec はホストで探すからである。',
      controls: ['コンテナに入れた ip と ss は、`docker exec` で起動する'],
      findings: ['`docker exec` では起動できず、`ip netns exec` ならコンテナのネットワークが見える'],
    },
  }
}
