import {
  claim,
  control,
  expect,
  finding,
  type Page,
  through,
  type UnprivilegedUserns,
  unprivilegedUserns,
  unsharing,
} from '../../fixtures/index.ts'

claim('USR-06', {
  title: () => textsOf(unprivilegedUserns()).title.en,
  expect: () => textsOf(unprivilegedUserns()).expect.en,
  because: () => reasonOf(unprivilegedUserns()).en,
  source: [
    'user_namespaces(7) “Capabilities”',
    'namespaces(7) “The /proc/sys/user directory”',
    'https://gitlab.com/apparmor/apparmor/-/wikis/unprivileged_userns_restriction',
  ],
  needs: ['user namespaces'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('root is given the capabilities in its new user namespace', async ({ host }) => {
  expect(await host.via(unsharing(...asRoot)).run(...mounting)).toMatchObject({ exitCode: 0 })
})

control('without a user namespace uid 65534 may not even make a mount namespace', async ({ host }) => {
  const refused = await host.via(nobody, unsharing('--mount')).run(...mounting)
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(refusal) })
})

finding('uid 65534 is given what the settings of this host allow', async ({ host }) => {
  const { gives } = unprivilegedUserns()
  expect(await host.uidMap('self')).not.toEqual([])
  const made = await host.via(nobody, unsharing('--user')).run('cat', '/proc/self/uid_map')
  // A new user namespace maps no uid.
  if (gives === 'nothing') expect(made).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(refusal) })
  else expect(made).toMatchObject({ exitCode: 0, stdout: '' })

  const mounted = await host.via(nobody, unsharing(...asRoot)).run(...mounting)
  if (gives === 'all capabilities') expect(mounted).toMatchObject({ exitCode: 0 })
  else expect(mounted).toMatchObject({ exitCode: expect.toSatisfy(failed), stderr: expect.stringMatching(refusal) })
})

const nobody = through('as uid 65534', ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'])
/** `unshare -Ur`, with a mount namespace that the new user namespace owns. */
const asRoot = ['--user', '--map-root-user', '--mount'] as const
/** Only in the new mount namespace: it ends with the command. */
const mounting = ['mount', '-t', 'tmpfs', 'tmpfs', '/mnt'] as const
/** EPERM from unshare(2) or from writing uid_map; EPERM or EACCES from mount(2). */
const refusal = /Operation not permitted|[Pp]ermission denied/

/** unshare ends with 1, mount with 1 or 32. */
const failed = (exitCode: unknown): boolean => exitCode === 1 || exitCode === 32

/** What the claim says on a host with these settings. */
function textsOf({ gives }: UnprivilegedUserns) {
  switch (gives) {
    case 'all capabilities':
      return {
        title: {
          en: 'Any user of this host may make a user namespace, and has all capabilities in it',
          ja: 'このホストでは、どのユーザーも user namespace を作れ、その中ですべてのケーパビリティを持つ',
        },
        expect: {
          en: 'As uid 65534 `unshare --user` makes a user namespace, and `unshare --user --map-root-user --mount` may mount a tmpfs in it. Without --user the same is refused.',
          ja: 'uid 65534 でも `unshare --user` で user namespace を作れ、`unshare --user --map-root-user --mount` の中では tmpfs をマウントできる。--user がなければ拒まれる。',
        },
      }
    case 'no capabilities':
      return {
        title: {
          en: 'Any user of this host may make a user namespace, but is refused the capabilities in it',
          ja: 'このホストでは、どのユーザーも user namespace を作れるが、その中のケーパビリティは拒まれる',
        },
        expect: {
          en: 'As uid 65534 `unshare --user` makes a user namespace, and a mount under `unshare --user --map-root-user --mount` is refused. As root both succeed.',
          ja: 'uid 65534 でも `unshare --user` で user namespace は作れるが、`unshare --user --map-root-user --mount` の中のマウントは拒まれる。root ならどちらもできる。',
        },
      }
    default:
      return {
        title: {
          en: 'Only root may make a user namespace on this host',
          ja: 'このホストで user namespace を作れるのは root だけである',
        },
        expect: {
          en: 'As uid 65534 `unshare --user` is refused. As root it makes a user namespace, in which a mount succeeds.',
          ja: 'uid 65534 では `unshare --user` が拒まれる。root なら user namespace を作れ、その中でマウントもできる。',
        },
      }
  }
}

function reasonOf(userns: UnprivilegedUserns): { readonly en: string; readonly ja: string } {
  if (!('setting' in userns))
    return {
      en: 'the first process in a new user namespace has all capabilities there, whoever made it, and no setting of this host restricts that.',
      ja: '新しい user namespace の最初のプロセスは、誰が作ってもその中ですべてのケーパビリティを持ち、それを制限する設定がこのホストにはないからである。',
    }
  return {
    en: `${userns.setting} restricts users without CAP_SYS_ADMIN.`,
    ja: `${userns.setting} が、CAP_SYS_ADMIN のないユーザーを制限するからである。`,
  }
}

function page(): Page {
  return {
    why: {
      en: 'The kernel lets anybody make a user namespace, in which he is root. As that opens much code of the kernel to everybody, distributions restrict it: Debian by kernel.unprivileged_userns_clone, Ubuntu by AppArmor, and any administrator by user.max_user_namespaces.',
      ja: 'カーネルは、誰にでも user namespace を作らせ、その中で root にする。それでは誰もがカーネルの多くのコードを使えてしまうので、ディストリビューションは制限を設けている。Debian では kernel.unprivileged_userns_clone、Ubuntu では AppArmor であり、管理者は user.max_user_namespaces でも制限できる。',
    },
    lesson: {
      en: 'With `unshare -Ur` the uid is 0, and that says nothing about power. Look at the capabilities, and at the settings of the host.',
      ja: '`unshare -Ur` で uid が 0 になっても、権限があるとは限らない。ケーパビリティとホストの設定を調べる。',
    },
    ja: {
      title: () => textsOf(unprivilegedUserns()).title.ja,
      expect: () => textsOf(unprivilegedUserns()).expect.ja,
      because: () => reasonOf(unprivilegedUserns()).ja,
      controls: [
        'root は、新しい user namespace の中のケーパビリティを与えられる',
        'user namespace がなければ、uid 65534 はマウント namespace も作れない',
      ],
      findings: ['uid 65534 には、このホストの設定が許すだけのものが与えられる'],
    },
  }
}
