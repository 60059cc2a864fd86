import { shortenLines } from '../evidence/shorten.ts'
import { parseAddresses } from '../parsers/address.ts'
import { parseLines } from '../parsers/coreutils.ts'
import { parseProcNetDev } from '../parsers/kernel.ts'
import { parseNetnsIdentities, parseNetnsList } from '../parsers/netns.ts'
import { parsePidList } from '../parsers/pids.ts'
import { parseTranslations } from '../parsers/rules.ts'
import { namespacesOfPath, processOfPath } from '../paths.ts'
import { describeFailure, type Probe, ProbeError, probe } from '../probe.ts'

/**
 * `ip netns list`: the names in /var/run/netns and their nsid. It exits with 0 also if it cannot read the folder, so
 * check its answer with another probe.
 * @see https://man7.org/linux/man-pages/man8/ip-netns.8.html
 */
export const netns = (): Probe<ReturnType<typeof parseNetnsList>> =>
  probe('ip netns list', ['ip', '-json', 'netns', 'list'], parseNetnsList, { shows: ['net'] })

/**
 * `ip netns pids`: the processes in the network namespace that a name in /var/run/netns leads to.
 * @see https://man7.org/linux/man-pages/man8/ip-netns.8.html
 */
export const netnsPids = (name: string): Probe<number[]> => ({
  ...probe('ip netns pids', ['ip', 'netns', 'pids', name], parsePidList, { shows: ['net'] }),
  shorten: shortenLines,
})

/** The names of `ip netns list` without their nsid. */
export const netnsNames = (): Probe<string[]> =>
  probe('ip netns list', ['ip', '-json', 'netns', 'list'], namesIn, { shows: ['net'] })

const namesIn = (text: string): string[] => parseNetnsList(text).map(({ name }) => name)

/** Interfaces and addresses, read over netlink. @see https://man7.org/linux/man-pages/man8/ip-address.8.html */
export const addresses = (): Probe<ReturnType<typeof parseAddresses>> =>
  probe('ip address', ['ip', '-json', 'address'], parseAddresses, { shows: ['net'] })

/** Names of the files in a folder, hidden ones included. */
export const files = (path: string): Probe<string[]> =>
  probe('ls', ['ls', '-A', path], parseLines, { shows: namespacesOfPath(path), about: processOfPath(path) })

/** Device and inode of the namespace behind each name in /var/run/netns. Empty if the folder does not exist. */
export const netnsIdentities = (): Probe<ReturnType<typeof parseNetnsIdentities>> => ({
  name: 'what /var/run/netns leads to',
  shows: ['net'],
  argv: ['find', '-L', '/var/run/netns', '-mindepth', '1', '-maxdepth', '1', '-printf', '%f %D:%i\\n'],
  parse: (outcome) => parseNetnsIdentities(outcome.stdout),
})

/**
 * Interfaces of the reader's own network namespace, read from procfs. The mount makes no difference here.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_net.5.html
 */
export const netDevices = (): Probe<ReturnType<typeof parseProcNetDev>> =>
  probe('/proc/net/dev', ['cat', '/proc/net/dev'], parseProcNetDev, { shows: ['net'] })

/** Either tool may be missing, but not both. The rules of others are left out. */
const rulesOf = `
command -v iptables-save nft > /dev/null || { echo 'neither iptables-save nor nft' >&2; exit 2; }
for list in 'iptables-save' 'nft list ruleset'; do
  if command -v "\${list%% *}" > /dev/null; then $list; fi
done | grep -Fwe "$1"`

/**
 * The rules of the reader's network namespace that translate a port to an address, by iptables-save and nft.
 * iptables-save lists the tables of the variant that the host prefers, and loads none.
 * @see https://man7.org/linux/man-pages/man8/iptables-save.8.html
 */
export const translations = (address: string): Probe<ReturnType<typeof parseTranslations>> => ({
  name: 'NAT rules',
  shows: ['net'],
  argv: ['sh', '-c', rulesOf, 'sh', address],
  parse(outcome) {
    if (outcome.exitCode > 1) throw new ProbeError(describeFailure(outcome))
    return parseTranslations(outcome.stdout)
  },
})

/**
 * The rules in all tables that one variant of iptables has in the reader's network namespace. iptables-save makes no
 * table, unlike `iptables --list-rules`.
 * @see https://manpages.debian.org/bookworm/iptables/xtables-legacy.8.en.html
 */
export const firewallRules = (variant: 'legacy' | 'nft'): Probe<string[]> =>
  probe('iptables-save', [`iptables-${variant}-save`], rulesIn, { shows: ['net'] })

const rulesIn = (text: string): string[] => parseLines(text).filter((line) => line.startsWith('-A '))
