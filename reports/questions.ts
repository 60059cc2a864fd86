import type { Text } from '../instruments/evidence/types.ts'

/** A question that people ask elsewhere, often with an error message, and the claims that answer it. */
interface Question {
  readonly ask: Text
  /** One or two sentences. The claims are the proof. */
  readonly answer: Text
  /** Ids of claims, the most direct first. */
  readonly claims: readonly [string, ...string[]]
}

export const questions: readonly Question[] = [
  {
    ask: {
      en: 'Why does `ip netns list` not show my containers?',
      ja: '`ip netns list` にコンテナが出てこないのはなぜか',
    },
    answer: {
      en: 'It lists the names in /var/run/netns, and Docker puts none there. A link or bind mount gives a container a name.',
      ja: '表示されるのは /var/run/netns にある名前であり、Docker はそこに何も置かない。リンクかバインドマウントを置けば名前が付く。',
    },
    claims: ['ART-08', 'ART-12', 'ART-09', 'NET-06'],
  },
  {
    ask: {
      en: 'Why does `ps` under `ip netns exec` show all processes of the host?',
      ja: '`ip netns exec` で `ps` を実行すると、ホストの全プロセスが出るのはなぜか',
    },
    answer: {
      en: 'It changes the network and mount namespaces, and `ps` reads a /proc that still belongs to the host’s pid namespace.',
      ja: '変わるのは network namespace とマウント namespace だけで、`ps` が読む /proc はホストの PID namespace のもののままだからである。',
    },
    claims: ['ART-14', 'ART-19', 'NET-01', 'ART-20'],
  },
  {
    ask: {
      en: '`nsenter --pid` is given, and `ps` still shows the host’s processes',
      ja: '`nsenter --pid` を付けても、`ps` にホストのプロセスが出る',
    },
    answer: {
      en: 'The pid namespace is the container’s, but /proc is still the host’s mount. Add `--mount`, or mount a new /proc.',
      ja: 'PID namespace はコンテナのものだが、/proc はホストのマウントのままである。`--mount` を加えるか、/proc を新たにマウントする。',
    },
    claims: ['ART-20', 'PID-04', 'PID-03'],
  },
  {
    ask: {
      en: '`unshare --pid bash` says: fork: Cannot allocate memory',
      ja: '`unshare --pid bash` で fork: Cannot allocate memory と出る',
    },
    answer: {
      en: 'The first child became PID 1 and ended, and a pid namespace without PID 1 takes no new process. Use `--fork`.',
      ja: '最初の子が PID 1 になって終了し、PID 1 のない PID namespace には新しいプロセスを作れない。`--fork` を付ける。',
    },
    claims: ['PID-05', 'ART-20'],
  },
  {
    ask: {
      en: 'Which processes are in a container’s network namespace?',
      ja: 'あるコンテナの network namespace にいるプロセスはどれか',
    },
    answer: {
      en: '`ip netns pids NAME` lists them, once the namespace has a name.',
      ja: 'namespace に名前があれば、`ip netns pids NAME` で分かる。',
    },
    claims: ['ART-21', 'NET-05'],
  },
  {
    ask: { en: 'Is a container a small virtual machine?', ja: 'コンテナは小さな仮想マシンなのか' },
    answer: {
      en: 'No. It runs on the host’s kernel: release and boot id are the host’s.',
      ja: '違う。カーネルはホストのものであり、リリースも boot_id もホストと同じである。',
    },
    claims: ['ART-22', 'KRN-01', 'LIM-01'],
  },
  {
    ask: {
      en: 'Why do times differ between the container and the host?',
      ja: 'コンテナの中と外で時刻が違うのはなぜか',
    },
    answer: {
      en: 'The time zone differs, not the clock. The wall clock has no namespace.',
      ja: '違うのはタイムゾーンであり、時計ではない。実時間の時計に namespace はない。',
    },
    claims: ['ART-23', 'TIM-01', 'TIM-02'],
  },
  {
    ask: {
      en: '`docker stop` takes ten seconds',
      ja: '`docker stop` に 10 秒かかる',
    },
    answer: {
      en: 'The container’s PID 1 has no handler for TERM, so Docker waits and then sends KILL. `--init` or a handler ends it at once.',
      ja: 'コンテナの PID 1 に TERM のハンドラがないため、Docker は待ってから KILL を送る。`--init` かハンドラがあればすぐに終わる。',
    },
    claims: ['PID-07', 'PID-06'],
  },
  {
    ask: {
      en: 'Which veth belongs to which container?',
      ja: 'どの veth がどのコンテナのものか',
    },
    answer: {
      en: 'The interface’s `iflink` inside is the `ifindex` of its peer on the host.',
      ja: 'コンテナ内の `iflink` が、ホスト側にある対の `ifindex` である。',
    },
    claims: ['NET-18', 'ART-13', 'NET-04'],
  },
  {
    ask: {
      en: 'setting the network namespace failed: Invalid argument',
      ja: 'setting the network namespace failed: Invalid argument と出る',
    },
    answer: {
      en: 'The name in /var/run/netns is a plain file. Its bind mount was undone, or was made in another mount namespace.',
      ja: '/var/run/netns の名前がただのファイルになっている。バインドマウントが外れたか、別のマウント namespace で行われた。',
    },
    claims: ['MNT-03', 'ART-09', 'NET-06'],
  },
  {
    ask: {
      en: '`free`, `top` and `nproc` show the host’s memory and processors in a container',
      ja: 'コンテナの中の `free` や `top`、`nproc` がホストのメモリや CPU を示す',
    },
    answer: {
      en: '/proc/meminfo and /proc/cpuinfo have no namespace. The limit is in the cgroup: read memory.max.',
      ja: '/proc/meminfo や /proc/cpuinfo に namespace はない。制限は cgroup にある。memory.max を読む。',
    },
    claims: ['LIM-01'],
  },
  {
    ask: {
      en: 'How do I get rid of zombies in a container?',
      ja: 'コンテナの中のゾンビプロセスを消すにはどうするか',
    },
    answer: {
      en: 'Its PID 1 must wait for orphans. `--init` adds one that does.',
      ja: 'PID 1 が孤児を wait しなければならない。`--init` を付ければ、そうする PID 1 が加わる。',
    },
    claims: ['PID-09', 'PID-15'],
  },
  {
    ask: {
      en: 'With `--pid=container:` my orphans become zombies although I have an init',
      ja: '`--pid=container:` を使うと、init があるのに孤児がゾンビになる',
    },
    answer: {
      en: 'Orphans go to PID 1 of the pid namespace: the donor’s first process, not yours. Docker adds no init to a container that joins.',
      ja: '孤児は PID namespace の PID 1、つまり提供側のコンテナの最初のプロセスに渡る。Docker は、参加するコンテナには init を加えない。',
    },
    claims: ['SHR-07', 'PID-09', 'SHR-03'],
  },
  {
    ask: {
      en: 'cannot join PID of a non running container',
      ja: 'cannot join PID of a non running container と出る',
    },
    answer: {
      en: 'A pid namespace ends with its first process. Docker refuses to join one that is gone, and podman starts the container.',
      ja: 'PID namespace は最初のプロセスとともに終わる。Docker はなくなったものへの参加を拒み、podman はそのコンテナを起動する。',
    },
    claims: ['SHR-08', 'PID-05'],
  },
  {
    ask: {
      en: 'What is the host’s PID of a process in a container?',
      ja: 'コンテナ内のプロセスの、ホストでの PID はいくつか',
    },
    answer: {
      en: '`NSpid` in /proc/PID/status on the host lists its PID in each pid namespace, the innermost last.',
      ja: 'ホストの /proc/PID/status の `NSpid` に、各 PID namespace での PID が並ぶ。最後が一番内側である。',
    },
    claims: ['PID-01', 'ART-06', 'ART-10'],
  },
  {
    ask: {
      en: 'A disk that I mounted on the host later is not visible in the container',
      ja: '後からホストにマウントしたディスクが、コンテナの中で見えない',
    },
    answer: {
      en: 'A bind mount is private as a rule. With `rslave` later mounts come in.',
      ja: 'バインドマウントは既定で private である。`rslave` を付ければ、後からのマウントも届く。',
    },
    claims: ['MNT-01'],
  },
  {
    ask: {
      en: 'Can I change the clock of one container?',
      ja: '一つのコンテナだけ時計を変えられるか',
    },
    answer: {
      en: 'Not the wall clock. A time namespace shifts only the clocks that count from boot.',
      ja: '実時間の時計は変えられない。time namespace が変えるのは、起動時から数える時計だけである。',
    },
    claims: ['TIM-01', 'TIM-02', 'ART-23'],
  },
  {
    ask: {
      en: 'With userns-remap, `--network=host`, `--pid=host` and `--privileged` are refused',
      ja: 'userns-remap を使うと、`--network=host`、`--pid=host`、`--privileged` が拒まれる',
    },
    answer: {
      en: 'Root of the remapped user namespace has no power over the host’s namespaces. Docker refuses before the kernel would.',
      ja: '再マッピングされた user namespace の root は、ホストの namespace に対して権限を持たない。Docker はカーネルより先に拒む。',
    },
    claims: ['USR-02', 'USR-01'],
  },
  {
    ask: {
      en: '`nsenter --user` fails: Invalid argument, or Operation not permitted',
      ja: '`nsenter --user` が Invalid argument や Operation not permitted で失敗する',
    },
    answer: {
      en: 'EINVAL: it is your own user namespace, or the process has threads. EPERM: you lack capabilities in it, or in the next.',
      ja: 'EINVAL は自分のいる user namespace を指したとき、または複数のスレッドがあるとき、EPERM は対象で必要なケーパビリティがないときである。',
    },
    claims: ['USR-03', 'USR-04'],
  },
  {
    ask: {
      en: 'Mounting /proc in a container: Operation not permitted',
      ja: 'コンテナの中で /proc をマウントすると Operation not permitted になる',
    },
    answer: {
      en: 'Several locks hold: seccomp, AppArmor where it is on, and the kernel’s rule that a new /proc may not show more than the masked one.',
      ja: 'seccomp、有効なら AppArmor、そして「新しい /proc は覆われた /proc より多くを見せてはならない」というカーネルの規則が、順に止める。',
    },
    claims: ['PID-12', 'SEC-02'],
  },
  {
    ask: {
      en: '`dmesg` in a container shows the host’s log, or says: read kernel buffer failed',
      ja: 'コンテナの中の `dmesg` がホストのログを示す、または read kernel buffer failed と出る',
    },
    answer: {
      en: 'The kernel log has no namespace. A capability and seccomp guard it.',
      ja: 'カーネルログに namespace はない。守っているのはケーパビリティと seccomp である。',
    },
    claims: ['KEY-01'],
  },
  {
    ask: {
      en: 'Rules set with iptables in a container are missing under `ip netns exec`',
      ja: 'コンテナの中で iptables で設定した規則が、`ip netns exec` では見えない',
    },
    answer: {
      en: 'The rules belong to the network namespace, but iptables-legacy and iptables-nft keep them in different tables.',
      ja: '規則は network namespace に属するが、iptables-legacy と iptables-nft は別のテーブルに置く。',
    },
    claims: ['NET-19', 'NET-17'],
  },
  {
    ask: {
      en: 'Two containers share a network: whose port, and whose 127.0.0.1?',
      ja: 'ネットワークを共有する二つのコンテナでは、ポートと 127.0.0.1 はどちらのものか',
    },
    answer: {
      en: 'There is one set of ports and one loopback, for both.',
      ja: 'ポートもループバックも一組しかなく、両方のものである。',
    },
    claims: ['NET-10', 'SHR-01', 'SHR-06'],
  },
  {
    ask: {
      en: 'Why does `nsenter` let me do what `docker exec` does not?',
      ja: '`docker exec` でできないことが `nsenter` でできるのはなぜか',
    },
    answer: {
      en: 'nsenter enters namespaces. Capabilities, seccomp, the LSM label, limits and the cgroup stay those of the caller.',
      ja: 'nsenter は namespace に入るだけで、ケーパビリティ、seccomp、LSM のラベル、リソース制限、cgroup は呼び出し元のままである。',
    },
    claims: ['ID-04', 'SEC-01', 'CGR-02'],
  },
  {
    ask: {
      en: 'Is `docker exec` the better way into a container?',
      ja: '`docker exec` で入るほうがよいのか',
    },
    answer: {
      en: 'To run a program of the image under the container’s limits, yes. To use a tool that the image lacks, enter one namespace with nsenter or `ip netns exec`.',
      ja: 'コンテナの制限のもとでイメージのプログラムを動かすならそうである。イメージにないツールを使うなら、nsenter や `ip netns exec` で必要な namespace にだけ入る。',
    },
    claims: ['ART-17', 'ART-15', 'ART-16', 'ART-24'],
  },
  {
    ask: {
      en: 'Can one container read another one’s files through a shared pid namespace?',
      ja: 'PID namespace を共有すると、別のコンテナのファイルを読めるのか',
    },
    answer: {
      en: 'Yes, at /proc/1/root, with the same UID and capabilities.',
      ja: '同じ UID とケーパビリティがあれば、/proc/1/root から読める。',
    },
    claims: ['SHR-05', 'SHR-03'],
  },
  {
    ask: {
      en: 'I published a port: why does `ss` in the container not show it?',
      ja: 'ポートを公開したのに、コンテナの中の `ss` に出ないのはなぜか',
    },
    answer: {
      en: 'A published port is a socket and a translation rule in the host’s network namespace.',
      ja: '公開されたポートは、ホストの network namespace にあるソケットとアドレス変換の規則だからである。',
    },
    claims: ['NET-12', 'NET-16'],
  },
  {
    ask: {
      en: 'What is 127.0.0.11 in a container’s resolv.conf?',
      ja: 'コンテナの resolv.conf にある 127.0.0.11 は何か',
    },
    answer: {
      en: 'A DNS server of dockerd, which has a socket in the container’s network namespace.',
      ja: 'dockerd の DNS サーバである。ソケットはコンテナの network namespace の中にある。',
    },
    claims: ['NET-13'],
  },
  {
    ask: {
      en: 'Does `--network=none` protect from a mounted docker.sock?',
      ja: '`--network=none` なら、マウントされた docker.sock から守られるか',
    },
    answer: {
      en: 'No. A socket with a path is found through the file system, in any network namespace.',
      ja: '守られない。パスを持つソケットは、どの network namespace からでもファイルシステムを通じて見つかる。',
    },
    claims: ['NET-15', 'ART-24'],
  },
  {
    ask: {
      en: 'When does a network namespace go away, and its interfaces with it?',
      ja: 'network namespace とそのインターフェースは、いつ消えるのか',
    },
    answer: {
      en: 'With the last reference: a process, a bind mount, an open file descriptor or a socket.',
      ja: 'プロセス、バインドマウント、開いたファイル記述子、ソケットのうち、最後の参照が消えたときである。',
    },
    claims: ['NET-14', 'NET-08', 'NET-06', 'NS-02'],
  },
  {
    ask: {
      en: 'Why do my shm_open segment and my message queue not both show up under `nsenter --ipc`?',
      ja: '`nsenter --ipc` で、shm_open のセグメントとメッセージキューの一方しか見えないのはなぜか',
    },
    answer: {
      en: 'Message queues belong to the ipc namespace. POSIX shared memory is a file in /dev/shm, which belongs to a mount.',
      ja: 'メッセージキューは ipc namespace に属する。POSIX 共有メモリは /dev/shm のファイルであり、マウントに属する。',
    },
    claims: ['IPC-02', 'IPC-01'],
  },
  {
    ask: {
      en: 'My link in /var/run/netns leads to another container now',
      ja: '/var/run/netns のリンクが、いつの間にか別のコンテナを指している',
    },
    answer: {
      en: 'It names a PID, and PIDs are used again. A bind mount or an open file descriptor does not change.',
      ja: 'リンクが指すのは PID であり、PID は再利用される。バインドマウントや開いたファイル記述子なら変わらない。',
    },
    claims: ['NET-07', 'PID-14', 'ID-02'],
  },
  {
    ask: {
      en: 'Which namespaces does a container have of its own?',
      ja: 'コンテナが独自に持つ namespace はどれか',
    },
    answer: {
      en: 'That is the engine’s choice, and each option changes it. Compare /proc/PID/ns with that of the host.',
      ja: 'それはエンジンが決め、オプションごとに変わる。/proc/PID/ns をホストのものと比べればよい。',
    },
    claims: ['ART-11', 'ID-01', 'SHR-01'],
  },
  {
    ask: {
      en: '/proc/PID/ns: Permission denied',
      ja: '/proc/PID/ns で Permission denied になる',
    },
    answer: {
      en: 'Following a namespace link of another user’s process takes CAP_SYS_PTRACE.',
      ja: '他のユーザーのプロセスの namespace リンクをたどるには、CAP_SYS_PTRACE が必要である。',
    },
    claims: ['ID-05'],
  },
  {
    ask: {
      en: '`unshare -Ur` on Ubuntu: Operation not permitted, although it is root inside',
      ja: 'Ubuntu で `unshare -Ur` の中では root なのに Operation not permitted になる',
    },
    answer: {
      en: 'Some hosts let anybody make a user namespace and refuse its capabilities: a sysctl or AppArmor says so.',
      ja: 'user namespace は誰でも作れるが、そのケーパビリティは拒むというホストがある。sysctl や AppArmor の設定による。',
    },
    claims: ['USR-06', 'USR-05'],
  },
  {
    ask: {
      en: 'I killed `unshare --fork`, and its child still runs',
      ja: '`unshare --fork` を終了させても、子プロセスが残る',
    },
    answer: {
      en: 'The child is PID 1 of the new namespace and goes on. `--kill-child` ends it too.',
      ja: '子は新しい namespace の PID 1 であり、動き続ける。`--kill-child` を付ければ一緒に終わる。',
    },
    claims: ['PID-16', 'PID-08'],
  },
  {
    ask: {
      en: '`docker exec` says: OCI runtime exec failed … fork: Resource temporarily unavailable, and nsenter works',
      ja: '`docker exec` は Resource temporarily unavailable で失敗するのに、nsenter は動く',
    },
    answer: {
      en: 'A limit of a cgroup binds its members. docker exec joins the cgroup, and nsenter does not.',
      ja: 'cgroup の制限は、その cgroup にいるプロセスに効く。docker exec は cgroup に入るが、nsenter は入らない。',
    },
    claims: ['CGR-02', 'CGR-01'],
  },
  {
    ask: {
      en: 'Why do all containers lose their network when I kill the first of them?',
      ja: '一つ目のコンテナを止めると、ほかのコンテナのネットワークも失われるのはなぜか',
    },
    answer: {
      en: 'They joined its network with `--network=container:`. The namespace stays, and the engine takes eth0 away.',
      ja: '`--network=container:` でそのネットワークに加わっていたからである。namespace は残るが、エンジンが eth0 を外す。',
    },
    claims: ['SHR-02', 'SHR-06'],
  },
  {
    ask: {
      en: 'unshare failed: No space left on device',
      ja: 'unshare failed: No space left on device と出る',
    },
    answer: {
      en: 'pid and user namespaces nest about 32 deep, and a sysctl can set their number to 0.',
      ja: 'PID namespace と user namespace の入れ子は 32 段ほどまでである。sysctl で数を 0 にすることもできる。',
    },
    claims: ['LIM-02', 'USR-06'],
  },
  {
    ask: { en: 'lsns does not show my namespace', ja: 'lsns に自分の namespace が出ない' },
    answer: {
      en: 'lsns lists the namespaces of processes. One that only a mount or an open file keeps is listed by newer versions alone.',
      ja: 'lsns が並べるのはプロセスのいる namespace である。マウントや開いたファイルだけが保持するものは、新しい版でしか出ない。',
    },
    claims: ['NS-02', 'NET-08'],
  },
  {
    ask: {
      en: 'Can containers see each other’s keys? keyctl: Operation not permitted',
      ja: 'コンテナ同士で鍵が見えるか。keyctl: Operation not permitted と出る',
    },
    answer: {
      en: 'Keyrings have no namespace. Docker’s seccomp filter refuses keyctl; without it only the UID decides.',
      ja: 'キーリングに namespace はない。Docker の seccomp フィルタが keyctl を拒む。フィルタがなければ UID だけで決まる。',
    },
    claims: ['KEY-02'],
  },
  {
    ask: { en: 'Why is no kworker in the container’s ps?', ja: 'コンテナの ps に kworker が出ないのはなぜか' },
    answer: {
      en: 'The kernel’s threads are in the initial pid namespace, and a container is below it.',
      ja: 'カーネルスレッドは最初の PID namespace にいる。コンテナはその下にある。',
    },
    claims: ['KRN-01', 'ART-14'],
  },
  {
    ask: { en: '/proc/sys: Read-only file system', ja: '/proc/sys に書くと Read-only file system になる' },
    answer: {
      en: 'The engine mounts parts of /proc and /sys read-only, or covers them. That is a mount, not a namespace.',
      ja: 'エンジンが /proc と /sys の一部を読み取り専用でマウントし、または覆っている。namespace ではなくマウントによる。',
    },
    claims: ['SEC-02', 'NET-11'],
  },
  {
    ask: {
      en: 'Can two containers with `--network=none` still talk to each other?',
      ja: '`--network=none` の二つのコンテナは、それでも通信できるか',
    },
    answer: {
      en: 'Yes, by what they still share: a socket in a common directory, or a lock on a namespace.',
      ja: '共有しているものを通じてできる。同じディレクトリのソケットや、namespace に対するロックである。',
    },
    claims: ['NS-01', 'NET-15'],
  },
  {
    ask: {
      en: 'Writing timens_offsets: Permission denied',
      ja: 'timens_offsets に書くと Permission denied になる',
    },
    answer: {
      en: 'The offsets of a time namespace can be set until its first process enters.',
      ja: 'time namespace のオフセットを設定できるのは、最初のプロセスが入るまでである。',
    },
    claims: ['LIM-03', 'TIM-01'],
  },
  {
    ask: {
      en: '`unshare` in a container: Operation not permitted',
      ja: 'コンテナの中の `unshare` が Operation not permitted になる',
    },
    answer: {
      en: 'Docker’s seccomp filter refuses it, and AppArmor and the covered /proc refuse what follows.',
      ja: 'Docker の seccomp フィルタが拒む。その先は AppArmor と、覆われた /proc が拒む。',
    },
    claims: ['PID-12', 'SEC-01'],
  },
]
