import { claim, control, expect, finding, type Page, sleepForever, until, type View } from '../../fixtures/index.ts'

claim('ID-02', {
  title: 'The inode number of a namespace is unique only while it exists: afterwards another one gets it',
  expect:
    'Of sixteen namespaces made one after another some have the same number; of sixteen that live together none do. The number of one that is held open is not among those of the next sixteen, and a restarted container does not get it.',
  because: 'a number is free when nothing refers to the namespace any more, and an open file descriptor does.',
  source: ['namespaces(7) “Namespace lifetime”', 'linux fs/proc/generic.c (proc_alloc_inum, proc_free_inum)'],
  anyKernel: true,
  verdict: 'new',
  page,
})

control('sixteen that live at the same time have sixteen numbers', async ({ host }) => {
  expect(new Set(await made(host, allAtOnce)).size).toBe(many)
})

control('the number of one that was held open and let go is used again', async ({ host }) => {
  const look = () => made(host, besideAnother('exec 9<&-; '), many + 1)
  // The lowest free number is given first: another namespace that ends meanwhile can have a lower one.
  const [released, ...others] = await until(look, ([first, ...next]) => next.includes(first ?? ''))
  expect(others).toContain(released)
})

finding('of sixteen made one after another some share a number', async ({ host }) => {
  expect(new Set(await made(host, oneAfterAnother)).size).toBeLessThan(many)
})

finding('the number of one that is held open is not among the next sixteen', async ({ host }) => {
  const [held, ...others] = await made(host, besideAnother(''), many + 1)
  expect(others).not.toContain(held)
  expect(new Set(others).size).toBeLessThan(many)
})

finding(
  'held open across a restart, a container’s old network namespace keeps its number',
  async ({ docker, host, pin, start }) => {
    const subject = await start({ of: 'nginx', ...sleepForever })
    const before = await host.namespace(subject.pid, 'net')
    const held = await pin(`/proc/${subject.pid}/ns/net`)
    await docker.must('restart', '-t', '0', subject.id)
    const { pid } = await docker.inspect(subject.id)
    expect(pid).not.toBe(subject.pid)
    expect(await host.fileIdentity(held.path)).toBe(before)
    expect(await host.namespace(pid, 'net')).not.toBe(before)
  },
)

const many = 16

/** Each namespace ends before the next is made. */
const oneAfterAnother = 'for i in $(seq "$1"); do unshare --uts stat -L --format=%i /proc/self/ns/uts; done'

/** Each makes the next one and outlives it. Without the `:` the shell would replace itself with its last command. */
const allAtOnce =
  'stat -L --format=%i /proc/self/ns/uts; [ "$1" -le 1 ] || unshare --uts sh -c "$2" sh $(($1 - 1)) "$2"; :'

/**
 * First makes one that only an open file descriptor keeps: the shell goes back to the namespace that it came from.
 * @param then what the shell does before it makes the sixteen
 */
const besideAnother = (then: string): string =>
  "exec 8</proc/self/ns/uts; exec unshare --uts sh -c 'exec 9</proc/self/ns/uts; stat -L --format=%i /proc/self/ns/uts; " +
  `exec nsenter --uts=/proc/self/fd/8 sh -c "$1" sh "$2"' sh '${then}${oneAfterAnother}' "$1"`

/** The numbers of new namespaces. */
async function made(host: View, script: string, count: number = many): Promise<string[]> {
  const { stdout } = await host.must('sh', '-c', script, 'sh', `${many}`, script)
  const numbers = stdout.trim().split('\n')
  expect(numbers).toHaveLength(count)
  return numbers
}

function page(): Page {
  return {
    why: {
      en: 'The kernel takes the numbers of namespaces from one pool. A number is free again when the last process and the last handle are gone.',
      ja: 'カーネルは番号を共通のプールから割り当てる。最後のプロセスと最後のハンドルがなくなると、番号は解放され、再利用される。',
    },
    lesson: {
      en: 'Compare namespaces while both exist. An inode number from yesterday’s log identifies nothing.',
      ja: 'namespace は、両方が存在している間に比べること。昨日のログにある inode 番号では、何も特定できない。',
    },
    ja: {
      title: 'namespace の inode 番号が一意なのは存在している間だけで、消えた namespace の番号は再利用される',
      expect:
        '一つずつ作っては消した 16 個の namespace には同じ番号が現れ、同時に存在する 16 個には現れない。開いたまま保持している namespace の番号は、続く 16 個に現れず、再起動したコンテナにも使われない。',
      because: '開いているファイル記述子も namespace の参照に数えられ、番号が解放されないからである。',
      controls: [
        '同時に存在する 16 個の namespace には 16 通りの番号が付く',
        '開いてから閉じた namespace の番号は、再利用される',
      ],
      findings: [
        '一つずつ作っては消した 16 個には、番号の同じものがある',
        '開いたまま保持している namespace の番号は、続く 16 個に現れない',
        '開いたまま保持していれば、再起動したコンテナの network namespace に古い番号は使われない',
      ],
    },
  }
}
