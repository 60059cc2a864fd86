import { claim, control, entering, expect, finding, type Page, whileSteady } from '../../fixtures/index.ts'

claim('LIM-01', {
  title:
    'Memory, processors and load averages in /proc have no namespace: in a container with a memory limit they are the host’s, and only the cgroup shows the limit',
  expect:
    'In a container with a limit of 64 MiB and in one with 128 MiB, MemTotal, the processors and the load averages are the host’s. Their cgroups say 67108864 and 134217728 bytes.',
  because: 'the kernel writes these files from figures of the whole machine, and does not ask who reads them.',
  source: [
    'proc_meminfo(5)',
    'proc_loadavg(5)',
    'linux fs/proc/meminfo.c (meminfo_proc_show)',
    'linux fs/proc/loadavg.c (loadavg_proc_show)',
    'https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files',
  ],
  needs: ['a cgroup for each container', 'a memory limit for containers'],
  verdict: 'new',
  page,
})

control('without a limit the cgroup says that there is none', async ({ host, start, sleepOptions, profile }) => {
  const { inside } = await start({ of: 'nginx', ...sleepOptions, hostConfig: { CgroupnsMode } })
  expect(await inside.memoryLimit(profile.engine.cgroupVersion)).toBeNull()
  const { seen, hosts } = await whileSteady(host.machine, inside.machine)
  expect(seen).toEqual(hosts)
})

finding('two limits are in two cgroups, and /proc shows the host', async ({ host, start, sleepOptions, profile }) => {
  const sizes = [64 * mebibyte, 128 * mebibyte]
  const limited = await Promise.all(
    sizes.map((Memory) => start({ of: 'nginx', ...sleepOptions, hostConfig: { CgroupnsMode, Memory } })),
  )
  const limits = limited.map(({ inside }) => inside.memoryLimit(profile.engine.cgroupVersion))
  expect(await Promise.all(limits)).toEqual(sizes)
  for (const subject of limited) {
    const { inside } = subject
    const machine = await whileSteady(host.machine, inside.machine)
    expect(machine.hosts.memory * 1024).toBeGreaterThan(128 * mebibyte)
    expect(machine.seen).toEqual(machine.hosts)
    // The averages change every five seconds: nsenter is there sooner than docker exec.
    const load = await whileSteady(host.loadAverages, host.via(entering(subject, 'mnt', 'pid')).loadAverages)
    expect(load.seen).toEqual(load.hosts)
  }
})

/** In bytes. */
const mebibyte = 1024 * 1024
/** In a cgroup namespace of its own the container's cgroup is at the root of /sys/fs/cgroup, also with cgroup v2. */
const CgroupnsMode = 'private'

function page(): Page {
  return {
    why: {
      en: 'free, top and lscpu read these files. The limit is a number of the cgroup, which the kernel compares with what the cgroup’s processes use. One exception: the last number of /proc/loadavg is a PID of the reader’s pid namespace.',
      ja: '`free`、`top`、`lscpu` はこれらのファイルを読む。制限は cgroup の数値であり、カーネルはそれを cgroup 内のプロセスの使用量と比べる。例外が一つある。/proc/loadavg の最後の数は、参照元のプロセスの PID namespace での PID である。',
    },
    lesson: {
      en: 'To learn how much memory a container may use, read memory.max in its cgroup (v1: memory.limit_in_bytes), not `free`.',
      ja: 'コンテナが使えるメモリの量を知るには、`free` ではなく cgroup の memory.max（v1 では memory.limit_in_bytes）を読む。',
    },
    ja: {
      title:
        '/proc のメモリ、プロセッサ、ロードアベレージに namespace はない。メモリを制限したコンテナの中でもホストの数値が見え、制限は cgroup にしか現れない',
      expect:
        '64 MiB に制限したコンテナの中でも、128 MiB に制限したコンテナの中でも、MemTotal、プロセッサ、ロードアベレージはホストと同じである。cgroup にはそれぞれ 67108864 バイト、134217728 バイトとある。',
      because: 'カーネルはこれらのファイルをマシン全体の数値から作り、誰が読むかを問わないからである。',
      controls: ['制限しなければ、cgroup は「制限なし」を示す'],
      findings: ['二つの制限は二つの cgroup に現れ、/proc にはどちらでもホストの数値が見える'],
    },
  }
}
