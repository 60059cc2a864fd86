import type { NamespaceType } from './evidence/types.ts'

/** Files whose content depends on a namespace, by the name of the file or of a folder above it. */
const shownBy: Readonly<Record<string, NamespaceType>> = {
  cgroup: 'cgroup',
  gid_map: 'user',
  mqueue: 'ipc',
  net: 'net',
  netns: 'net',
  sysvipc: 'ipc',
  timens_offsets: 'time',
  uid_map: 'user',
  uptime: 'time',
}

/** The entries of /proc/PID/ns, and of which type the namespace is. */
export const namespaceEntries: Readonly<Record<string, NamespaceType>> = {
  cgroup: 'cgroup',
  ipc: 'ipc',
  mnt: 'mnt',
  net: 'net',
  pid: 'pid',
  pid_for_children: 'pid',
  time: 'time',
  time_for_children: 'time',
  user: 'user',
  uts: 'uts',
}

/** The host's process into whose folder in /proc a path leads: PID 1 is the first process of whoever looks. */
export function processOfPath(path: string): number[] {
  const [root, proc, name] = path.split('/')
  const pid = root === '' && proc === 'proc' ? Number(name) : Number.NaN
  return Number.isInteger(pid) && pid > 1 ? [pid] : []
}

/** The namespaces on which it depends what a path shows, beside the mount namespace. */
export function namespacesOfPath(path: string): NamespaceType[] {
  const names = path.split('/')
  if (path === '/proc/self') return ['pid']
  const entry = names.at(-2) === 'ns' ? namespaceEntries[names.at(-1) ?? ''] : undefined
  return entry === undefined ? [...new Set(names.flatMap((name) => shownBy[name] ?? []))] : [entry]
}
