import { parseStatus } from '../parsers/status.ts'
import { type Probe, succeeded } from '../probe.ts'
import { aboutProcess, type Pid } from './namespaces.ts'

/**
 * State of a process: sleeping (S), running (R), stopped (T), zombie (Z), or `gone` if no process has this PID.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export const state = (pid: Pid): Probe<string> => ({
  name: 'state',
  shows: ['pid'],
  about: aboutProcess(pid),
  argv: ['grep', '-s', '^State:', `/proc/${pid}/status`],
  parse(outcome) {
    if (outcome.exitCode === 2) return 'gone'
    return parseStatus(succeeded(outcome).stdout)['State']?.charAt(0) ?? ''
  },
})
