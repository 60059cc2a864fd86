import { parseAddresses } from '../parsers/address.ts'
import { parseProcNetDev } from '../parsers/kernel.ts'
import { parseNetnsIdentities, parseNetnsList } from '../parsers/netns.ts'
import { parseLines } from '../parsers/small.ts'
import { namespacesOfPath, processOfPath } from '../paths.ts'
import { type Probe, probe } from '../probe.ts'

/**
 * `ip netns list`: the names in /var/run/netns with their nsid. It ends with 0 whatever it finds, so never read it alone.
 * @see https://man7.org/linux/man-pages/man8/ip-netns.8.html
 */
export const netns = (): Probe<ReturnType<typeof parseNetnsList>> =>
  probe('ip netns list', ['ip', '-json', 'netns', 'list'], parseNetnsList, { shows: ['net'] })

/** The names alone. */
export const netnsNames = (): Probe<string[]> =>
  probe('ip netns list', ['ip', '-json', 'netns', 'list'], namesIn, { shows: ['net'] })

const namesIn = (text: string): string[] => parseNetnsList(text).map(({ name }) => name)

/** Interfaces and their addresses, by netlink. @see https://man7.org/linux/man-pages/man8/ip-address.8.html */
export const addresses = (): Probe<ReturnType<typeof parseAddresses>> =>
  probe('ip address', ['ip', '-json', 'address'], parseAddresses, { shows: ['net'] })

/** Names in a folder, also the hidden ones. */
export const files = (path: string): Probe<string[]> =>
  probe('ls', ['ls', '-A', path], parseLines, { shows: namespacesOfPath(path), about: processOfPath(path) })

/** What each name in /var/run/netns leads to, by device and inode; none where there is no such folder. */
export const netnsIdentities = (): Probe<ReturnType<typeof parseNetnsIdentities>> => ({
  name: 'what /var/run/netns leads to',
  shows: ['net'],
  argv: ['find', '-L', '/var/run/netns', '-mindepth', '1', '-maxdepth', '1', '-printf', '%f %D:%i\\n'],
  parse: (outcome) => parseNetnsIdentities(outcome.stdout),
})

/** The interfaces by procfs: those of the reader's own network namespace, whoever mounted it. @see https://man7.org/linux/man-pages/man5/proc_pid_net.5.html */
export const netDevices = (): Probe<ReturnType<typeof parseProcNetDev>> =>
  probe('/proc/net/dev', ['cat', '/proc/net/dev'], parseProcNetDev, { shows: ['net'] })
