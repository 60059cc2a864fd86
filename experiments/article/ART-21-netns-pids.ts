import { claim, control, entering, expect, finding, inPidNamespacesOf, type Page } from '../../fixtures/index.ts'

claim('ART-21', {
  title: '`ip netns pids` lists exactly the processes that are in a container’s network namespace',
  expect:
    'For nginx and for httpd the list is the processes of that container and no other. A process of the host that enters the network namespace is on it as well.',
  because: 'the command compares the device and inode of /proc/PID/ns/net, for every PID, with those of the name.',
  source: ['ip-netns(8) “DESCRIPTION”', 'iproute2 ip/ipnetns.c (netns_pids)', 'proc_pid_ns(5)'],
  verdict: 'answered',
  page,
})

control(
  'a process of the host is on the list after it has entered the network namespace, and not before',
  async ({ nginx, host, link, background }) => {
    const { name } = await link(nginx)
    const outside = await background(host, ...waiting)
    expect(await host.netnsPids(name)).not.toContain(outside.pid)

    const entered = await background(host.via(entering(nginx, 'net')), ...waiting)
    expect(await host.netnsPids(name)).toEqual(expect.arrayContaining([nginx.pid, entered.pid]))
    expect(await host.namespace(entered.pid, 'pid')).toBe(await host.namespace('self', 'pid'))
  },
)

finding('the list of each name is the processes of its container', async ({ nginx, httpd, host, link }) => {
  const both = [nginx, httpd]
  const containers = await inPidNamespacesOf(
    host,
    both.map(({ pid }) => pid),
  )
  const networks = await host.members('net')
  for (const [index, subject] of both.entries()) {
    const { name } = await link(subject)
    const listed = new Set(await host.netnsPids(name))
    expect(listed).toContain(subject.pid)
    const own = await host.namespace(subject.pid, 'net')
    expect(listed).toEqual(new Set(networks.filter(({ id }) => id === own).map(({ pid }) => pid)))
    expect(listed).toEqual(new Set(containers[index]?.map(({ pid }) => pid)))
  }
})

const waiting = ['sh', '-c', 'echo waiting; exec sleep infinity']

function page(): Page {
  return {
    passage: '今後調べたいこと',
    why: {
      en: 'The article asks for a way to confirm that processes are separated by network namespace. Every process is in one network namespace, and its number is in /proc/PID/ns/net.',
      ja: '記事は「Network Namespaceごとにプロセスが分離していると、確認する方法」を問うている。どのプロセスも一つの network namespace に属し、その番号は /proc/PID/ns/net で分かる。',
    },
    lesson: {
      en: 'Ask which processes are in a network namespace with `ip netns pids`, not with `ps`. To be in it says nothing of what a process sees: for `ps` that is decided by the mounted /proc.',
      ja: 'network namespace にどのプロセスがいるかは、`ps` ではなく `ip netns pids` で調べる。そこにいることと、何が見えるかは別である。`ps` に見えるものは、マウントされた /proc で決まる。',
    },
    question: {
      ask: {
        en: 'What does `ip netns pids` list for nginx’s name?',
        ja: 'nginx の名前を `ip netns pids` に渡すと、何が出るか',
      },
      predictions: [
        {
          text: { en: 'nginx’s processes alone', ja: 'nginx のプロセスだけ' },
          when: [{ lists: { nginx: true, httpd: false } }],
        },
        {
          text: {
            en: 'all processes of the host, as `ps` does there',
            ja: 'そこで実行した `ps` と同じく、ホストの全プロセス',
          },
          when: [{ lists: { nginx: true, httpd: true } }],
        },
        {
          text: {
            en: 'none: a network namespace holds no processes',
            ja: '何も出ない。network namespace にプロセスは属さない',
          },
          when: [{ rows: 'none' }],
        },
      ],
      look: { probe: 'ip netns pids', nth: 0 },
    },
    ja: {
      title: '`ip netns pids` に出るのは、コンテナの network namespace にいるプロセスとちょうど同じである',
      expect:
        'nginx でも httpd でも、一覧はそのコンテナのプロセスだけになる。ホストのプロセスがその network namespace に入ると、それも加わる。',
      because:
        'このコマンドは、すべての PID について /proc/PID/ns/net のデバイス番号と inode 番号を、名前の指すものと比べるからである。',
      controls: ['ホストのプロセスは、network namespace に入ると一覧に出て、入る前は出ない'],
      findings: ['どの名前の一覧も、そのコンテナのプロセスと一致する'],
    },
  }
}
