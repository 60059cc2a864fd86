import { claim, control, expect, finding, type Page, referenceWays, ways } from '../../fixtures/index.ts'

claim('GRD-01', {
  title:
    'What is seen from a way into a container follows from the namespaces it enters and from what is mounted there',
  expect:
    'For every way in, every answer is the host’s, the container’s, new, or impossible, just as one small function of what the way in does says.',
  because: 'setns, unshare and clone change one thing each, and what they leave alone stays as it was.',
  source: [
    'namespaces(7)',
    'pid_namespaces(7) “/proc and PID namespaces”',
    'setns(2)',
    'nsenter(1)',
    'unshare(1)',
    'ip-netns(8)',
    'iproute2 lib/namespace.c (netns_switch)',
  ],
  needs: ['time namespaces', 'user namespaces'],
  verdict: 'answered',
  page,
})

// The answers of the host and of docker exec are what every other answer is compared with.
for (const way of referenceWays)
  control(way.label, async ({ grid }) => {
    const { seen, expected, differing } = await grid(way)
    expect(seen, differing).toEqual(expected)
  })

for (const way of ways)
  finding(way.label, async ({ grid }) => {
    const { seen, expected, differing } = await grid(way)
    expect(seen, differing).toEqual(expected)
  })

function page(): Page {
  return {
    why: {
      en: 'The kernel answers by the namespaces of the process that asks. Files answer by the mount that is read, and /proc and /sys show the namespace that they were mounted from. Capabilities, the filter and the cgroup belong to the process. The column uptime tells a time namespace only if it has an offset: a container’s has none.',
      ja: 'カーネルの答えは、尋ねたプロセスの namespace で決まる。ファイルの内容はどのマウントを読むかで決まり、/proc と /sys に見えるのは、マウントしたプロセスの namespace である。ケーパビリティ、フィルタ、cgroup はプロセスに属する。uptime の列で分かるのはオフセットのある time namespace だけであり、コンテナの time namespace にオフセットはない。',
    },
    lesson: {
      en: 'Ask of a tool which namespaces it enters and whether it mounts /proc and /sys anew. Then its row can be predicted.',
      ja: 'ツールについて確かめるべきことは、どの namespace に入るかと、/proc と /sys をマウントし直すかである。それが分かれば、結果を実行前に予測できる。',
    },
    ja: {
      title:
        'コンテナへの入り方ごとに何が見えるかは、どの namespace に入るかと、そこに何がマウントされているかで決まる',
      expect:
        'どの入り方でも、それぞれの答えはホストのもの、コンテナのもの、新しいもの、または不可能のいずれかであり、入り方が何をするかだけから計算する小さな関数の予測と一致する。',
      because: 'setns、unshare、clone はそれぞれ一つのことだけを変え、触れなかったものは元のままだからである。',
      controls: referenceWays.map(({ label }) => label),
      findings: ways.map(({ label }) => label),
    },
  }
}
