import { claim, control, expect, finding, type Page } from '../../fixtures/index.ts'

claim('ART-17', {
  title: 'What is written under `ip netns exec` is written on the host',
  expect:
    'A file made under ip netns exec is on the host and not in the container. One made by docker exec is in the container and not on the host.',
  because: 'where a file goes is decided by the mount, and only docker exec stands in the container’s mounts.',
  source: ['mount_namespaces(7)', 'ip-netns(8)', 'iproute2 lib/namespace.c (netns_switch)'],
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
  return {
    passage: 'docker execでコンテナに入るときとip netns execでnsに入るときの違い',
    why: {
      en: 'ip netns exec has a mount namespace of its own, but as a copy of the host’s. A copied mount leads to the same file system, so a write lands on the host.',
      ja: 'ip netns exec は自前のマウント namespace を持つが、それはホストの複製である。複製されたマウントは同じファイルシステムを指すので、書き込みはホストに残る。',
    },
    lesson: {
      en: 'A program installed under ip netns exec is installed on the host. A network namespace keeps no files.',
      ja: 'ip netns exec の中でインストールしたものは、ホストにインストールされる。network namespace はファイルを持たない。',
    },
    ja: {
      title: '`ip netns exec` の中で書いたものは、ホストに書かれる',
      expect:
        'ip netns exec の中で作ったファイルはホストにあり、コンテナにはない。docker exec で作ったファイルはコンテナにあり、ホストにはない。',
      because: 'ファイルの行き先はマウントで決まり、コンテナのマウントの中にいるのは docker exec だけだからである。',
      controls: ['`docker exec` で作ったファイルはコンテナにあり、ホストにはない'],
      findings: ['`ip netns exec` で作ったファイルはホストにあり、コンテナにはない'],
    },
  }
}
