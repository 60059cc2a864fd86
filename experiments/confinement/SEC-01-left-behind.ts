import { claim, control, enteringAll, expect, finding, type Page, through } from '../../fixtures/index.ts'

claim('SEC-01', {
  title:
    '`nsenter --all` also leaves no_new_privs, the resource limits and the label of the security module the caller’s',
  expect: ({ engine }) =>
    `In a container with no-new-privileges, a process that docker exec starts has it, and the limits of the container. A process that a caller with a limit of 1234 open files starts by nsenter has that limit, and no_new_privs is the caller’s. ${labelIn('en', engine.apparmor)}`,
  because: 'all three belong to the process and are inherited by its children. setns changes namespaces only.',
  source: [
    'prctl(2)',
    'getrlimit(2)',
    'proc_pid_attr(5)',
    'nsenter(1)',
    'https://docs.docker.com/engine/security/apparmor/',
  ],
  verdict: 'new',
  page,
})

control('docker exec has all three as the container has them', async ({ start, sleepOptions, host, profile }) => {
  const strict = await start({ ...confined, ...sleepOptions })
  expect(await strict.inside.confinement()).toMatchObject({ noNewPrivs: 1 })
  expect(await strict.inside.limits()).toEqual(await host.limits(strict.pid))
  const inside = await strict.inside.securityLabel()
  expect(inside).toBe(await host.securityLabel(strict.pid))
  if (profile.engine.apparmor) expect(inside).not.toBe(await host.securityLabel())
})

finding('nsenter has all three as the caller has them', async ({ start, sleepOptions, host, profile }) => {
  const strict = await start({ ...confined, ...sleepOptions })
  const caller = host.via(through('prlimit', ['prlimit', '--nofile=1234:1234', '--']))
  const entered = caller.via(enteringAll(strict))
  expect(await entered.namespace('self', 'pid')).toBe(await host.namespace(strict.pid, 'pid'))
  expect(await entered.namespace('self', 'pid')).not.toBe(await host.namespace('self', 'pid'))

  const [containers, entrants] = [await host.confinement(strict.pid), await entered.confinement()]
  expect(containers.noNewPrivs).toBe(1)
  expect(entrants).not.toEqual(containers)
  expect(entrants.noNewPrivs).toBe((await caller.confinement()).noNewPrivs)
  expect(await host.limits(strict.pid)).not.toMatchObject(limited)
  expect(await entered.limits()).toMatchObject(limited)
  const label = await entered.securityLabel()
  expect(label).toBe(await caller.securityLabel())
  if (profile.engine.apparmor) expect(label).not.toBe(await host.securityLabel(strict.pid))
})

const confined = { of: 'nginx', hostConfig: { SecurityOpt: ['no-new-privileges'] } } as const
/** A limit that nothing has by itself. */
const limited = { 'Max open files': { soft: '1234', hard: '1234' } }

function labelIn(lang: 'en' | 'ja', apparmor: boolean): string {
  if (!apparmor)
    return {
      en: 'This engine gives its containers no AppArmor label.',
      ja: 'このエンジンはコンテナに AppArmor のラベルを付けない。',
    }[lang]
  return {
    en: 'So is its AppArmor label.',
    ja: 'AppArmor のラベルも呼び出し元のものである。',
  }[lang]
}

function page(): Page {
  return {
    why: {
      en: 'The runtime sets them in the container’s first process, and docker exec has it set them again for each command. nsenter starts a child of your shell.',
      ja: 'ランタイムはコンテナの最初のプロセスにこれらを設定し、`docker exec` のたびにそのコマンドにも設定し直す。nsenter が起動するのは、手元のシェルの子プロセスである。',
    },
    lesson: {
      en: 'What a profile or a limit forbids a container it does not forbid a process that you start in it with nsenter. A failure that you cannot reproduce there may come from them.',
      ja: 'プロファイルや制限がコンテナに禁じることも、nsenter で起動したプロセスには禁じられない。nsenter で再現しない失敗は、これらが原因かもしれない。',
    },
    ja: {
      title: '`nsenter --all` では、no_new_privs、リソース制限、セキュリティモジュールのラベルも呼び出し元のままである',
      expect: ({ engine }) =>
        `no-new-privileges を付けたコンテナで \`docker exec\` が起動したプロセスにはそれが効き、リソース制限もコンテナのものである。開けるファイルを 1234 個に制限した呼び出し元が nsenter で起動したプロセスには、その制限が付き、no_new_privs も呼び出し元のものである。${labelIn('ja', engine.apparmor)}`,
      because: '三つともプロセスに属し、子プロセスに受け継がれるからである。setns が変えるのは namespace だけである。',
      controls: ['`docker exec` では、三つともコンテナと同じである'],
      findings: ['nsenter では、三つとも呼び出し元と同じである'],
    },
  }
}
