import type { Task } from '../../fixtures/index.ts'

interface State {
  /** The containers whose veth on the host is down. */
  readonly down: readonly string[]
  /** Whether eth0 in nginx is down. */
  readonly inside: boolean
}

/** @see https://man7.org/linux/man-pages/man4/veth.4.html */
export const task: Task<State> = {
  id: 'find-veth',
  title: { en: 'Which veth is nginx’s?', ja: 'どの veth が nginx のものか' },
  goal: {
    en: 'Each container’s eth0 is one end of a veth; the other end is on the host. Find nginx’s, and set that end down with `ip link set NAME down`. The others have to stay up.',
    ja: '各コンテナの eth0 は veth の一方の端で、もう一方はホストにある。nginx のものを見つけ、その端を `ip link set 名前 down` で down にする。ほかは up のままにする。',
  },
  claims: ['NET-18', 'NET-16'],
  changesTrio: true,
  async look({ host, entering, nginx, before }) {
    const links = await host.addresses()
    const isDown = (index: number): boolean => links.some((link) => link.index === index && !link.flags.includes('UP'))
    const eth0 = (await entering(nginx.pid, 'net').addresses()).find(({ name }) => name === 'eth0')
    return {
      down: Object.entries(before.veths).flatMap(([name, index]) => (isDown(index) ? [name] : [])),
      inside: eth0?.flags.includes('UP') === false,
    }
  },
  done: ({ down }) => down.join() === 'nginx',
  turns: [
    {
      id: 'others',
      by: 'index=$(docker exec $httpd cat /sys/class/net/eth0/iflink); ROOT ip link set $(ip -o link | sed -n "s/^$index: \\([^@:]*\\).*/\\1/p") down',
      holds: ({ down }) => down.some((name) => name !== 'nginx'),
      says: {
        en: 'the veth of {names} is down. `ip link set NAME up` takes it back.',
        ja: '{names} の veth が down になっている。`ip link set 名前 up` で戻る。',
      },
      fill: ({ down }) => ({ names: down.filter((name) => name !== 'nginx').join(', ') }),
    },
    {
      id: 'inside',
      by: 'ROOT nsenter --target $nginx_pid --net ip link set eth0 down',
      holds: ({ inside }) => inside,
      says: {
        en: 'that is the end in nginx. The other one is on the host.',
        ja: 'それは nginx の中にある端である。もう一方はホストにある。',
      },
    },
  ],
  hints: [
    {
      en: 'Each end of a veth knows the number of the other: /sys/class/net/eth0/iflink in the container.',
      ja: 'veth の端は、もう一方の端の番号を知っている。コンテナの /sys/class/net/eth0/iflink がそれである。',
    },
    {
      en: '`ip -o link` on the host begins each line with the number.',
      ja: 'ホストの `ip -o link` では、行の先頭がその番号である。',
    },
  ],
  solution:
    'index=$(docker exec $nginx cat /sys/class/net/eth0/iflink)\nveth=$(ip -o link | sed -n "s/^$index: \\([^@:]*\\).*/\\1/p")\nROOT ip link set $veth down',
  why: {
    en: 'iflink is the number of the other end, in the namespace where that end is.',
    ja: 'iflink はもう一方の端の番号であり、その端がある namespace での番号である。',
  },
}
