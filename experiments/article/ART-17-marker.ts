import { claim, expect, test } from '../../fixtures/index.ts'

/**
 * The mount namespace that ip netns exec makes is a copy of the host's: its mounts are its own, the files behind them are not.
 * @see https://man7.org/linux/man-pages/man7/mount_namespaces.7.html
 */
claim(
  {
    id: 'ART-17',
    title: {
      en: 'what is written under `ip netns exec` is written on the host',
      ja: '`ip netns exec` の中で書いたものは、ホストに書かれる',
    },
    why: {
      en: 'ip netns exec has a mount namespace of its own, but as a copy of the host’s. A copied mount leads to the same file system, so a write lands on the host.',
      ja: 'ip netns exec は自前のマウント namespace を持つが、それはホストの複製である。複製されたマウントは同じファイルシステムを指すので、書き込みはホストに残る。',
    },
    lesson: {
      en: 'A program installed under ip netns exec is installed on the host. A network namespace keeps no files.',
      ja: 'ip netns exec の中でインストールしたものは、ホストにインストールされる。network namespace はファイルを持たない。',
    },
    source: [
      'https://man7.org/linux/man-pages/man7/mount_namespaces.7.html',
      'https://man7.org/linux/man-pages/man8/ip-netns.8.html',
      'iproute2 lib/namespace.c (netns_switch)',
    ],
    passage: 'docker execでコンテナに入るときとip netns execでnsに入るときの違い',
    expectation: {
      text: {
        en: 'A file made under ip netns exec is on the host and not in the container. One made by docker exec is in the container and not on the host.',
        ja: 'ip netns exec の中で作ったファイルはホストにあり、コンテナにはない。docker exec で作ったファイルはコンテナにあり、ホストにはない。',
      },
      because: {
        en: 'where a file goes is decided by the mount, and only docker exec stands in the container’s mounts.',
        ja: 'ファイルの行き先はマウントで決まり、コンテナのマウントの中にいるのは docker exec だけだからである。',
      },
    },
    verdict: 'confirmed',
  },
  () => {
    test('control: made by docker exec, the file is in the container and not on the host', {
      meta: { ja: '対照：`docker exec` で作ったファイルはコンテナにあり、ホストにはない' },
    }, async ({ start, host, scratch, sleepOptions }) => {
      const { inside } = await start({ of: 'nginx', ...sleepOptions })
      const marker = scratch()
      expect(await inside.run('touch', marker)).toMatchObject({ exitCode: 0 })
      expect(await inside.run('test', '-e', marker)).toMatchObject({ exitCode: 0 })
      expect(await host.run('test', '-e', marker)).toMatchObject({ exitCode: 1 })
    })

    test('finding: made under ip netns exec, it is on the host and not in the container', {
      meta: { ja: '発見：`ip netns exec` で作ったファイルはホストにあり、コンテナにはない' },
    }, async ({ nginx, host, link, scratch }) => {
      const byName = host.via(await link(nginx))
      expect(await byName.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
      const marker = scratch()
      expect(await host.run('test', '-e', marker)).toMatchObject({ exitCode: 1 })
      expect(await byName.run('touch', marker)).toMatchObject({ exitCode: 0 })

      expect(await host.run('test', '-e', marker)).toMatchObject({ exitCode: 0 })
      expect(await byName.fileIdentity(marker)).toBe(await host.fileIdentity(marker))
      expect(await nginx.inside.run('test', '-e', marker)).toMatchObject({ exitCode: 1, stderr: '' })
    })
  },
)
