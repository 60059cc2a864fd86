import { parseUidMap } from '../parsers/kernel.ts'
import { type Probe, probe } from '../probe.ts'
import { aboutProcess, type Pid } from './namespaces.ts'

/**
 * Mapping of user ids from a process's user namespace to the reader's.
 * @see https://man7.org/linux/man-pages/man7/user_namespaces.7.html
 */
export const uidMap = (pid: Pid): Probe<ReturnType<typeof parseUidMap>> =>
  probe('uid_map', ['cat', `/proc/${pid}/uid_map`], parseUidMap, { shows: ['user'], about: aboutProcess(pid) })
