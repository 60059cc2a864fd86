import { existsSync } from 'node:fs'
import type { NamespaceType } from '../evidence/types.ts'
import { parseDevIno, parseFileSystem } from '../parsers/coreutils.ts'
import { parseNamespaceIds, parseNamespaceListing } from '../parsers/namespaces.ts'
import { namespaceEntries, namespacesOfPath, processOfPath } from '../paths.ts'
import { type Described, type Probe, probe } from '../probe.ts'
import { namespaceOptions } from '../vantage.ts'

export type Pid = number | 'self'

const allTypes = Object.keys(namespaceOptions) as NamespaceType[]

/** A process by its PID on the host; PID 1 is the first process of whoever looks. */
export const aboutProcess = (...pids: readonly Pid[]): number[] =>
  pids.flatMap((pid) => (pid === 'self' || pid === 1 ? [] : [pid]))

/** Those that this kernel has: one without time namespaces (CONFIG_TIME_NS) lacks two. */
const entries = Object.keys(namespaceEntries).filter((entry) => existsSync(`/proc/self/ns/${entry}`))

/** Device and inode of every entry of /proc/PID/ns. @see https://man7.org/linux/man-pages/man7/namespaces.7.html */
export const namespaces = (pid: Pid = 'self'): Probe<ReturnType<typeof parseNamespaceIds>> =>
  probe(
    'namespaces',
    ['stat', '-L', '--format=%n %d:%i', ...entries.map((entry) => `/proc/${pid}/ns/${entry}`)],
    parseNamespaceIds,
    { shows: allTypes, about: aboutProcess(pid) },
  )

/**
 * Device and inode of one namespace, `DEVICE:INODE`. Two living processes have equal values exactly if they share the
 * namespace.
 */
export const namespace = (pid: Pid, type: NamespaceType): Probe<string> =>
  probe(`${type} namespace`, ['stat', '-L', '--format=%d:%i', `/proc/${pid}/ns/${type}`], parseDevIno, {
    shows: [type],
    about: aboutProcess(pid),
  })

/** Device and inode of a file, `DEVICE:INODE`, for example of an nsfs mount. */
export const fileIdentity = (path: string): Probe<string> =>
  probe('file identity', ['stat', '-L', '--format=%d:%i', path], parseDevIno, describedByPath(path))

/** Type of a path's file system: `nsfs` if a namespace is mounted there, `absent` if the path does not exist. */
export const fileSystem = (path: string): Probe<string> => {
  const found = probe(
    'file system',
    ['stat', '--file-system', '--format=%T', path],
    parseFileSystem,
    describedByPath(path),
  )
  const missing = 'No such file or directory'
  return { ...found, parse: (outcome) => (outcome.stderr.includes(missing) ? 'absent' : found.parse(outcome)) }
}

/** `ls -l /proc/PID/ns`, as in the article. */
export const namespaceListing = (pid: Pid): Probe<ReturnType<typeof parseNamespaceListing>> =>
  probe('ls /proc/PID/ns', ['ls', '-l', `/proc/${pid}/ns/`], parseNamespaceListing, {
    shows: allTypes,
    about: aboutProcess(pid),
  })

const describedByPath = (path: string): Described => ({ shows: namespacesOfPath(path), about: processOfPath(path) })
