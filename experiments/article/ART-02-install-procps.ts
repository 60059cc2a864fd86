import { claim, expect, type Subject, test } from '../../fixtures/index.ts'

const missing = { exitCode: 127, stderr: expect.stringMatching(/No such file or directory$/m) }

/**
 * A container's file system is its image with a layer of its own on top: what is installed in one is nowhere else. env says
 * with 127 that it found no such program.
 * @see https://man7.org/linux/man-pages/man1/env.1.html
 */
const version = (subject: Subject) => subject.inside.run('env', 'ps', '--version')

claim(
  {
    id: 'ART-02',
    title: {
      en: 'nginx’s and httpd’s images carry no `ps`, and procps installed in one container is in that one alone',
      ja: 'nginx と httpd のイメージに `ps` はなく、procps を入れたコンテナだけで使えるようになる',
    },
    why: {
      en: 'docker exec runs the programs of the container’s own file system. Each container writes to a layer of its own above the image.',
      ja: 'docker exec が動かすのは、そのコンテナ自身のファイルシステムにあるプログラムである。書き込みは、イメージの上に重なるコンテナごとの層に入る。',
    },
    lesson: {
      en: 'Under docker exec you have the container’s tools and no others. Installing one changes that container, not the image.',
      ja: 'docker exec で使えるのはコンテナが持つ道具だけである。道具を入れて変わるのはそのコンテナで、イメージではない。',
    },
    source: [
      'https://docs.docker.com/engine/storage/drivers/',
      'https://man7.org/linux/man-pages/man1/env.1.html',
      'https://man7.org/linux/man-pages/man7/mount_namespaces.7.html',
    ],
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    expectation: {
      text: {
        en: 'In neither does ps start (127). With procps installed in nginx it starts there, and in httpd still not.',
        ja: 'どちらでも ps は起動しない（127）。nginx に procps を入れるとそこでは起動し、httpd では起動しないままである。',
      },
      because: {
        en: 'the images leave procps out, and dpkg in a container writes to that container’s layer.',
        ja: 'イメージは procps を含まず、コンテナの中の dpkg はそのコンテナの層に書くからである。',
      },
    },
    verdict: 'confirmed',
  },
  () => {
    test('control: in containers whose image has procps added, ps starts', {
      meta: { ja: '対照：イメージに procps を加えたコンテナでは、ps が起動する' },
    }, async ({ nginx, httpd }) => {
      for (const found of await Promise.all([nginx, httpd].map(version)))
        expect(found).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('procps') })
    })

    test('finding: in neither without it, and after installing it in nginx only there', {
      meta: { ja: '発見：procps がなければどちらでも起動せず、nginx に入れればそこでだけ起動する' },
    }, async ({ start, install, idle }) => {
      const plain = { plain: true, ...idle }
      const [nginx, httpd] = await Promise.all([start({ of: 'nginx', ...plain }), start({ of: 'httpd', ...plain })])
      for (const found of await Promise.all([nginx, httpd].map(version))) expect(found).toMatchObject(missing)

      await install(nginx, 'procps')
      const [installed, beside] = await Promise.all([version(nginx), version(httpd)])
      expect(installed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('procps') })
      expect(beside).toMatchObject(missing)
    })
  },
)
