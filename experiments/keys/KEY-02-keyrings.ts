import {
  claim,
  control,
  expect,
  finding,
  holdingKey,
  mapsUserIds,
  type Page,
  type Profile,
  until,
} from '../../fixtures/index.ts'

claim('KEY-02', {
  title: 'Keyrings have no namespace: a key that one container makes is found by its number from another container',
  expect: ({ engine }) =>
    `With seccomp=unconfined, keyctl(2) in a second container describes the key of the first. ${mapsUserIds(engine) ? 'The host’s root, whose UID is another, gets EACCES' : 'The host’s root does too'}. When the first container is removed, the number leads to nothing: ENOKEY.`,
  because: ({ engine }) =>
    `keys have one set of numbers for the whole kernel, and a key’s permissions compare UIDs as the kernel counts them: root of two containers is the same user${mapsUserIds(engine) ? ', since this engine maps the UIDs of both to the same range' : ', and the host’s root'}.`,
  source: [
    'keyrings(7) “Access rights”',
    'keyctl(2)',
    'linux security/keys/permission.c (key_task_permission)',
    'https://docs.docker.com/engine/security/seccomp/',
  ],
  needs: ['keyrings', 'numbers of system calls'],
  verdict: 'new',
  page,
})

control(
  'another user may not see the key, and seccomp refuses the question',
  async ({ background, nginx, start, sleepOptions, profile }) => {
    const { inside } = await start({ ...unfiltered, ...sleepOptions })
    const serial = Number((await background(inside, ...holdingKey(description))).firstLine)
    expect(await inside.key(serial)).toEqual(made)
    expect(await inside.key(serial, nobody)).toBe('EACCES')
    expect(await nginx.inside.key(serial)).toEqual(filtered(profile.engine) ? 'EPERM' : made)
  },
)

finding(
  'another container’s root is shown the key, until its owner is gone',
  async ({ background, docker, host, start, sleepOptions, profile }) => {
    const options = { ...unfiltered, ...sleepOptions }
    const [one, other] = await Promise.all([start(options), start(options)])
    const serial = Number((await background(one.inside, ...holdingKey(description))).firstLine)
    expect(await other.inside.key(serial)).toEqual(made)
    expect(await host.key(serial)).toEqual(mapsUserIds(profile.engine) ? 'EACCES' : made)

    await docker.must('rm', '--force', one.id)
    const gone = await until(
      () => other.inside.key(serial),
      (found) => found === 'ENOKEY',
    )
    expect(gone).toBe('ENOKEY')
  },
)

const unfiltered = { of: 'nginx', hostConfig: { SecurityOpt: ['seccomp=unconfined'] } } as const
const description = 'nsproof-key'
const made = { type: 'user', uid: 0, gid: 0, description }
/** UID of `nobody`. */
const nobody = 65_534

/** Podman’s filter allows keyctl and refuses add_key (containers/common pkg/seccomp/seccomp.json). */
function filtered({ name, seccomp }: Profile['engine']): boolean {
  return name === 'docker' && seccomp
}

function page(): Page {
  return {
    why: {
      en: 'A key is a small piece of memory in the kernel, for passwords, tickets and disk encryption. Who may see it is decided by its owner’s UID and by possession, not by a namespace of its own. The runtime gives each container a session keyring, and keeps the calls away by seccomp.',
      ja: '鍵は、パスワードやチケット、ディスク暗号化のためにカーネルが持つ小さなデータである。誰に見えるかは、専用の namespace ではなく、所有者の UID と所持で決まる。ランタイムは各コンテナにセッションキーリングを与え、システムコール自体は seccomp で止める。',
    },
    lesson: {
      en: 'Containers that run as the same UID without the seccomp filter share the keys of that user. Run them as different users, or keep the filter.',
      ja: 'seccomp フィルタなしで同じ UID で動くコンテナは、そのユーザーの鍵を共有する。別々のユーザーで動かすか、フィルタを残す。',
    },
    ja: {
      title: 'キーリングに namespace はない。あるコンテナが作った鍵は、番号さえ分かれば別のコンテナから見える',
      expect: ({ engine }) =>
        `seccomp=unconfined なら、二つ目のコンテナの keyctl(2) で一つ目のコンテナの鍵の情報が得られる。${mapsUserIds(engine) ? 'ホストの root は UID が異なるので EACCES になる' : 'ホストの root からも得られる'}。一つ目のコンテナを削除すると、その番号は ENOKEY になる。`,
      because: ({ engine }) =>
        `鍵の番号はカーネル全体で一つの系列であり、アクセス権はカーネルから見た UID で決まるからである。二つのコンテナの root は${mapsUserIds(engine) ? '、このエンジンが同じ範囲に再マッピングするので、同じユーザーである' : '同じユーザーであり、ホストの root とも同じである'}。`,
      controls: ['別のユーザーには鍵が見えず、seccomp は問い合わせそのものを拒む'],
      findings: ['別のコンテナの root には、持ち主がいなくなるまで鍵が見える'],
    },
  }
}
