import { claim, entering, expect, test, type View } from '../../fixtures/index.ts'

/** The entries of /proc/self/ns in which two places differ. */
async function differing(one: View, other: View): Promise<string[]> {
  const [here, there] = [await one.namespaces(), await other.namespaces()]
  return Object.keys(here).filter((entry) => here[entry] !== there[entry])
}

/**
 * `ip netns exec` enters the network namespace and then makes a mount namespace, because /sys has to be mounted anew to show
 * the interfaces that are now the right ones.
 * @see https://man7.org/linux/man-pages/man8/ip-netns.8.html
 */
claim(
  {
    id: 'NET-01',
    title: {
      en: '`ip netns exec` changes exactly two namespaces: net is the named one, mnt is new, the rest stay the host’s',
      ja: '`ip netns exec` が変える namespace はちょうど二つである。net は指定したもの、mnt は新しいもので、残りはホストのままだ',
    },
    why: {
      en: 'Besides setns into the network namespace ip calls unshare for a mount namespace, to mount its own /sys and the files of /etc/netns there.',
      ja: 'ip は network namespace に setns するほか、unshare でマウント namespace を作り、そこに独自の /sys と /etc/netns のファイルをマウントする。',
    },
    lesson: {
      en: 'The new mount namespace is a copy of the host’s: same files, same programs, same /proc. It is not the container’s.',
      ja: '新しいマウント namespace はホストのものの写しである。ファイルもプログラムも /proc もホストと同じで、コンテナのものではない。',
    },
    source: ['https://man7.org/linux/man-pages/man8/ip-netns.8.html', 'iproute2 lib/namespace.c (netns_switch)'],
    expectation: {
      text: {
        en: 'Under `ip netns exec` mnt and net differ from the host’s; net equals nginx’s and mnt does not. Under `nsenter --net` only net differs.',
        ja: '`ip netns exec` では mnt と net がホストと異なる。net は nginx と等しく、mnt は等しくない。`nsenter --net` では net だけが異なる。',
      },
      because: {
        en: 'ip makes a mount namespace and nsenter only enters what it is told to.',
        ja: 'ip はマウント namespace を作り、nsenter は指定されたものに入るだけだからである。',
      },
    },
    verdict: 'new',
  },
  () => {
    test('control: under `nsenter --net` only net differs', {
      meta: { ja: '対照：`nsenter --net` でホストと異なるのは net だけである' },
    }, async ({ nginx, host }) => {
      const entered = host.via(entering(nginx, 'net'))
      expect(await differing(host, entered)).toEqual(['net'])
      expect(await entered.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
    })

    test('finding: under `ip netns exec` net and mnt differ, and mnt is not nginx’s either', {
      meta: { ja: '発見：`ip netns exec` では net と mnt が異なり、その mnt は nginx のものでもない' },
    }, async ({ nginx, host, link }) => {
      const named = host.via(await link(nginx))
      expect(await differing(host, named)).toEqual(['mnt', 'net'])
      expect(await named.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
      expect(await named.namespace('self', 'mnt')).not.toBe(await host.namespace(nginx.pid, 'mnt'))
    })
  },
)
