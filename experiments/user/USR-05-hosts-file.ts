import { claim, control, expect, finding, type Page, type View } from '../../fixtures/index.ts'

claim('USR-05', {
  title: 'Root of a remapped container cannot write a file that the host’s root owns, although it has CAP_DAC_OVERRIDE',
  expect:
    'Inside, the file belongs to the overflow uid, and a write is refused with EACCES. A file that nobody may write by its mode is written, if its owner has a number in the container. With --userns=host the host’s file is written too.',
  because:
    'a capability of a user namespace overrides the mode of a file only if the file’s owner and group are mapped there. The host’s 0 is not.',
  source: [
    'user_namespaces(7) “Operation of file-related capabilities”',
    'linux kernel/capability.c (capable_wrt_inode_uidgid)',
    'https://docs.docker.com/engine/security/userns-remap/',
  ],
  needs: ['user namespaces', 'an engine with userns-remap'],
  verdict: 'new',
  page,
})

control('with --userns=host it is written', async ({ start, host, scratch, sleepOptions }) => {
  const file = await written(host, scratch())
  const { inside } = await start({
    ...sleepOptions,
    of: 'nginx',
    hostConfig: { Binds: [`${file}:/hosts`], UsernsMode: 'host' },
  })
  expect(await inside.run('stat', '--format=%u', '/hosts')).toMatchObject({ stdout: '0\n' })
  expect(await append(inside, '/hosts')).toMatchObject({ exitCode: 0 })
  expect(await host.run('cat', file)).toMatchObject({ stdout: 'old\nnew\n' })
})

finding(
  'remapped, it is refused, and a file of the container’s root with mode 0400 is written',
  async ({ start, host, scratch, sleepOptions }) => {
    const [hosts, mapped] = [await written(host, scratch()), await written(host, scratch())]
    const Binds = [`${hosts}:/hosts`, `${mapped}:/mapped`]
    const { inside, pid } = await start({ ...sleepOptions, of: 'nginx', hostConfig: { Binds } })
    await host.must('chown', `--reference=/proc/${pid}/root/etc`, mapped)
    await host.must('chmod', '0400', mapped)

    const { stdout: overflow } = await host.run('cat', '/proc/sys/kernel/overflowuid')
    expect(await inside.run('stat', '--format=%u', '/hosts')).toMatchObject({ stdout: overflow })
    expect(await append(inside, '/hosts')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Permission denied'),
    })
    expect(await host.run('cat', hosts)).toMatchObject({ stdout: 'old\n' })

    // Not even the owner may write to it without CAP_DAC_OVERRIDE.
    expect(await inside.run('stat', '--format=%u %a', '/mapped')).toMatchObject({ stdout: '0 400\n' })
    expect(await append(inside, '/mapped')).toMatchObject({ exitCode: 0 })
    expect(await host.run('cat', mapped)).toMatchObject({ stdout: 'old\nnew\n' })
  },
)

/** A file of the host's root that everybody may read. @returns its path */
async function written(host: View, file: string): Promise<string> {
  await host.must('sh', '-c', 'echo old >"$1" && chmod 0644 "$1"', 'sh', file)
  return file
}

const append = (view: View, file: string) => view.run('sh', '-c', 'echo new >>"$1"', 'sh', file)

function page(): Page {
  return {
    why: {
      en: 'Root passes by the mode of a file because it has CAP_DAC_OVERRIDE, and docker gives that to every container. It should therefore be able to write whatever is bound into it.',
      ja: 'root がファイルのモードに縛られないのは CAP_DAC_OVERRIDE を持つからであり、Docker はこれをどのコンテナにも与える。それなら、コンテナにバインドマウントしたものには何でも書けるはずである。',
    },
    lesson: {
      en: 'With UID remapping a capability counts only for what the user namespace has numbers for. Files of the host that a container shall write must belong to an ID of its range.',
      ja: 'UID の再マッピングを使うと、ケーパビリティは、その user namespace に番号があるものにしか効かない。コンテナに書かせたいホストのファイルは、割り当てた範囲の ID のものにしておく。',
    },
    ja: {
      title:
        'UID を再マッピングしたコンテナの root は、CAP_DAC_OVERRIDE を持っていても、ホストの root のファイルには書けない',
      expect:
        '中から見るとファイルは overflow uid のもので、書き込みは EACCES で拒まれる。モードの上では誰も書けないファイルでも、所有者の番号がコンテナにあれば書ける。--userns=host なら、ホストのファイルにも書ける。',
      because:
        'user namespace のケーパビリティがファイルのモードに優先するのは、所有者とグループがその user namespace にマッピングされている場合だけであり、ホストの 0 はマッピングされていないからである。',
      controls: ['--userns=host なら書ける'],
      findings: ['再マッピングすると拒まれるが、コンテナの root が所有するモード 0400 のファイルには書ける'],
    },
  }
}
