import type { Link } from '../../fixtures/host/link.ts'
import type { Subject } from '../../fixtures/subjects/subject.ts'
import type { Text } from '../../instruments/evidence/types.ts'
import { compose, entering, unsharing, type Vantage } from '../../instruments/vantage.ts'

/** What the tour walks through: the trio, and how to speak to the host and to the engine. */
export interface World {
  readonly host: Vantage
  readonly docker: Vantage
  readonly label: string
  readonly nginx: Subject
  readonly httpd: Subject
  /** The link that one of the steps makes and the last one removes. */
  readonly link: Pick<Link, 'name' | 'path' | 'prefix' | 'label'>
}

/** One stop: what to expect before the command, and why it came out so after it. */
export interface Step {
  readonly title: Text
  readonly expect: Text
  readonly why: Text
  argv(world: World): readonly string[]
  /** A link is made through the journal, so that it is taken away whatever happens. */
  readonly act?: 'link' | 'unlink'
}

const at = (vantage: Vantage, ...argv: readonly string[]): readonly string[] => [...vantage.prefix, ...argv]

export const steps: readonly Step[] = [
  {
    title: { en: 'Three containers', ja: '三つのコンテナ' },
    expect: { en: 'nginx, httpd and nextcloud, all running.', ja: 'nginx、httpd、nextcloud の三つが動いている。' },
    why: {
      en: 'They were started for this tour and go with it.',
      ja: 'このツアーのために起動したもので、終わると消える。',
    },
    argv: ({ docker, label }) =>
      at(docker, 'ps', '--filter', `label=${label}`, '--format', '{{.ID}}  {{.Names}}  {{.Status}}'),
  },
  {
    title: { en: 'Inside nginx', ja: 'nginx の中' },
    expect: { en: 'Only nginx’s processes, and ps itself.', ja: 'nginx のプロセスと ps 自身だけ。' },
    why: {
      en: 'docker exec entered the container’s pid and mount namespaces, and the /proc there shows that pid namespace alone.',
      ja: 'docker exec はコンテナの PID namespace とマウント namespace に入り、そこの /proc はその PID namespace だけを見せる。',
    },
    argv: ({ nginx }) => at(nginx.exec, 'ps', '-ef'),
  },
  {
    title: { en: 'Inside httpd', ja: 'httpd の中' },
    expect: { en: 'Only httpd’s processes: none of nginx’s.', ja: 'httpd のプロセスだけで、nginx のものはない。' },
    why: { en: 'Another container, another pid namespace.', ja: '別のコンテナには別の PID namespace がある。' },
    argv: ({ httpd }) => at(httpd.exec, 'ps', '-ef'),
  },
  {
    title: { en: 'On the host', ja: 'ホストで' },
    expect: {
      en: 'Everybody, the containers’ processes included, under other PIDs.',
      ja: 'コンテナのものも含めて全員が、別の PID で見える。',
    },
    why: {
      en: 'A pid namespace sees all that lies below it. The host’s lies above every container’s.',
      ja: 'PID namespace からは、その下にあるものがすべて見える。ホストのものはどのコンテナよりも上にある。',
    },
    argv: ({ host }) => at(host, 'ps', '-ef'),
  },
  {
    title: { en: 'ip netns list, before', ja: 'ip netns list、リンクの前' },
    expect: { en: 'None of the three.', ja: '三つのどれも出ない。' },
    why: {
      en: 'It lists the files of /var/run/netns, and Docker puts none there.',
      ja: '/var/run/netns のファイルを並べるだけで、Docker はそこに何も置かないからである。',
    },
    argv: ({ host }) => at(host, 'ip', 'netns', 'list'),
  },
  {
    title: { en: 'Where nginx’s namespaces are', ja: 'nginx の namespace はどこにあるか' },
    expect: { en: 'Ten links, of eight types.', ja: '八種類、十個のリンク。' },
    why: {
      en: 'The kernel shows each process’s namespaces as /proc/PID/ns. The number is the namespace’s inode.',
      ja: 'カーネルは各プロセスの namespace を /proc/PID/ns として見せる。番号は namespace の inode である。',
    },
    argv: ({ host, nginx }) => at(host, 'ls', '-l', `/proc/${nginx.pid}/ns/`),
  },
  {
    title: { en: 'The article’s link', ja: '記事のリンク' },
    expect: { en: 'No output.', ja: '何も出ない。' },
    why: {
      en: 'A namespace that was there all along now has a name.',
      ja: 'もとからあった namespace に名前が付いた。',
    },
    argv: ({ host, nginx, link }) => at(host, 'ln', '-s', `/proc/${nginx.pid}/ns/net`, link.path),
    act: 'link',
  },
  {
    title: { en: 'ip netns list, after', ja: 'ip netns list、リンクの後' },
    expect: { en: 'nginx is listed now.', ja: '今度は nginx が出る。' },
    why: {
      en: 'One name in the folder is the whole difference.',
      ja: 'ディレクトリの中の名前一つが、違いのすべてである。',
    },
    argv: ({ host }) => at(host, 'ip', 'netns', 'list'),
  },
  {
    title: { en: 'In nginx’s network', ja: 'nginx のネットワークの中' },
    expect: { en: 'lo and eth0, with nginx’s address.', ja: 'lo と、nginx のアドレスを持つ eth0。' },
    why: {
      en: 'ip netns exec entered the network namespace, with the host’s own `ip`.',
      ja: 'ip netns exec は network namespace に入った。`ip` はホストのものだ。',
    },
    argv: ({ host, link }) => at(compose(host, link), 'ip', '-brief', 'address'),
  },
  {
    title: { en: 'The puzzle: ps from there', ja: '謎：そこで ps を叩く' },
    expect: {
      en: 'The article’s author expected nginx alone. Look.',
      ja: '記事の著者は nginx だけを予想した。見てみよう。',
    },
    why: {
      en: 'Only the network namespace changed. ps reads /proc, and that /proc is the host’s.',
      ja: '変わったのは network namespace だけである。ps は /proc を読み、その /proc はホストのものだ。',
    },
    argv: ({ host, link }) => at(compose(host, link), 'ps', '-ef'),
  },
  {
    title: { en: 'Step 1: enter the pid namespace', ja: '手順 1：PID namespace に入る' },
    expect: {
      en: 'A small PID of its own, and yet ps shows the host.',
      ja: '自分の PID は小さいのに、ps にはホストが出る。',
    },
    why: {
      en: 'The kernel isolates already. The mounted /proc still belongs to the host’s pid namespace.',
      ja: 'カーネルはすでに分離している。マウントされた /proc はまだホストの PID namespace のものだ。',
    },
    argv: ({ host, nginx }) => at(compose(host, entering(nginx, 'pid')), 'sh', '-c', 'echo "own PID: $$"; exec ps -ef'),
  },
  {
    title: { en: 'Step 2: and the mount namespace', ja: '手順 2：マウント namespace にも入る' },
    expect: { en: 'The container’s view, with the container’s ps.', ja: 'コンテナの見え方。ps もコンテナのもの。' },
    why: { en: 'Now /proc is the container’s.', ja: '今度は /proc がコンテナのものだ。' },
    argv: ({ host, nginx }) => at(compose(host, entering(nginx, 'pid', 'mnt')), 'ps', '-ef'),
  },
  {
    title: { en: 'Step 3: or a fresh /proc', ja: '手順 3：あるいは新しい /proc' },
    expect: { en: 'The container’s processes, with the host’s ps.', ja: 'コンテナのプロセスを、ホストの ps で見る。' },
    why: {
      en: 'A procfs shows the pid namespace of whoever mounts it. For processes this is what ip netns exec is for the network.',
      ja: 'procfs はマウントした者の PID namespace を見せる。プロセスにとってこれは、ネットワークにとっての ip netns exec に当たる。',
    },
    argv: ({ host, nginx }) => at(compose(host, entering(nginx, 'pid'), unsharing('--mount-proc')), 'ps', '-ef'),
  },
  {
    title: { en: 'Step 4: unshare', ja: '手順 4：unshare' },
    expect: {
      en: 'The container’s network, and nobody but ps.',
      ja: 'ネットワークはコンテナのもので、プロセスは ps だけ。',
    },
    why: {
      en: 'So unshare does it: a new pid namespace, a fork into it, and a /proc mounted from inside.',
      ja: 'つまり unshare でできる。新しい PID namespace、そこへの fork、そして中からマウントした /proc である。',
    },
    argv: ({ host, link }) => at(compose(host, link, unsharing('--pid', '--fork', '--mount-proc')), 'ps', '-ef'),
  },
  {
    title: { en: 'Take the link away', ja: 'リンクを消す' },
    expect: { en: 'No output; nginx runs on.', ja: '何も出ない。nginx は動き続ける。' },
    why: {
      en: 'A name went. The namespace lives while a process is in it.',
      ja: '消えたのは名前である。namespace は、中にプロセスがいるかぎり生きている。',
    },
    argv: ({ host, link }) => at(host, 'unlink', link.path),
    act: 'unlink',
  },
]
