import { claim, control, entering, expect, finding, type Page, type View } from '../../fixtures/index.ts'

claim('NET-01', {
  title: '`ip netns exec` changes exactly two namespaces: net is the named one, mnt is new, the rest stay the host’s',
  expect:
    'Under `ip netns exec` mnt and net differ from the host’s; net equals nginx’s and mnt does not. Under `nsenter --net` only net differs.',
  because: 'ip makes a mount namespace and nsenter only enters what it is told to.',
  source: ['ip-netns(8) “DESCRIPTION”', 'iproute2 lib/namespace.c (netns_switch)'],
  verdict: 'new',
  page,
})

control('under `nsenter --net` only net differs', async ({ nginx, host }) => {
  const entered = host.via(entering(nginx, 'net'))
  expect(await differing(host, entered)).toEqual(['net'])
  expect(await entered.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
})

finding('under `ip netns exec` net and mnt differ, and mnt is not nginx’s either', async ({ nginx, host, link }) => {
  const named = host.via(await link(nginx))
  expect(await differing(host, named)).toEqual(['mnt', 'net'])
  expect(await named.namespace('self', 'net')).toBe(await host.namespace(nginx.pid, 'net'))
  expect(await named.namespace('self', 'mnt')).not.toBe(await host.namespace(nginx.pid, 'mnt'))
})

/** The entries of /proc/self/ns that differ between two views. */
async function differing(one: View, other: View): Promise<string[]> {
  const [here, there] = [await one.namespaces(), await other.namespaces()]
  return Object.keys(here).filter((entry) => here[entry] !== there[entry])
}

function page(): Page {
  return {
    why: {
      en: 'Besides setns into the network namespace ip calls unshare for a mount namespace, to mount its own /sys and the files of /etc/netns there.',
      ja: 'ip は network namespace に setns するほか、unshare でマウント namespace を作り、そこに独自の /sys と /etc/netns のファイルをマウントする。',
    },
    lesson: {
      en: 'The new mount namespace is a copy of the host’s: same files, same programs, same /proc. It is not the container’s.',
      ja: '新しいマウント namespace はホストのものの写しである。ファイルもプログラムも /proc もホストと同じで、コンテナのものではない。',
    },
    ja: {
      title:
        '`ip netns exec` が変える namespace はちょうど二つである。net は指定したもの、mnt は新しいもので、残りはホストのままである',
      expect:
        '`ip netns exec` では mnt と net がホストと異なる。net は nginx と等しく、mnt は等しくない。`nsenter --net` では net だけが異なる。',
      because: 'ip はマウント namespace を作り、nsenter は指定されたものに入るだけだからである。',
      controls: ['`nsenter --net` でホストと異なるのは net だけである'],
      findings: ['`ip netns exec` では net と mnt が異なり、その mnt は nginx のものでもない'],
    },
  }
}
