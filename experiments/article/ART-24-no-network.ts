import { claim, control, expect, finding, type Page, sleepForever, unsharing, type View } from '../../fixtures/index.ts'

claim('ART-24', {
  title: '`docker exec` needs no network: it works in a container that has none',
  expect:
    'With --network=none a command runs in the container’s network namespace, where there is no more than in a new namespace. In nginx the same command finds eth0 as well.',
  because:
    'the client asks the engine on the host, and the runtime starts the command on the host and moves it into the namespaces by setns. No packet is sent to the container.',
  source: [
    'setns(2) “DESCRIPTION”',
    'moby daemon/exec.go (ContainerExecStart)',
    'runc libcontainer/nsenter/nsexec.c (join_namespaces)',
    'https://docs.docker.com/engine/network/drivers/none/',
  ],
  verdict: 'confirmed',
  page,
})

control('in nginx the same command finds the interface of the bridge', async ({ nginx, host }) => {
  const seen = await nginx.inside.netDevices()
  expect(seen).toContain('eth0')
  expect(seen.filter((name) => name !== 'eth0').toSorted()).toEqual(await devicesOfNew(host))
})

finding('without a network the command runs, and finds no interface to come by', async ({ start, host }) => {
  const alone = await start({ of: 'nginx', ...sleepForever, network: 'none' })
  expect((await alone.inside.netDevices()).toSorted()).toEqual(await devicesOfNew(host))
  const own = await alone.inside.namespace('self', 'net')
  expect(own).toBe(await host.namespace(alone.pid, 'net'))
  expect(own).not.toBe(await host.namespace('self', 'net'))
})

/** `lo`, and on some hosts the devices that loaded tunnel modules add to each new network namespace. */
const devicesOfNew = async (host: View): Promise<string[]> =>
  (await host.via(unsharing('--net')).netDevices()).toSorted()

function page(): Page {
  return {
    passage: 'dockerで作成したnsがデフォルトで見れない件',
    why: {
      en: 'The article draws `docker exec` through docker0, and says below the figure that it does not believe this itself. If the way led over the bridge, a container without a network could not be entered.',
      ja: '記事の図では `docker exec` が docker0 を通るが、著者自身「通るとも思っておりません」と注記している。ブリッジを通るのなら、ネットワークのないコンテナには入れないはずである。',
    },
    lesson: {
      en: 'The article’s footnote is right. Both ways in are system calls on the host, not connections: `docker exec` enters all namespaces of the container, `ip netns exec` only the network namespace.',
      ja: '記事の注記は正しい。二つの方法はどちらもホスト上のシステムコールであり、通信ではない。`docker exec` はコンテナのすべての namespace に入り、`ip netns exec` は network namespace にだけ入る。',
    },
    question: {
      ask: {
        en: 'A container is started with `--network none`. Does `docker exec` work in it?',
        ja: '`--network none` でコンテナを起動する。`docker exec` は使えるか',
      },
      predictions: [
        { text: { en: 'yes', ja: '使える' }, when: [{ succeeds: true }] },
        {
          text: {
            en: 'no: it reaches the container over docker0',
            ja: '使えない。`docker exec` は docker0 を通ってコンテナに届く',
          },
          when: [{ succeeds: false }],
        },
      ],
      look: { probe: '/proc/net/dev', from: { kind: 'exec', of: 'nginx', own: true } },
    },
    ja: {
      title: '`docker exec` にネットワークは要らない。ネットワークのないコンテナでも動く',
      expect:
        '--network=none でもコマンドはコンテナの network namespace で動き、そこには新しい namespace と同じものしかない。nginx では、同じコマンドに eth0 も見える。',
      because:
        'クライアントはホストのエンジンに依頼し、ランタイムはホストでコマンドを起動して setns で namespace に移すからである。コンテナへパケットが送られることはない。',
      controls: ['nginx では、同じコマンドにブリッジのインターフェースが見える'],
      findings: ['ネットワークがなくてもコマンドは動き、外につながるインターフェースはない'],
    },
  }
}
