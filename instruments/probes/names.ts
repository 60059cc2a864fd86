import { parseNodename } from '../parsers/coreutils.ts'
import { parseNetClass } from '../parsers/sysfs.ts'
import { type Probe, probe } from '../probe.ts'

/** Host name in the reader's uts namespace. @see https://man7.org/linux/man-pages/man1/uname.1.html */
export const nodename = (): Probe<string> => probe('uname -n', ['uname', '-n'], parseNodename, { shows: ['uts'] })

/**
 * Interfaces of the mounted sysfs: those of the network namespace that it was mounted from. grep exits with 2 if an
 * interface disappears while it reads; the rest of its output is valid.
 * @see https://man7.org/linux/man-pages/man5/sysfs.5.html
 */
export const netClass = (): Probe<string[]> => ({
  name: '/sys/class/net',
  shows: ['net'],
  argv: ['sh', '-c', 'exec grep -s . /sys/class/net/*/ifindex /sys/class/net/*/address'],
  parse: ({ stdout }) => parseNetClass(stdout),
})
