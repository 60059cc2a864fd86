import { claim, control, expect, finding, type Look, type Page } from '../../fixtures/index.ts'

claim('ART-17', {
  title: 'A file made under `ip netns exec` is made on the host',
  expect:
    'A file made under ip netns exec is on the host and not in the container. One made by docker exec is in the container and not on the host.',
  because: 'the mount decides where a file goes, and only docker exec enters the container’s mount namespace.',
  source: ['mount_namespaces(7) “DESCRIPTION”', 'ip-netns(8) “DESCRIPTION”', 'iproute2 lib/namespace.c (netns_switch)'],
  anyKernel: true,
  verdict: 'confirmed',
  page,
})

control(
  'made by docker exec, the file is in the container and not on the host',
  async ({ start, host, scratch, sleepOptions }) => {
    const { inside } = await start({ of: 'nginx', ...sleepOptions })
    const marker = scratch()
    await inside.must('touch', marker)
    expect(await inside.run('test', '-e', marker)).toMatchObject({ exitCode: 0 })
    expect(await host.run('test', '-e', marker)).toMatchObject({ exitCode: 1 })
  },
)

finding(
  'made under ip netns exec, it is on the host and not in the container',
  async ({ nginx, host, link, scratch }) => {
    const byName = host.via(await link(nginx))
    expect(await byName.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
    const marker = scratch()
    expect(await host.run('test', '-e', marker)).toMatchObject({ exitCode: 1 })
    await byName.must('touch', marker)

    expect(await host.run('test', '-e', marker)).toMatchObject({ exitCode: 0 })
    expect(await byName.fileIdentity(marker)).toBe(await host.fileIdentity(marker))
    expect(await nginx.inside.run('test', '-e', marker)).toMatchObject({ exitCode: 1, stderr: '' })
  },
)

function page(): Page {
  const inContainer: Look = { probe: 'test', from: { kind: 'exec', of: 'nginx' } }
  return {
    passage: 'docker execでコンテナに入るときとip netns execでnsに入るときの違い',
    why: {
      en: 'ip netns exec has a mount namespace of its own, but as a copy of the host’s. A copied mount leads to the same file system, so a write lands on the host.',
      ja: 'ip netns exec は専用のマウント namespace を作るが、それはホストのものの複製である。複製されたマウントも同じファイルシステムを指すので、書き込みはホストに残る。',
    },
    lesson: {
      en: 'The article asks whether `docker exec` is the better way in. To install or change something it is: a program installed under `ip netns exec` is installed on the host. To look at the network with the host’s tools, `ip netns exec` is the better way, and leaves the container as it is. Two places are exceptions to the rule: /sys, which `ip netns exec` mounts anew, and files of /etc for which /etc/netns/NAME has a copy (NET-03).',
      ja: '記事は「docker execで入るほうが吉?」と問うている。何かをインストールしたり変更したりするなら、そのとおりである。`ip netns exec` の中でインストールしたものは、ホストにインストールされる。ホストのツールでネットワークを調べるなら、コンテナを変えずに済む `ip netns exec` のほうがよい。例外は二つある。`ip netns exec` が新たにマウントする /sys と、/etc/netns/NAME に同名のファイルがある /etc のファイルである（NET-03）。',
    },
    question: {
      ask: {
        en: 'Under `ip netns exec` with nginx’s name, `touch` makes a file in /tmp. Where is it?',
        ja: 'nginx の名前で `ip netns exec` を使い、`touch` で /tmp にファイルを作る。ファイルはどこにあるか',
      },
      predictions: [
        {
          text: { en: 'in the container alone', ja: 'コンテナの中だけ' },
          when: [{ succeeds: false }, { look: inContainer, succeeds: true }],
        },
        { text: { en: 'in both', ja: '両方' }, when: [{ succeeds: true }, { look: inContainer, succeeds: true }] },
        {
          text: { en: 'on the host alone', ja: 'ホストだけ' },
          when: [{ succeeds: true }, { look: inContainer, succeeds: false }],
        },
      ],
      look: { probe: 'test', from: 'host', nth: -1 },
    },
    ja: {
      title: '`ip netns exec` の中で作ったファイルは、ホストにできる',
      expect:
        'ip netns exec の中で作ったファイルはホストにあり、コンテナにはない。docker exec で作ったファイルはコンテナにあり、ホストにはない。',
      because:
        'ファイルの書き込み先はマウントで決まり、コンテナのマウント namespace に入るのは docker exec だけだからである。',
      controls: ['`docker exec` で作ったファイルはコンテナにあり、ホストにはない'],
      findings: ['`ip netns exec` で作ったファイルはホストにあり、コンテナにはない'],
    },
  }
}
