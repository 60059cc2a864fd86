import {
  claim,
  control,
  expect,
  finding,
  type Images,
  type Look,
  type Page,
  type Subject,
} from '../../fixtures/index.ts'

claim('ART-02', {
  title: (_profile, images) =>
    brings(images)
      ? 'The images of nginx and httpd carry no `ps` but nextcloud’s does, and procps installed in one container is in that one alone'
      : 'The images of nginx, httpd and nextcloud carry no `ps`, and procps installed in one container is in that one alone',
  expect: (_profile, images) =>
    brings(images)
      ? 'Without it ps does not start in nginx and httpd (127), and it does in nextcloud: the article’s “no ps by default” is wrong there. With procps installed in nginx it starts there too, and in httpd still not.'
      : 'In none of the three does ps start (127). With procps installed in nginx it starts there, and in httpd still not.',
  because: (_profile, images) =>
    brings(images)
      ? 'nextcloud’s image contains Debian’s apache2, which depends on procps, and the others leave procps out; dpkg in a container writes to that container’s layer.'
      : 'the images leave procps out, and dpkg in a container writes to that container’s layer.',
  source: ['https://docs.docker.com/engine/storage/drivers/', 'https://packages.debian.org/bookworm/apache2', 'env(1)'],
  verdict: (_profile, images) => (brings(images) ? 'refined' : 'confirmed'),
  page,
})

control('in containers whose image has procps added, ps starts', async ({ nginx, httpd }) => {
  for (const found of await Promise.all([nginx, httpd].map(version))) expect(found).toMatchObject(starts)
})

finding(
  'as published, only an image that brings procps has ps; installed in nginx, it is there and not in httpd',
  async ({ start, install, sleepOptions, lab }) => {
    const published = (of: 'nginx' | 'httpd' | 'nextcloud') => start({ of, plain: true, ...sleepOptions })
    const all = [published('nginx'), published('httpd'), published('nextcloud')] as const
    const [first, second, third] = await Promise.all(all)
    for (const found of await Promise.all([first, second].map(version))) expect(found).toMatchObject(missing)
    expect(await version(third)).toMatchObject(brings(lab.images) ? starts : missing)

    await install(first, 'procps')
    const [installed, beside] = await Promise.all([version(first), version(second)])
    expect(installed).toMatchObject(starts)
    expect(beside).toMatchObject(missing)
  },
)

const missing = { exitCode: 127, stderr: expect.stringMatching(/No such file or directory$/m) }
const starts = { exitCode: 0, stdout: expect.stringContaining('procps') }

/** Whether nextcloud's image contains procps, as the official one does; that one is meant where no image is chosen yet. */
function brings(images?: Images): boolean {
  return images?.nextcloud.carries.includes('procps') ?? true
}

/** env exits with 127 when there is no such program (env(1)). */
const version = (subject: Subject) => subject.inside.run('env', 'ps', '--version')

function page(): Page {
  const psInHttpd: Look = {
    probe: 'env',
    from: { kind: 'exec', of: 'httpd', own: true },
    command: ['env', 'ps', '--version'],
    nth: -1,
  }
  return {
    passage: 'dockerコンテナから他のdockerコンテナのプロセスは見れないってはなし',
    why: {
      en: 'docker exec runs the programs of the container’s own file system. Each container writes to a layer of its own above the image.',
      ja: 'docker exec が動かすのは、そのコンテナ自身のファイルシステムにあるプログラムである。書き込みは、イメージの上に重なるコンテナごとの層に入る。',
    },
    lesson: {
      en: 'Under docker exec you have the container’s tools and no others. Installing one changes that container, not the image.',
      ja: 'docker exec で使えるのはコンテナが持つツールだけである。ツールを入れて変わるのはそのコンテナで、イメージではない。',
    },
    question: {
      ask: {
        en: 'procps is installed in nginx’s container. In which of the two does `ps` start then, nginx or httpd?',
        ja: 'nginx のコンテナに procps を入れた。`ps` が起動するのは nginx と httpd のどちらか',
      },
      predictions: [
        {
          text: { en: 'in nginx alone', ja: 'nginx だけ' },
          when: [{ succeeds: true }, { look: psInHttpd, succeeds: false }],
        },
        {
          text: {
            en: 'in both: the two images share their lower layers',
            ja: '両方。二つのイメージは下の層を共有している',
          },
          when: [{ succeeds: true }, { look: psInHttpd, succeeds: true }],
        },
        {
          text: { en: 'in neither: an image cannot be changed', ja: 'どちらでも起動しない。イメージは変更できない' },
          when: [{ succeeds: false }, { look: psInHttpd, succeeds: false }],
        },
      ],
      look: {
        probe: 'env',
        from: { kind: 'exec', of: 'nginx', own: true },
        command: ['env', 'ps', '--version'],
        nth: -1,
      },
    },
    ja: {
      title: (_profile, images) =>
        brings(images)
          ? '`ps` は nginx と httpd のイメージになく nextcloud のイメージにはあり、procps を入れて変わるのはそのコンテナだけである'
          : 'nginx、httpd、nextcloud のイメージに `ps` はなく、procps を入れて変わるのはそのコンテナだけである',
      expect: (_profile, images) =>
        brings(images)
          ? '何も入れなければ、ps は nginx と httpd では起動せず（127）、nextcloud では起動する。記事の「デフォルトで ps コマンドが入っていない」は nextcloud では誤りである。nginx に procps を入れるとそこでも起動し、httpd では起動しないままである。'
          : '三つのどれでも ps は起動しない（127）。nginx に procps を入れるとそこでは起動し、httpd では起動しないままである。',
      because: (_profile, images) =>
        brings(images)
          ? 'nextcloud のイメージには procps に依存する Debian の apache2 が入っていて、他の二つは procps を含まず、コンテナの中の dpkg はそのコンテナの層に書くからである。'
          : 'イメージは procps を含まず、コンテナの中の dpkg はそのコンテナの層に書くからである。',
      controls: ['イメージに procps を加えたコンテナでは、ps が起動する'],
      findings: [
        '公開されたままのイメージでは、procps を含むものでだけ ps が起動し、nginx に入れれば nginx で起動して httpd では起動しない',
      ],
    },
  }
}
