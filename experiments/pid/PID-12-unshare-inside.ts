import {
  claim,
  control,
  expect,
  finding,
  type Page,
  type Profile,
  sleepForever,
  through,
} from '../../fixtures/index.ts'

claim('PID-12', {
  title: '`unshare -Urpf --mount-proc` in a container needs two locks opened: seccomp and the covered /proc',
  expect: ({ engine }) =>
    engine.seccomp
      ? 'By default the user namespace alone is refused with EPERM. With seccomp=unconfined it is granted, and the new /proc is refused. With systempaths=unconfined too, ps sees itself as PID 1.'
      : 'This engine has no seccomp, so the user namespace is granted and only the new /proc is refused. With systempaths=unconfined, ps sees itself as PID 1.',
  because: 'each lock is a cause of its own.',
  source: [
    'https://docs.docker.com/engine/security/seccomp/',
    'unshare(1)',
    'linux fs/namespace.c (mount_too_revealing)',
  ],
  needs: ['an engine that is Docker', 'user namespaces', 'user namespaces that anybody may make'],
  verdict: 'new',
  page,
})

control('with both opened ps is PID 1 of a namespace of its own', async ({ start, profile }) => {
  const open = { SecurityOpt: unconfined(profile), MaskedPaths: [], ReadonlyPaths: [] }
  const { inside } = await start({ ...sleeping, hostConfig: open })
  expect(await inside.run(...whole)).toMatchObject({ exitCode: 0 })
  const prefix = whole.slice(0, -1)
  const alone = inside.via(through(prefix.join(' '), prefix))
  expect(await alone.ps()).toMatchObject([{ pid: 1, ppid: 0, args: 'ps -ww -ef' }])
})

finding('by default, EPERM', async ({ nginx, profile }) => {
  const alone = await nginx.inside.run(...userAlone)
  expect(alone).toMatchObject(profile.engine.seccomp ? denied : { exitCode: 0 })
  expect(await nginx.inside.run(...whole)).toMatchObject(denied)
})

finding('with seccomp=unconfined, EPERM for the new /proc alone', async ({ start, profile }) => {
  const { inside } = await start({ ...sleeping, hostConfig: { SecurityOpt: unconfined(profile) } })
  expect(await inside.run(...userAlone)).toMatchObject({ exitCode: 0 })
  expect(await inside.run(...whole)).toMatchObject(denied)
})

const userAlone = ['unshare', '--user', '--map-root-user', 'true'] as const
const whole = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc', 'true'] as const
const denied = { exitCode: 1, stdout: '', stderr: expect.stringContaining('Operation not permitted') }
const sleeping = { of: 'nginx', ...sleepForever } as const

/** `apparmor=unconfined` because docker-default forbids mounts as well. */
function unconfined({ engine }: Profile): string[] {
  return ['seccomp=unconfined', ...(engine.apparmor ? ['apparmor=unconfined'] : [])]
}

function page(): Page {
  return {
    why: {
      en: 'Docker’s default seccomp filter refuses new namespaces. Without it, the kernel still refuses to mount a procfs that would show more than the one already there, parts of which Docker covers.',
      ja: 'Docker の既定の seccomp フィルタは新しい namespace を拒む。それを外しても、Docker が一部を覆った既存の /proc より多くを見せる procfs のマウントを、カーネルが拒む。',
    },
    lesson: {
      en: 'The same EPERM has two causes. Take the steps apart before blaming one.',
      ja: '同じ EPERM に原因が 2 つある。どちらかを疑う前に、手順を分けて試す。',
    },
    ja: {
      title: 'コンテナ内の `unshare -Urpf --mount-proc` は、seccomp と、覆われた /proc の 2 つの鍵を外さないと動かない',
      expect: ({ engine }) =>
        engine.seccomp
          ? '既定では user namespace だけでも EPERM になる。seccomp=unconfined ならそれは作れるが、新しい /proc が拒まれる。さらに systempaths=unconfined なら、ps は自分を PID 1 と見る。'
          : 'このエンジンには seccomp がないので user namespace は作れ、新しい /proc だけが拒まれる。systempaths=unconfined なら、ps は自分を PID 1 と見る。',
      because: '2 つの鍵は、それぞれ独立した原因だからである。',
      controls: ['二つの鍵を外せば、ps は独自の namespace の PID 1 になる'],
      findings: ['既定では EPERM になる', 'seccomp=unconfined では、新しい /proc だけが EPERM になる'],
    },
  }
}
