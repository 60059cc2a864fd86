import {
  claim,
  control,
  entering,
  enteringWith,
  expect,
  finding,
  type Page,
  type Subject,
  type View,
} from '../../fixtures/index.ts'

claim('USR-04', {
  title:
    '`nsenter --user` makes the host’s root the root of the container; without it root stays the host’s, in whatever else it enters',
  expect:
    'With --user: 0 there, the container’s root for the host. With --preserve-credentials: the overflow uid there, 0 for the host. Without --user: 0 and 0.',
  because: 'the host’s uid 0 is not in the container’s uid_map, and what is not mapped is shown as the overflow uid.',
  source: [
    'nsenter(1) “OPTIONS”',
    'user_namespaces(7) “Unmapped user and group IDs”',
    'util-linux sys-utils/nsenter.c (main)',
  ],
  needs: ['user namespaces', 'an engine with userns-remap'],
  verdict: 'new',
  page,
})

control('without --user, root is the host’s root in nginx’s other namespaces', async ({ nginx, host, background }) => {
  const view = host.via(entering(nginx, 'mnt', 'pid', 'net'))
  expect(await view.namespace('self', 'user')).toBe(await host.namespace('self', 'user'))
  expect(await uids(host, view, background)).toEqual({ own: '0', hosts: 0 })
})

finding('with --user root is nginx’s, and only where nsenter sets the uid', async ({ nginx, host, background }) => {
  const root = first((await host.status(nginx.pid))['Uid'])
  const overflow = (await host.run('cat', '/proc/sys/kernel/overflowuid')).stdout.trim()
  expect(root).toBeGreaterThan(0)

  const entered = host.via(entering(nginx, 'user'))
  expect(await entered.namespace('self', 'user')).toBe(await host.namespace(nginx.pid, 'user'))
  expect(await uids(host, entered, background)).toEqual({ own: '0', hosts: root })

  const preserved = host.via(preserving(nginx))
  expect(await preserved.namespace('self', 'user')).toBe(await host.namespace(nginx.pid, 'user'))
  expect(await uids(host, preserved, background)).toEqual({ own: overflow, hosts: 0 })
})

const first = (ids: string | undefined): number => Number(ids?.split('\t')[0])

/** The uid of a process that runs in a view: as it sees it itself, and as the host sees it. */
async function uids(host: View, view: View, background: (view: View, ...argv: string[]) => Promise<{ pid: number }>) {
  const own = (await view.run('id', '-u')).stdout.trim()
  const { pid } = await background(view, 'sh', '-c', 'echo in; exec sleep 60')
  const status = await host.status(pid)
  expect(status['Pid']).toBe(String(pid))
  return { own, hosts: first(status['Uid']) }
}

/** nsenter that does not set the uid and gid after it has entered (nsenter(1), --preserve-credentials). */
const preserving = (subject: Subject) => enteringWith(subject, ['user'], '--preserve-credentials')

function page(): Page {
  return {
    why: {
      en: 'Entering a user namespace does not change the uid of a process. It changes which number that uid has there, if it has one. nsenter therefore calls setuid(0) once it is in.',
      ja: 'user namespace に入っても、プロセスの uid 自体は変わらない。変わるのは、その uid がそこで何番に見えるか、番号があるかどうかである。だから nsenter は入ったあとで setuid(0) を呼ぶ。',
    },
    lesson: {
      en: 'Root in a container by nsenter is not the container’s root unless --user is among the options: it has the host’s powers over the container’s files.',
      ja: '--user を付けずに nsenter で入った root は、コンテナの root ではない。ホストの root の権限でコンテナのファイルを操作できる。',
    },
    ja: {
      title:
        '`nsenter --user` はホストの root をコンテナの root に変える。付けなければ、他のどこに入ってもホストの root のままである',
      expect:
        '--user なら、そこでは 0、ホストから見るとコンテナの root。--preserve-credentials なら、そこでは overflow uid、ホストから見ると 0。--user なしなら、どちらも 0。',
      because:
        'ホストの uid 0 はコンテナの uid_map になく、マッピングされていない uid は overflow uid として見えるからである。',
      controls: ['--user がなければ、nginx の他の namespace に入ってもホストの root のままである'],
      findings: ['--user を付けると nginx の root になるが、それは nsenter が uid を設定するときだけである'],
    },
  }
}
