import { arch } from 'node:os'

/**
 * Numbers of system calls that no common tool makes, for perl's `syscall`. perl-base has no names for them.
 * @see linux arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h
 */
const numbers: Readonly<Record<string, Readonly<Record<SystemCall, number>>>> = {
  x64: { add_key: 248, keyctl: 250, prctl: 157, setns: 308, syslog: 103, unshare: 272 },
  arm64: { add_key: 217, keyctl: 219, prctl: 167, setns: 268, syslog: 116, unshare: 97 },
}

export type SystemCall = 'add_key' | 'keyctl' | 'prctl' | 'setns' | 'syslog' | 'unshare'

export const knownArchitectures: readonly string[] = Object.keys(numbers)

/** @returns -1 on a machine whose numbers are not known: the kernel answers ENOSYS */
export function systemCall(name: SystemCall): string {
  return String(numbers[arch()]?.[name] ?? -1)
}
