import {
  claim,
  control,
  expect,
  finding,
  guardNotHost,
  type Holder,
  type NamespaceType,
  type Page,
  unsharing,
  type View,
} from '../../fixtures/index.ts'

claim('NET-19', {
  title:
    'Firewall rules belong to the network namespace, and iptables-legacy and iptables-nft keep them in different tables there',
  expect:
    'A rule made with iptables-legacy is listed by iptables-legacy in that namespace. iptables-nft there does not list it, and neither does iptables-legacy in another network namespace. It applies all the same: what it drops cannot be sent.',
  because:
    'each network namespace has its own tables, and the kernel has two implementations, x_tables and nf_tables, which do not know of each other’s rules.',
  source: [
    'network_namespaces(7) “DESCRIPTION”',
    'https://manpages.debian.org/bookworm/iptables/xtables-legacy.8.en.html',
    'linux net/ipv4/netfilter/ip_tables.c (ipt_register_table)',
    'linux net/netfilter/nf_tables_api.c (nft_pernet)',
  ],
  needs: ['both variants of iptables'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('the same tool, from another mount namespace, lists the rule', async ({ hold, host }) => {
  const view = await withRule(host, hold, 'legacy')
  expect(await view.via(unsharing('--mount')).firewallRules('legacy')).toContain(rule)
})

control('a rule made with iptables-nft is listed by iptables-nft', async ({ hold, host }) => {
  const view = await withRule(host, hold, 'nft')
  expect(await view.firewallRules('nft')).toContain(rule)
  expect(await view.firewallRules('legacy')).not.toContain(rule)
})

finding('iptables-nft does not list a rule of iptables-legacy', async ({ hold, host }) => {
  const view = await withRule(host, hold, 'legacy')
  expect(await view.firewallRules('legacy')).toContain(rule)
  expect(await view.firewallRules('nft')).not.toContain(rule)
})

finding('another network namespace does not have the rule', async ({ hold, host }) => {
  const view = await withRule(host, hold, 'legacy')
  expect(await view.firewallRules('legacy')).toContain(rule)
  expect(await view.via(unsharing('--net')).firewallRules('legacy')).not.toContain(rule)
})

finding('the rule applies, whichever tool is asked', async ({ hold, host }) => {
  const view = await own(host, hold)
  await view.must('ip', 'link', 'set', 'lo', 'up')
  expect(await view.run(...send)).toMatchObject({ exitCode: 0 })
  await add(view, 'legacy')
  const refused = { exitCode: 1, stderr: expect.stringContaining('Operation not permitted') }
  expect(await view.run(...send)).toMatchObject(refused)
})

type Variant = 'legacy' | 'nft'

const rule = '-A OUTPUT -o lo -p udp -j DROP'

/** Sends a datagram to a port on which nobody listens. */
const send = ['bash', '-c', 'exec 3<>/dev/udp/127.0.0.1/9; echo >&3'] as const

/** New network and mount namespaces. iptables-legacy keeps a lock in /run, which must not be the host’s. */
async function own(host: View, hold: (types: readonly NamespaceType[]) => Promise<Holder>): Promise<View> {
  const view = host.via(await hold(['net']))
  await guardNotHost(host, view, 'net', 'mnt')
  await view.must('mount', '-t', 'tmpfs', 'tmpfs', '/run')
  return view
}

const add = (view: View, variant: Variant) => view.must(`iptables-${variant}`, ...rule.split(' '))

async function withRule(host: View, hold: (types: readonly NamespaceType[]) => Promise<Holder>, variant: Variant) {
  const view = await own(host, hold)
  await add(view, variant)
  return view
}

function page(): Page {
  return {
    why: {
      en: '`iptables` is one of two programs, and the distribution chooses which. A container brings its own choice. Under `ip netns exec` or `nsenter --net` it is the host’s program that looks into the container’s namespace: if the container used the other one, the list is empty.',
      ja: '`iptables` の実体は二つのプログラムのどちらかで、ディストリビューションが選ぶ。コンテナの中では、そのイメージの選択に従う。`ip netns exec` や `nsenter --net` でコンテナの namespace を見るのはホストのプログラムなので、コンテナがもう一方を使っていれば、一覧は空になる。',
    },
    lesson: {
      en: 'An empty list does not mean that nothing is filtered. Ask both `iptables-legacy` and `iptables-nft` in the namespace in question.',
      ja: '一覧が空でも、フィルタがないとは限らない。対象の namespace で `iptables-legacy` と `iptables-nft` の両方を調べること。',
    },
    ja: {
      title:
        'ファイアウォールの規則は network namespace に属し、iptables-legacy と iptables-nft はそれを別のテーブルに置く',
      expect:
        'iptables-legacy で加えた規則は、その namespace の iptables-legacy の一覧に出る。同じ namespace の iptables-nft にも、別の network namespace の iptables-legacy にも出ない。それでも規則は効き、破棄の対象は送信できない。',
      because:
        'テーブルは network namespace ごとにあり、カーネルには x_tables と nf_tables の二つの実装があって、互いの規則を知らないからである。',
      controls: [
        '同じツールなら、別のマウント namespace からでも規則が見える',
        'iptables-nft で加えた規則は、iptables-nft の一覧に出る',
      ],
      findings: [
        'iptables-legacy の規則は、iptables-nft の一覧に出ない',
        '別の network namespace に、その規則はない',
        'どちらのツールで調べても、規則は効いている',
      ],
    },
  }
}
