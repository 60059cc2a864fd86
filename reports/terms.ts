import type { Text } from '../instruments/evidence/types.ts'

/** A term of the field, its one rendering in each language, and what it means. The page ends with this list. */
interface Term {
  readonly term: Text
  readonly means: Text
  /** Other renderings, as regular expressions. No text of the project uses them (terms.test.ts). */
  readonly instead?: readonly string[]
}

export const terms: readonly Term[] = [
  {
    term: { en: 'namespace', ja: 'namespace' },
    means: {
      en: 'A set of kernel objects of one kind that its members see as the only one. There are eight types: cgroup, ipc, mnt, net, pid, time, user, uts.',
      ja: 'ある種類のカーネルオブジェクトの集まり。属するプロセスには、それが唯一のものに見える。cgroup、ipc、mnt、net、pid、time、user、uts の八種類がある。',
    },
    instead: ['名前空間', 'ネームスペース'],
  },
  {
    term: { en: 'procfs', ja: 'procfs' },
    means: {
      en: 'The file system at /proc. A mount of it shows the processes of one pid namespace.',
      ja: '/proc にあるファイルシステム。一つのマウントが、一つの PID namespace のプロセスを見せる。',
    },
  },
  {
    term: { en: 'nsfs', ja: 'nsfs' },
    means: {
      en: 'The file system of the namespaces themselves. The device and inode number of /proc/PID/ns/TYPE name one namespace.',
      ja: 'namespace 自体のファイルシステム。/proc/PID/ns/種類 のデバイス番号と inode 番号が、一つの namespace を表す。',
    },
  },
  {
    term: { en: 'handle', ja: 'ハンドル' },
    means: {
      en: 'A path or an open file descriptor that leads to a namespace.',
      ja: 'namespace を指すパス、または開いたファイル記述子。',
    },
    instead: ['取っ手'],
  },
  {
    term: { en: 'bind mount', ja: 'バインドマウント' },
    means: {
      en: 'A second place in the file tree for a file or directory that exists.',
      ja: '既存のファイルやディレクトリを、ツリーの別の場所にも置くこと。',
    },
    instead: ['bind マウント', 'bind する', 'バインド・マウント'],
  },
  {
    term: { en: 'directory', ja: 'ディレクトリ' },
    means: { en: 'A list of names, each of a file.', ja: 'ファイルの名前の一覧。' },
    instead: ['フォルダ', '\\bfolders?\\b'],
  },
  {
    term: { en: 'tool', ja: 'ツール' },
    means: {
      en: 'A program that an engineer starts by hand, as `ip` or `ps`.',
      ja: '`ip` や `ps` のように、人が手で動かすプログラム。',
    },
    instead: ['道具'],
  },
  {
    term: { en: 'capability', ja: 'ケーパビリティ' },
    means: {
      en: 'A part of root’s power, which a process can have by itself. It counts in one user namespace and those below.',
      ja: 'root の権限を分けた一つ。プロセスごとに持たせられ、ある user namespace とその子孫の中でだけ効く。',
    },
    instead: ['[ぁ-んァ-ヶ一-龠] ?capability', 'capability ?[ぁ-んァ-ヶ一-龠]', 'ケイパビリティ', '権能'],
  },
  {
    term: { en: 'UID remapping', ja: 'UID の再マッピング' },
    means: {
      en: 'A container’s user namespace gives its UIDs other numbers on the host. Docker calls it userns-remap.',
      ja: 'コンテナの user namespace が、その UID にホスト側では別の番号を与えること。Docker では userns-remap と呼ぶ。',
    },
    instead: ['付け替え', '写像', '写す', '写る', '対応表'],
  },
  {
    term: { en: 'offset', ja: 'オフセット' },
    means: {
      en: 'What a time namespace adds to the clocks that count from boot.',
      ja: 'time namespace が、起動時から数える時計に加える値。',
    },
    instead: ['(?<!い)ずれ'],
  },
  {
    term: { en: 'reader', ja: '参照元のプロセス' },
    means: {
      en: 'The process that opens or reads a file. Some files answer according to its namespaces.',
      ja: 'ファイルを開く、または読むプロセス。ファイルによっては、その namespace によって答えが変わる。',
    },
    instead: ['読み手', '読む側', '見る側'],
  },
  {
    term: { en: 'donor', ja: '提供側のコンテナ' },
    means: {
      en: 'The container whose namespace another one uses, by an option such as `--pid=container:NAME`.',
      ja: '`--pid=container:NAME` などで、別のコンテナに自分の namespace を使わせるコンテナ。',
    },
    instead: ['参加先', '相手側'],
  },
  {
    term: { en: 'subreaper', ja: 'サブリーパー' },
    means: {
      en: 'A process that gets the orphans among its descendants, by prctl(PR_SET_CHILD_SUBREAPER).',
      ja: 'prctl(PR_SET_CHILD_SUBREAPER) により、子孫のうち孤児になったプロセスを引き取るプロセス。',
    },
  },
  {
    term: { en: 'nsid', ja: 'nsid' },
    means: {
      en: 'The number by which one network namespace knows another. `ip netns list` prints it as `(id: 0)`.',
      ja: 'ある network namespace が別の network namespace に付ける番号。`ip netns list` は `(id: 0)` のように表示する。',
    },
  },
  {
    term: { en: 'veth', ja: 'veth' },
    means: {
      en: 'A pair of virtual network interfaces. What enters one end leaves the other, also across namespaces.',
      ja: '対になった仮想ネットワークインターフェース。一方に入ったものが他方から出る。namespace をまたいでも同じである。',
    },
  },
  {
    term: { en: 'shim', ja: 'shim' },
    means: {
      en: 'containerd’s process on the host that is the parent of a container’s first process.',
      ja: 'ホスト上の containerd のプロセス。コンテナの最初のプロセスの親である。',
    },
  },
  {
    term: { en: 'seccomp', ja: 'seccomp' },
    means: {
      en: 'A filter of system calls. It belongs to a process and its children, not to a namespace.',
      ja: 'システムコールのフィルタ。namespace ではなく、プロセスとその子に付く。',
    },
  },
  {
    term: { en: 'cgroup', ja: 'cgroup' },
    means: {
      en: 'A group of processes with limits. The cgroup namespace changes the paths that are read, not the limits.',
      ja: '制限を課されるプロセスの集まり。cgroup namespace が変えるのは見えるパスであり、制限ではない。',
    },
  },
]
