import { articleQuestions } from '../../fixtures/article-questions.ts'
import { compose } from '../../instruments/vantage.ts'
import { asking } from './asking.ts'
import { argvFrom, type TourStep } from './tour-context.ts'

/** The steps of the article, in its order. */
export const articleSteps: readonly TourStep[] = [
  {
    id: 'three',
    title: { en: 'Three containers', ja: '三つのコンテナ' },
    argv: ({ docker, label }) =>
      argvFrom(docker, 'ps', '--filter', `label=${label}`, '--format', '{{.ID}}  {{.Names}}  {{.Status}}'),
    why: {
      en: 'nginx, httpd and nextcloud were started for this tour and go with it.',
      ja: 'nginx、httpd、nextcloud はこのツアーのために起動したもので、終わると消える。',
    },
    claims: ['ART-01'],
  },
  {
    id: 'inside-nginx',
    title: articleQuestions.insideNginx.ask,
    argv: ({ nginx }) => argvFrom(nginx.exec, 'ps', '-ef'),
    ...asking(articleQuestions.insideNginx),
    why: {
      en: 'docker exec entered the container’s pid and mount namespaces, and the /proc there shows that pid namespace alone.',
      ja: 'docker exec はコンテナの PID namespace とマウント namespace に入り、そこの /proc はその PID namespace だけを見せる。',
    },
    claims: ['ART-03', 'ID-03'],
  },
  {
    id: 'inside-httpd',
    title: articleQuestions.insideHttpd.ask,
    argv: ({ httpd }) => argvFrom(httpd.exec, 'ps', '-ef'),
    ...asking(articleQuestions.insideHttpd),
    why: { en: 'Another container, another pid namespace.', ja: '別のコンテナには別の PID namespace がある。' },
    claims: ['ART-04', 'ART-05'],
  },
  {
    id: 'host',
    title: articleQuestions.onHost.ask,
    argv: ({ host }) => argvFrom(host, 'ps', '-ef'),
    ...asking(articleQuestions.onHost),
    why: {
      en: 'A pid namespace sees all that lies below it. The host’s lies above every container’s.',
      ja: 'PID namespace からは、その下にあるものがすべて見える。ホストのものはどのコンテナよりも上にある。',
    },
    claims: ['ART-06', 'PID-01', 'PID-02'],
  },
  {
    id: 'list-before',
    title: articleQuestions.listBefore.ask,
    argv: ({ host }) => argvFrom(host, 'ip', 'netns', 'list'),
    ...asking(articleQuestions.listBefore),
    why: {
      en: 'It lists the files of /var/run/netns. Whether there is one for a container is the engine’s choice, and Docker makes none.',
      ja: '一覧に出るのは /var/run/netns のファイルだけである。コンテナのものを置くかどうかはエンジンが決め、Docker は置かない。',
    },
    claims: ['ART-08', 'ART-09'],
  },
  {
    id: 'proc-ns',
    title: { en: 'Where are nginx’s namespaces?', ja: 'nginx の namespace はどこにあるか' },
    argv: ({ host, nginx }) => argvFrom(host, 'ls', '-l', `/proc/${nginx.pid}/ns/`),
    predictions: [
      {
        text: { en: 'here, one link for each type', ja: 'ここに、種類ごとにリンクがある' },
        holds: ({ lines }) => lines.filter((line) => line.includes(' -> ')).length > 1,
      },
      {
        text: { en: 'here, but for the network alone', ja: 'ここに、ネットワークのものだけがある' },
        holds: ({ lines }) => lines.filter((line) => line.includes(' -> ')).length === 1,
      },
      {
        text: {
          en: 'not here: the directory is empty or does not exist',
          ja: 'ここにはない。ディレクトリが空か、存在しない',
        },
        holds: ({ lines }) => !lines.some((line) => line.includes(' -> ')),
      },
    ],
    hint: {
      en: 'A namespace belongs to the processes that are in it.',
      ja: 'namespace は、中にいるプロセスに属する。',
    },
    why: {
      en: 'The kernel shows each process’s namespaces as /proc/PID/ns. The number is the namespace’s inode.',
      ja: 'カーネルは各プロセスの namespace を /proc/PID/ns として見せる。番号は namespace の inode である。',
    },
    claims: ['ART-10', 'ART-11'],
  },
  {
    id: 'link',
    title: { en: 'The article’s link', ja: '記事のリンク' },
    argv: ({ host, nginx, link }) => argvFrom(host, 'ln', '-s', `/proc/${nginx.pid}/ns/net`, link.path),
    why: {
      en: 'A namespace that was there all along now has a name.',
      ja: 'もとからあった namespace に名前が付いた。',
    },
    claims: ['ART-12'],
    act: 'link',
  },
  {
    id: 'list-after',
    title: articleQuestions.listAfter.ask,
    argv: ({ host }) => argvFrom(host, 'ip', 'netns', 'list'),
    ...asking(articleQuestions.listAfter),
    why: {
      en: 'A name in the directory is all that a namespace needs to be listed.',
      ja: '一覧に出るために必要なのは、ディレクトリの中の名前だけである。',
    },
    claims: ['ART-12', 'NET-06'],
  },
  {
    id: 'address',
    title: articleQuestions.address.ask,
    argv: ({ host, link }) => argvFrom(compose(host, link), 'ip', '-brief', 'address'),
    ...asking(articleQuestions.address),
    why: {
      en: 'ip netns exec entered the network namespace, with the host’s own `ip`.',
      ja: 'ip netns exec は network namespace に入った。`ip` はホストのものだ。',
    },
    claims: ['ART-13', 'ART-15'],
  },
  {
    id: 'puzzle',
    title: articleQuestions.puzzle.ask,
    argv: ({ host, link }) => argvFrom(compose(host, link), 'ps', '-ef'),
    ...asking(articleQuestions.puzzle),
    why: {
      en: 'The pid namespace is still the host’s. ps reads /proc, and that /proc is the host’s too.',
      ja: 'PID namespace はホストのままである。ps は /proc を読み、その /proc もホストのものである。',
    },
    claims: ['ART-14', 'ART-19', 'NET-01'],
  },
]
