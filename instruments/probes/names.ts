import { parseNetClass, parseNodename } from '../parsers/small.ts'
import { type Probe, probe } from '../probe.ts'

/** The name of this machine, as the reader's uts namespace holds it. @see https://man7.org/linux/man-pages/man1/uname.1.html */
export const nodename = (): Probe<string> => probe('uname -n', ['uname', '-n'], parseNodename, { shows: ['uts'] })

/**
 * The interfaces that the mounted sysfs shows: those of the network namespace it was mounted from. grep ends with 2 where one
 * went away while it read: the rest stands.
 * @see https://man7.org/linux/man-pages/man5/sysfs.5.html
 */
export const netClass = (): Probe<string[]> => ({
  name: '/sys/class/net',
  shows: ['net'],
  argv: ['sh', '-c', 'exec grep -s . /sys/class/net/*/ifindex /sys/class/net/*/address'],
  parse: ({ stdout }) => parseNetClass(stdout),
})
