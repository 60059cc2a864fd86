import { compose } from '../../instruments/vantage.ts'
import { argvFrom, type Prediction, type TourStep } from './tour-context.ts'

const allOfHost: Prediction = {
  text: { en: 'every process of the host', ja: 'ホストの全プロセス' },
  holds: ({ listsHost }) => listsHost,
}

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
    title: { en: 'Which processes does `ps` list inside nginx?', ja: 'nginx の中の `ps` には、どのプロセスが出るか' },
    argv: ({ nginx }) => argvFrom(nginx.exec, 'ps', '-ef'),
    predictions: [
      {
        ...allOfHost,
        text: {
          en: 'every process of the host: a container shares its kernel',
          ja: 'カーネルを共有しているので、ホストの全プロセス',
        },
      },
      {
        text: {
          en: 'the processes of all three containers: they belong to one engine',
          ja: '同じエンジンなので、三つのコンテナのプロセス',
        },
        holds: ({ listsHost, listsNginx, listsApache }) => !listsHost && listsNginx && listsApache,
      },
      {
        text: { en: 'nginx’s processes and ps itself', ja: 'nginx のプロセスと ps 自身だけ' },
        holds: ({ listsHost, listsNginx, listsApache }) => !listsHost && listsNginx && !listsApache,
      },
    ],
    hint: {
      en: 'docker exec enters all namespaces of the container, and ps reads the /proc that it finds there.',
      ja: 'docker exec はコンテナのすべての namespace に入り、ps はそこにある /proc を読む。',
    },
    why: {
      en: 'docker exec entered the container’s pid and mount namespaces, and the /proc there shows that pid namespace alone.',
      ja: 'docker exec はコンテナの PID namespace とマウント namespace に入り、そこの /proc はその PID namespace だけを見せる。',
    },
    claims: ['ART-03', 'ID-03'],
  },
  {
    id: 'inside-httpd',
    title: { en: 'And inside httpd?', ja: 'httpd の中ではどうか' },
    argv: ({ httpd }) => argvFrom(httpd.exec, 'ps', '-ef'),
    predictions: [
      {
        text: { en: 'httpd’s processes, and none of nginx’s', ja: 'httpd のプロセスだけで、nginx のものはない' },
        holds: ({ listsHost, listsNginx, listsApache }) => !listsHost && !listsNginx && listsApache,
      },
      {
        text: {
          en: 'httpd’s and nginx’s: the engine has one pid namespace for its containers',
          ja: 'エンジンの PID namespace は一つなので、httpd と nginx のプロセス',
        },
        holds: ({ listsHost, listsNginx }) => !listsHost && listsNginx,
      },
      allOfHost,
    ],
    hint: { en: 'How many pid namespaces are there now?', ja: '今、PID namespace はいくつあるだろうか。' },
    why: { en: 'Another container, another pid namespace.', ja: '別のコンテナには別の PID namespace がある。' },
    claims: ['ART-04', 'ART-05'],
  },
  {
    id: 'host',
    title: { en: 'What does `ps` list on the host?', ja: 'ホストの `ps` には何が出るか' },
    argv: ({ host }) => argvFrom(host, 'ps', '-ef'),
    predictions: [
      {
        text: {
          en: 'the host’s own processes: those of containers are isolated from it',
          ja: 'ホスト自身のプロセスだけ。コンテナのものは隔離されている',
        },
        holds: ({ listsHost, listsNginx }) => listsHost && !listsNginx,
      },
      {
        text: { en: 'all processes, those of the containers included', ja: 'コンテナのものも含めて、すべてのプロセス' },
        holds: ({ listsHost, listsNginx }) => listsHost && listsNginx,
      },
    ],
    hint: { en: 'Isolation can work in one direction only.', ja: '隔離は、一方向だけということもある。' },
    why: {
      en: 'A pid namespace sees all that lies below it. The host’s lies above every container’s.',
      ja: 'PID namespace からは、その下にあるものがすべて見える。ホストのものはどのコンテナよりも上にある。',
    },
    claims: ['ART-06', 'PID-01', 'PID-02'],
  },
  {
    id: 'list-before',
    title: { en: 'Which of the three does `ip netns list` name?', ja: '`ip netns list` に出るのは、三つのうちどれか' },
    argv: ({ host }) => argvFrom(host, 'ip', 'netns', 'list'),
    predictions: [
      {
        text: { en: 'all three: each has a network namespace', ja: 'どれにも network namespace があるので、三つとも' },
        holds: ({ named }) => named === 3,
      },
      {
        text: { en: 'none of the three', ja: 'どれも出ない' },
        holds: ({ named }) => named === 0,
      },
    ],
    hint: {
      en: 'ip-netns(8): a name is a file in /var/run/netns.',
      ja: 'ip-netns(8) によれば、名前は /var/run/netns のファイルである。',
    },
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
    title: { en: 'And what does `ip netns list` show now?', ja: '今度は `ip netns list` に何が出るか' },
    argv: ({ host }) => argvFrom(host, 'ip', 'netns', 'list'),
    predictions: [
      {
        text: {
          en: 'none of the three still: a symbolic link is no mount',
          ja: 'まだどれも出ない。シンボリックリンクはマウントではない',
        },
        holds: ({ named }) => named === 0,
      },
      {
        text: { en: 'nginx alone', ja: 'nginx だけ' },
        holds: ({ named }) => named === 1,
      },
      {
        text: { en: 'all three', ja: '三つとも' },
        holds: ({ named }) => named === 3,
      },
    ],
    hint: { en: 'The list is made of names.', ja: '一覧は名前から作られる。' },
    why: {
      en: 'A name in the directory is all that a namespace needs to be listed.',
      ja: '一覧に出るために必要なのは、ディレクトリの中の名前だけである。',
    },
    claims: ['ART-12', 'NET-06'],
  },
  {
    id: 'address',
    title: {
      en: 'Whose interfaces does `ip netns exec` see?',
      ja: '`ip netns exec` から見えるのは、誰のインターフェースか',
    },
    argv: ({ host, link }) => argvFrom(compose(host, link), 'ip', '-brief', 'address'),
    predictions: [
      {
        text: { en: 'the host’s', ja: 'ホストのもの' },
        holds: ({ hasHostAddress, hasNginxAddress }) => hasHostAddress && !hasNginxAddress,
      },
      {
        text: { en: 'those of the host and of nginx', ja: 'ホストと nginx のもの' },
        holds: ({ hasHostAddress, hasNginxAddress }) => hasHostAddress && hasNginxAddress,
      },
      {
        text: { en: 'nginx’s alone', ja: 'nginx のものだけ' },
        holds: ({ hasHostAddress, hasNginxAddress }) => !hasHostAddress && hasNginxAddress,
      },
    ],
    hint: {
      en: 'The program is the host’s `ip`. Its network namespace is another.',
      ja: 'プログラムはホストの `ip` だが、network namespace は別である。',
    },
    why: {
      en: 'ip netns exec entered the network namespace, with the host’s own `ip`.',
      ja: 'ip netns exec は network namespace に入った。`ip` はホストのものだ。',
    },
    claims: ['ART-13', 'ART-15'],
  },
  {
    id: 'puzzle',
    title: {
      en: 'The article’s puzzle: which processes does `ps` list from there?',
      ja: '記事の謎：そこで `ps` を実行すると、どのプロセスが出るか',
    },
    argv: ({ host, link }) => argvFrom(compose(host, link), 'ps', '-ef'),
    predictions: [
      {
        text: { en: 'nginx’s alone: it is nginx’s namespace', ja: 'nginx の namespace なので、nginx のものだけ' },
        holds: ({ listsHost, listsNginx }) => !listsHost && listsNginx,
        authors: true,
      },
      allOfHost,
      {
        text: { en: 'none', ja: '一つも出ない' },
        holds: ({ listsHost, listsNginx }) => !listsHost && !listsNginx,
      },
    ],
    hint: {
      en: 'What did `ip netns exec` change? What does ps read?',
      ja: '`ip netns exec` は何を変えたか。ps は何を読むか。',
    },
    why: {
      en: 'The pid namespace is still the host’s. ps reads /proc, and that /proc is the host’s too.',
      ja: 'PID namespace はホストのままである。ps は /proc を読み、その /proc もホストのものである。',
    },
    claims: ['ART-14', 'ART-19', 'NET-01'],
  },
]
