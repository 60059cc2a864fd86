import { matchGroups } from './reading.ts'

/** The newest part of the kernel log by its size and sum of bytes: what it says is not published. */
export interface KernelLog {
  readonly bytes: number
  readonly sum: number
}

/** Parses `BYTES SUM`, or an errno by its name. */
export function parseKernelLog(text: string): KernelLog | 'EPERM' {
  const [refused = '', bytes, sum] = matchGroups(text, /^(?:(EPERM)|(\d+) (\d+))\n$/, 'BYTES SUM or EPERM')
  return refused === 'EPERM' ? refused : { bytes: Number(bytes), sum: Number(sum) }
}
