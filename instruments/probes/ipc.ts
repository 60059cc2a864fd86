import { parseSysvShm } from '../parsers/kernel.ts'
import { type Probe, probe } from '../probe.ts'

/**
 * System V shared memory segments of the reader's ipc namespace.
 * @see https://man7.org/linux/man-pages/man5/proc_sysvipc.5.html
 */
export const sharedMemory = (): Probe<ReturnType<typeof parseSysvShm>> =>
  probe('/proc/sysvipc/shm', ['cat', '/proc/sysvipc/shm'], parseSysvShm, { shows: ['ipc'] })
