import {
  claim,
  control,
  expect,
  finding,
  type Lock,
  locksAgainstUnshare,
  type Page,
  type Profile,
  sleepForever,
  through,
} from '../../fixtures/index.ts'

claim('PID-12', {
  title:
    '`unshare -Urpf --mount-proc` in a container is stopped by one lock after the other: seccomp, AppArmor where it is on, and the covered /proc',
  expect: (profile) =>
    `By default it is refused. Each of these alone still refuses it: ${locksOn(profile, 'en')}. With all of them opened, ps sees itself as PID 1.`,
  because: 'each lock is a cause of its own.',
  source: [
    'https://docs.docker.com/engine/security/seccomp/',
    'https://docs.docker.com/engine/security/apparmor/',
    'unshare(1)',
    'linux fs/namespace.c (mount_too_revealing)',
  ],
  needs: ['an engine that is Docker', 'user namespaces', 'user namespaces that a container may make'],
  verdict: 'new',
  page,
})

control('with all of them opened ps is PID 1 of a namespace of its own', async ({ start, profile }) => {
  const { inside } = await start({ ...sleeping, hostConfig: opened(locksAgainstUnshare(profile)) })
  expect(await inside.run(...whole)).toMatchObject({ exitCode: 0 })
  const prefix = whole.slice(0, -1)
  const alone = inside.via(through(prefix.join(' '), prefix))
  expect(await alone.ps()).toMatchObject([{ pid: 1, ppid: 0, args: 'ps -ww -ef' }])
})

finding('by default it is refused', async ({ nginx }) => {
  expect(await nginx.inside.run(...whole)).toMatchObject(refused(/Operation not permitted|Permission denied/))
})

finding('each lock alone refuses it', async ({ start, profile }) => {
  const locks = locksAgainstUnshare(profile)
  for (const lock of locks) {
    const { inside } = await start({ ...sleeping, hostConfig: opened(openable(locks, lock)) })
    const { granted, denied, words } = refusals[lock]
    if (granted !== undefined) expect([lock, await inside.run(...granted)]).toMatchObject([lock, { exitCode: 0 }])
    expect([lock, await inside.run(...denied)]).toMatchObject([lock, refused(words)])
  }
})

const user = ['unshare', '--user', 'true'] as const
const whole = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc', 'true'] as const
const refused = (words: RegExp) => ({ exitCode: 1, stdout: '', stderr: expect.stringMatching(words) })
const sleeping = { of: 'nginx', ...sleepForever } as const

/** Which step each lock refuses, after which it has granted. How AppArmor refuses depends on its version. */
const refusals: Readonly<
  Record<Lock, { readonly granted?: readonly string[]; readonly denied: readonly string[]; readonly words: RegExp }>
> = {
  seccomp: { denied: user, words: /Operation not permitted/ },
  AppArmor: { denied: whole, words: /Permission denied|Operation not permitted/ },
  'host setting': { denied: whole, words: /Permission denied|Operation not permitted/ },
  'covered /proc': { granted: user, denied: whole, words: /Operation not permitted/ },
}

/** The other locks. Docker's filter lets CAP_SYS_ADMIN make namespaces, so the host's setting stays beside seccomp. */
const openable = (locks: readonly Lock[], closed: Lock): Lock[] =>
  locks.filter((lock) => lock !== closed && !(closed === 'seccomp' && lock === 'host setting'))

/** The HostConfig of a container with these locks opened. */
function opened(locks: readonly Lock[]) {
  const options = { seccomp: 'seccomp=unconfined', AppArmor: 'apparmor=unconfined' } as const
  return {
    SecurityOpt: (['seccomp', 'AppArmor'] as const).filter((lock) => locks.includes(lock)).map((lock) => options[lock]),
    ...(locks.includes('host setting') && { CapAdd: ['SYS_ADMIN'] }),
    ...(locks.includes('covered /proc') && { MaskedPaths: [], ReadonlyPaths: [] }),
  }
}

/** A function, because the claim above calls it. */
function locksOn(profile: Profile, language: 'en' | 'ja'): string {
  const names: Readonly<Record<Lock, { readonly en: string; readonly ja: string }>> = {
    seccomp: { en: 'seccomp, which refuses the user namespace', ja: 'user namespace を拒む seccomp' },
    AppArmor: { en: 'AppArmor, which refuses mounts', ja: 'マウントを拒む AppArmor' },
    'host setting': { en: 'a setting of this host', ja: 'このホストの設定' },
    'covered /proc': { en: 'the covered /proc, beside which no other is mounted', ja: '一部が覆われた /proc' },
  }
  const texts = locksAgainstUnshare(profile).map((lock) => names[lock][language])
  return texts.join(language === 'en' ? '; ' : '、')
}

function page(): Page {
  return {
    why: {
      en: 'Docker’s default seccomp filter refuses new namespaces. Without it, the AppArmor profile docker-default forbids every mount. Without both, the kernel refuses to mount a procfs that would show more than the one already there, parts of which Docker covers. Ubuntu from 24.04 on has one more lock: user namespaces are for CAP_SYS_ADMIN alone (kernel.apparmor_restrict_unprivileged_userns).',
      ja: 'Docker の既定の seccomp フィルタは新しい namespace を拒む。それを外しても、AppArmor のプロファイル docker-default がマウントをすべて禁じる。両方を外しても、Docker が一部を覆った既存の /proc より多くを見せる procfs のマウントを、カーネルが拒む。Ubuntu 24.04 以降にはもう一つあり、user namespace は CAP_SYS_ADMIN を持つプロセスにしか許されない（kernel.apparmor_restrict_unprivileged_userns）。',
    },
    lesson: {
      en: 'One error message has several causes, and each alone is enough. Take the steps apart, and open one lock at a time.',
      ja: '同じエラーに原因がいくつもあり、どれか一つでも残れば失敗する。手順を分け、鍵を一つずつ外して試す。',
    },
    ja: {
      title:
        'コンテナ内の `unshare -Urpf --mount-proc` は、seccomp、（有効なら）AppArmor、一部が覆われた /proc という鍵に、順に阻まれる',
      expect: (profile) =>
        `既定では拒まれる。ほかの鍵をすべて外しても、${locksOn(profile, 'ja')}のどれか一つが残れば拒まれる。すべて外せば、ps は自分を PID 1 と見る。`,
      because: 'それぞれの鍵が、独立した原因だからである。',
      controls: ['すべての鍵を外せば、ps は独自の namespace の PID 1 になる'],
      findings: ['既定では拒まれる', '鍵が一つでも残っていれば拒まれる'],
    },
  }
}
