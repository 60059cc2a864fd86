import {
  claim,
  control,
  expect,
  finding,
  guardNotHost,
  type Page,
  sleepForever,
  untilState,
} from '../../fixtures/index.ts'

claim('PID-06', {
  title: 'From inside a container not even KILL or STOP touches its PID 1; from the host both work',
  expect:
    'Sent from inside, TERM, STOP and KILL are accepted and PID 1 sleeps on. Sent from the host, STOP stops it and KILL ends it with 137.',
  because: '`sleep` handles no signal, and only an ancestor’s KILL and STOP need no handler.',
  source: ['pid_namespaces(7) “The namespace "init" process”', 'linux kernel/signal.c (sig_task_ignored)'],
  verdict: 'new',
  page,
})

control('from the host STOP stops it and KILL ends it', async ({ start, host, docker }) => {
  const { pid, id } = await start(sleeping)
  expect(await untilState(host, pid, 'S')).toBe('S')
  await host.must('kill', '-STOP', String(pid))
  expect(await untilState(host, pid, 'T')).toBe('T')
  await host.must('kill', '-KILL', String(pid))
  expect(await untilState(host, pid, 'gone')).toBe('gone')
  expect(await docker.run('wait', id)).toMatchObject({ exitCode: 0, stdout: '137\n' })
})

finding('from inside neither TERM nor STOP nor KILL does', async ({ start, host }) => {
  const { pid, inside } = await start(sleeping)
  expect(await untilState(host, pid, 'S')).toBe('S')
  expect(await host.status(pid)).toMatchObject({ Name: 'sleep', NSpid: `${pid}\t1`, SigCgt: '0'.repeat(16) })
  await guardNotHost(host, inside, 'pid')

  for (const signal of ['-TERM', '-STOP', '-KILL'])
    expect(await inside.run('kill', signal, '1')).toMatchObject({ exitCode: 0 })
  expect(await host.state(pid)).toBe('S')
  expect(await inside.run('sh', '-c', 'kill -KILL $$')).toMatchObject({ exitCode: 137 })
  expect(await host.state(pid)).toBe('S')
})

const sleeping = { of: 'nginx', ...sleepForever } as const

function page(): Page {
  return {
    why: {
      en: 'The kernel protects the first process of a pid namespace from its own members: a signal without a handler is dropped. With a handler it arrives (PID-10). KILL and STOP from an ancestor namespace are forced.',
      ja: 'カーネルは PID namespace の最初のプロセスを、その namespace のメンバーから守る。ハンドラのないシグナルは捨てられ、ハンドラがあれば届く（PID-10）。祖先の namespace からの KILL と STOP は強制される。',
    },
    lesson: {
      en: 'A kill that ends with 0 may have done nothing. Whether PID 1 dies depends on where the signal comes from.',
      ja: 'kill が 0 で終わっても、何かが起きたとは限らない。PID 1 が死ぬかどうかは、シグナルがどこから来たかによる。',
    },
    ja: {
      title: 'コンテナの中からは KILL も STOP も PID 1 に効かないが、ホストからはどちらも効く',
      expect:
        '中から送った TERM、STOP、KILL は受け付けられるが、PID 1 は眠り続ける。ホストから送ると、STOP で止まり、KILL により 137 で終わる。',
      because:
        '`sleep` にはシグナルのハンドラが一つもなく、ハンドラなしで届くのは祖先からの KILL と STOP だけだからである。',
      controls: ['ホストからなら、STOP で止まり、KILL で終わる'],
      findings: ['中からは TERM も STOP も KILL も効かない'],
    },
  }
}
