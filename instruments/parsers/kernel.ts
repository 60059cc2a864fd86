import { matchGroups, splitLines, unexpected } from './reading.ts'

export interface IdRange {
  /** First id in the process's user namespace. */
  readonly inside: number
  /** The id in the reader's user namespace to which `inside` is mapped. */
  readonly outside: number
  readonly count: number
}

/**
 * Parses /proc/PID/uid_map or gid_map. Empty if no mapping has been written.
 * @see https://man7.org/linux/man-pages/man7/user_namespaces.7.html
 */
export function parseUidMap(text: string): IdRange[] {
  return splitLines(text).map((line) => {
    const [inside, outside, count] = matchGroups(line, /^ *(\d+) +(\d+) +(\d+)$/, 'INSIDE OUTSIDE COUNT of uid_map')
    return { inside: Number(inside), outside: Number(outside), count: Number(count) }
  })
}

export interface CgroupLine {
  /** 0 in the unified hierarchy (v2). */
  readonly id: number
  /** Empty in the unified hierarchy; `name=systemd` in a named one. */
  readonly controllers: string[]
  readonly path: string
}

/** Parses /proc/PID/cgroup. @see https://man7.org/linux/man-pages/man7/cgroups.7.html */
export function parseCgroupFile(text: string): CgroupLine[] {
  const lines = splitLines(text)
  if (lines.length === 0) throw unexpected('the lines of /proc/PID/cgroup', text)
  return lines.map((line) => {
    const [id, controllers = '', path = ''] = matchGroups(
      line,
      /^(\d+):([^:]*):(\/.*)$/s,
      'ID:CONTROLLERS:PATH of /proc/PID/cgroup',
    )
    return { id: Number(id), controllers: controllers === '' ? [] : controllers.split(','), path }
  })
}

/**
 * Parses /proc/net/dev into the names of the interfaces.
 * @throws Error if it lists no interface: every network namespace has `lo`
 * @see https://man7.org/linux/man-pages/man5/proc_pid_net.5.html
 */
export function parseProcNetDev(text: string): string[] {
  const [first = '', second = '', ...rest] = splitLines(text)
  if (!first.startsWith('Inter-|') || !second.startsWith(' face |'))
    throw unexpected('the header of /proc/net/dev', text)
  if (rest.length === 0) throw unexpected('at least one interface of /proc/net/dev', text)
  return rest.flatMap((line) =>
    matchGroups(line, /^ *(\S+): *\d+(?: +\d+){15}$/, 'NAME: and 16 counters of /proc/net/dev'),
  )
}

export interface RunningKernel {
  /** Chosen at random when the kernel booted. */
  readonly bootId: string
  readonly release: string
}

/** Parses random/boot_id and osrelease of /proc/sys/kernel, in this order. */
export function parseRunningKernel(text: string): RunningKernel {
  const [bootId = '', release = ''] = matchGroups(
    text,
    /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\n(\S+)\n?$/,
    'a boot id and a release',
  )
  return { bootId, release }
}

export interface SharedMemory {
  readonly key: number
  readonly shmid: number
  /** Octal, for example `600`. Locked or removed segments have further bits. */
  readonly perms: string
  /** In bytes. */
  readonly size: number
  readonly cpid: number
  readonly lpid: number
  readonly nattch: number
  readonly uid: number
}

/**
 * Parses /proc/sysvipc/shm. Empty if it has only the header.
 * @see https://man7.org/linux/man-pages/man5/proc_sysvipc.5.html
 */
export function parseSysvShm(text: string): SharedMemory[] {
  const [first = '', ...rest] = splitLines(text)
  if (!/^ +key +shmid +perms +size +cpid +lpid +nattch +uid( |$)/.test(first))
    throw unexpected('the header of /proc/sysvipc/shm', text)
  const row = /^ *(-?\d+) +(\d+) +([0-7]+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)(?: +\d+)*$/
  return rest.map((line) => {
    const [key, shmid, perms = '', ...numbers] = matchGroups(line, row, 'a segment of /proc/sysvipc/shm')
    const [size = 0, cpid = 0, lpid = 0, nattch = 0, uid = 0] = numbers.map(Number)
    return { key: Number(key), shmid: Number(shmid), perms, size, cpid, lpid, nattch, uid }
  })
}
