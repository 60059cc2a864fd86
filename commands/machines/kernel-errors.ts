import { stripVTControlCharacters } from 'node:util'

/**
 * Beginnings of messages by which the kernel tells of an error in itself or in the machine. A container that meets its own
 * memory limit (`Memory cgroup out of memory`) is not among them.
 * @see https://docs.kernel.org/admin-guide/bug-hunting.html
 */
const errors = [
  /^WARNING: /,
  /^BUG: /,
  /^kernel BUG at /,
  /^(?:Internal error: )?Oops/,
  /^Kernel panic - /,
  /^general protection fault/,
  /^Unable to handle kernel /,
  /^watchdog: BUG: /,
  /^INFO: task .* blocked for more than /,
  /^rcu: INFO: .* detected stall/,
  /^Out of memory: /,
  /^(?:UBSAN|KASAN|KCSAN|KFENCE): /,
  /^(?:EXT4-fs|XFS|BTRFS)\b.*\berror\b/i,
  /^I\/O error, /,
]

const time = /^\[\s*\d+\.\d+\](?:\[[^\]]*\])?\s*/

/** @returns the lines of a kernel log that tell of an error, each once, without their times */
export function findKernelErrors(log: string): readonly string[] {
  const messages = log.split('\n').map((line) => line.replace(time, '').trim())
  return [...new Set(messages.filter((message) => errors.some((error) => error.test(message))))]
}

/** @returns the line of a console by which the kernel gave up, or undefined */
export function findPanic(console: string): string | undefined {
  return /Kernel panic - not syncing.*/.exec(console)?.[0].replace(/[\r\s]+$/, '')
}

/** The last line of a console with text in it. */
export function lastConsoleLine(console: string): string {
  const lines = stripVTControlCharacters(console).split(/[\r\n]+/)
  return lines.findLast((line) => line.trim() !== '')?.trim() ?? ''
}
