import { claim, control, expect, finding, type Page, untilState } from '../../fixtures/index.ts'

claim('PID-05', {
  title: 'A pid namespace whose PID 1 has died takes no new process, even while something keeps it open',
  expect:
    'While PID 1 lives, nsenter runs a command there. After its death the namespace is still the same one, and nsenter ends with 1: fork fails with ENOMEM.',
  because: 'an open file keeps the namespace, and nothing brings its PID 1 back.',
  source: [
    'pid_namespaces(7) “The namespace "init" process”',
    'fork(2) “ERRORS”',
    'linux kernel/pid_namespace.c (zap_pid_ns_processes)',
    'linux kernel/pid.c (alloc_pid, disable_pid_allocation)',
  ],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('entered through the same open file while PID 1 lives', async ({ hold, pin, host }) => {
  const { pid } = await hold(['pid'])
  const kept = await pin(`/proc/${pid}/ns/pid`)
  const first = await host.run('nsenter', `--pid=${kept.path}`, ...entered)
  expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\n$/) })
})

finding('kept open past the death of PID 1, it takes nobody in', async ({ hold, pin, host }) => {
  const holder = await hold(['pid'])
  const kept = await pin(`/proc/${holder.pid}/ns/pid`)
  const before = await host.fileIdentity(kept.path)
  expect(before).not.toBe(await host.namespace('self', 'pid'))

  await holder.end()
  expect(await untilState(host, holder.pid, 'gone')).toBe('gone')
  expect(await host.fileIdentity(kept.path)).toBe(before)

  const refused = await host.run('nsenter', `--pid=${kept.path}`, ...entered)
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' })
  expect(refused.stderr).toContain('Cannot allocate memory')
})

const entered = ['--', 'sh', '-c', 'echo $$'] as const

function page(): Page {
  return {
    why: {
      en: 'Orphans need a PID 1 to go to. Without one the kernel gives no more numbers there: fork fails with ENOMEM.',
      ja: '親を失ったプロセスには、引き取る PID 1 が必要である。PID 1 がなければカーネルは番号を割り当てず、fork は ENOMEM で失敗する。',
    },
    lesson: {
      en: '“Cannot allocate memory” from nsenter or unshare may have nothing to do with memory: PID 1 of that pid namespace may be gone.',
      ja: 'nsenter や unshare の “Cannot allocate memory” は、メモリ不足とは限らない。その PID namespace の PID 1 がもういないのかもしれない。',
    },
    ja: {
      title: 'PID 1 を失った PID namespace には、開いたまま保持されていても、新しいプロセスを作れない',
      expect:
        'PID 1 が生きている間、nsenter はそこでコマンドを実行できる。死んだ後も namespace は同じものだが、nsenter は 1 で終わる。fork が ENOMEM で失敗する。',
      because: '開いたファイルは namespace を残すが、PID 1 を生き返らせるものはないからである。',
      controls: ['PID 1 が生きている間は、開いたままの同じファイルから入れる'],
      findings: ['PID 1 が死んだ後は、開いたまま保持していても、そこでプロセスを作れない'],
    },
  }
}
