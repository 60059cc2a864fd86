import { compose } from '../../instruments/vantage.ts'
import { argvFrom, type TourStep } from './tour-context.ts'

/** The steps of the article, in its order. */
export const articleSteps: readonly TourStep[] = [
  {
    title: { en: 'Three containers', ja: '三つのコンテナ' },
    expect: { en: 'nginx, httpd and nextcloud, all running.', ja: 'nginx、httpd、nextcloud の三つが動いている。' },
    why: {
      en: 'They were started for this tour and go with it.',
      ja: 'このツアーのために起動したもので、終わると消える。',
    },
    argv: ({ docker, label }) =>
      argvFrom(docker, 'ps', '--filter', `label=${label}`, '--format', '{{.ID}}  {{.Names}}  {{.Status}}'),
  },
  {
    title: { en: 'Inside nginx', ja: 'nginx の中' },
    expect: { en: 'Only nginx’s processes, and ps itself.', ja: 'nginx のプロセスと ps 自身だけ。' },
    why: {
      en: 'docker exec entered the container’s pid and mount namespaces, and the /proc there shows that pid namespace alone.',
      ja: 'docker exec はコンテナの PID namespace とマウント namespace に入り、そこの /proc はその PID namespace だけを見せる。',
    },
    argv: ({ nginx }) => argvFrom(nginx.exec, 'ps', '-ef'),
  },
  {
    title: { en: 'Inside httpd', ja: 'httpd の中' },
    expect: { en: 'Only httpd’s processes: none of nginx’s.', ja: 'httpd のプロセスだけで、nginx のものはない。' },
    why: { en: 'Another container, another pid namespace.', ja: '別のコンテナには別の PID namespace がある。' },
    argv: ({ httpd }) => argvFrom(httpd.exec, 'ps', '-ef'),
  },
  {
    title: { en: 'On the host', ja: 'ホストで' },
    expect: {
      en: 'All processes, those of the containers included, under other PIDs.',
      ja: 'コンテナのものも含めてすべてのプロセスが、別の PID で見える。',
    },
    why: {
      en: 'A pid namespace sees all that lies below it. The host’s lies above every container’s.',
      ja: 'PID namespace からは、その下にあるものがすべて見える。ホストのものはどのコンテナよりも上にある。',
    },
    argv: ({ host }) => argvFrom(host, 'ps', '-ef'),
  },
  {
    title: { en: 'ip netns list, before', ja: 'ip netns list、リンクの前' },
    expect: { en: 'None of the three.', ja: '三つのどれも出ない。' },
    why: {
      en: 'It lists the files of /var/run/netns, and Docker puts none there.',
      ja: '一覧に出るのは /var/run/netns のファイルだけで、Docker はそこに何も置かないからである。',
    },
    argv: ({ host }) => argvFrom(host, 'ip', 'netns', 'list'),
  },
  {
    title: { en: 'Where nginx’s namespaces are', ja: 'nginx の namespace はどこにあるか' },
    expect: {
      en: 'A link for each type of namespace, and for pid and time one more.',
      ja: '種類ごとに一つのリンク。pid と time にはもう一つずつある。',
    },
    why: {
      en: 'The kernel shows each process’s namespaces as /proc/PID/ns. The number is the namespace’s inode.',
      ja: 'カーネルは各プロセスの namespace を /proc/PID/ns として見せる。番号は namespace の inode である。',
    },
    argv: ({ host, nginx }) => argvFrom(host, 'ls', '-l', `/proc/${nginx.pid}/ns/`),
  },
  {
    title: { en: 'The article’s link', ja: '記事のリンク' },
    expect: { en: 'No output.', ja: '何も出ない。' },
    why: {
      en: 'A namespace that was there all along now has a name.',
      ja: 'もとからあった namespace に名前が付いた。',
    },
    argv: ({ host, nginx, link }) => argvFrom(host, 'ln', '-s', `/proc/${nginx.pid}/ns/net`, link.path),
    act: 'link',
  },
  {
    title: { en: 'ip netns list, after', ja: 'ip netns list、リンクの後' },
    expect: { en: 'nginx is listed now.', ja: '今度は nginx が出る。' },
    why: {
      en: 'One name in the directory is the whole difference.',
      ja: '違いは、ディレクトリに名前が一つ増えたことだけである。',
    },
    argv: ({ host }) => argvFrom(host, 'ip', 'netns', 'list'),
  },
  {
    title: { en: 'In nginx’s network', ja: 'nginx のネットワークの中' },
    expect: { en: 'lo and eth0, with nginx’s address.', ja: 'lo と、nginx のアドレスを持つ eth0。' },
    why: {
      en: 'ip netns exec entered the network namespace, with the host’s own `ip`.',
      ja: 'ip netns exec は network namespace に入った。`ip` はホストのものだ。',
    },
    argv: ({ host, link }) => argvFrom(compose(host, link), 'ip', '-brief', 'address'),
  },
  {
    title: { en: 'The puzzle: ps from there', ja: '謎：そこで ps を実行する' },
    expect: {
      en: 'The article’s author expected nginx alone.',
      ja: '記事の著者は、nginx のものだけが出ると予想した。',
    },
    why: {
      en: 'Only the network namespace changed. ps reads /proc, and that /proc is the host’s.',
      ja: '変わったのは network namespace だけである。ps は /proc を読み、その /proc はホストのものである。',
    },
    argv: ({ host, link }) => argvFrom(compose(host, link), 'ps', '-ef'),
  },
]
