import { expect, test } from 'vitest'
import { findKernelErrors, findPanic, lastConsoleLine } from './kernel-errors.ts'

const log = `[  100.000001] docker0: port 1(veth1) entered forwarding state
[  101.5] audit: type=1400 apparmor="DENIED" operation="ptrace"
[  102.000002][  T123] WARNING: CPU: 0 PID: 12 at kernel/fork.c:1 fork+0x1/0x2
[  102.000003] Call Trace:
[  103.000000] WARNING: CPU: 0 PID: 12 at kernel/fork.c:1 fork+0x1/0x2
[  104.000000] Memory cgroup out of memory: Killed process 77 (sh)
[  105.000000] Out of memory: Killed process 78 (node)
[  106.000000] BUG: unable to handle page fault for address: 0
[  107.000000] Oops: 0002 [#1] PREEMPT SMP
[  108.000000] INFO: task apt:12 blocked for more than 120 seconds.
[  109.000000] watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [sh:1]
[  110.000000] EXT4-fs error (device vda): ext4_find_entry:1: reading directory
[  111.000000] a program wrote WARNING: x and BUG: y`

test('warnings and oopses of a kernel log are found, each once; limits of containers and words of programs are not', () => {
  expect(findKernelErrors(log)).toEqual([
    'WARNING: CPU: 0 PID: 12 at kernel/fork.c:1 fork+0x1/0x2',
    'Out of memory: Killed process 78 (node)',
    'BUG: unable to handle page fault for address: 0',
    'Oops: 0002 [#1] PREEMPT SMP',
    'INFO: task apt:12 blocked for more than 120 seconds.',
    'watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [sh:1]',
    'EXT4-fs error (device vda): ext4_find_entry:1: reading directory',
  ])
  expect(findKernelErrors('')).toEqual([])
})

test('a panic is found in a console, and otherwise its last line', () => {
  const panic =
    '[ 2.1] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\r\n[ 2.2] CPU: 0\r\n'
  expect(findPanic(panic)).toBe('Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)')
  expect(findPanic('booting\n')).toBeUndefined()
  expect(lastConsoleLine('one\r\n\u001B[1;31mreboot: Power down\u001B[0m\r\n\r\n')).toBe('reboot: Power down')
  expect(lastConsoleLine('')).toBe('')
})
