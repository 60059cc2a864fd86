import { claim, control, expect, finding, type Page, sleepForever } from '../../fixtures/index.ts'

claim('ID-02', {
  title:
    'The inode number of a namespace is unique only among those that live: a dead one’s number is given away again',
  expect:
    'Of sixteen namespaces made one after another some have the same number; of sixteen that live together none do. A restarted container whose old namespace is held open gets another one.',
  because: 'an open file descriptor counts as a user of the namespace, so its number is not free.',
  source: ['namespaces(7)', 'linux fs/proc/generic.c (proc_alloc_inum, proc_free_inum)'],
  verdict: 'new',
  page,
})

control('sixteen that live at the same time have sixteen numbers', async ({ host }) => {
  const { exitCode, stdout } = await host.run('sh', '-c', allAtOnce, 'sh', `${many}`, allAtOnce)
  const numbers = stdout.trim().split('\n')
  expect(exitCode).toBe(0)
  expect(numbers).toHaveLength(many)
  expect(new Set(numbers).size).toBe(many)
})

finding('of sixteen made one after another some share a number', async ({ host }) => {
  const { exitCode, stdout } = await host.run('sh', '-c', oneAfterAnother, 'sh', `${many}`)
  const numbers = stdout.trim().split('\n')
  expect(exitCode).toBe(0)
  expect(numbers).toHaveLength(many)
  expect(new Set(numbers).size).toBeLessThan(many)
})

finding(
  'held open across a restart, the old network namespace keeps its number to itself',
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

function page(): Page {
  return {
    why: {
      en: 'The kernel numbers namespaces from a pool. A number goes back into the pool when the last process and the last handle are gone.',
      ja: 'カーネルは番号を共有の置き場から割り当てる。最後のプロセスと最後のハンドルがなくなると、番号は置き場に戻る。',
    },
    lesson: {
      en: 'Compare namespaces while both live. An inode number from yesterday’s log names nothing.',
      ja: 'namespace は両方が生きている間に比べること。昨日のログにある inode 番号は何も指さない。',
    },
    ja: {
      title: 'namespace の inode 番号が一意なのは生きている間だけで、消えた namespace の番号はまた使われる',
      expect:
        '順に作って消した 16 個の namespace には同じ番号が現れ、同時に生きる 16 個には現れない。古い namespace を開いたままコンテナを再起動すると、新しい番号は古いものと異なる。',
      because: '開いているファイル記述子も namespace の利用者に数えられ、番号が空かないからである。',
      controls: ['同時に生きている 16 個の namespace には 16 通りの番号が付く'],
      findings: [
        '順に作っては消した 16 個には、番号の同じものがある',
        '再起動の間も開いたままにした古い network namespace の番号は、新しいものに使われない',
      ],
    },
  }
}
