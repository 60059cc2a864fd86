import { parseReachable } from '../parsers/reachable.ts'
import { type Probe, probe } from '../probe.ts'
import { aboutProcess } from './namespaces.ts'

/**
 * Whether the process with this PID may be signalled, and whether any process may. Signal 0 only checks. PID -1 means
 * all processes of the pid namespace except its first and the sender.
 * @see https://man7.org/linux/man-pages/man2/kill.2.html
 */
export const reachable = (pid: number): Probe<ReturnType<typeof parseReachable>> => {
  const script = 'for to in "$1" -1; do kill -0 "$to" 2>&1 && echo permitted; done; :'
  return probe('kill -0', ['sh', '-c', script, 'sh', String(pid)], parseReachable, {
    shows: ['pid'],
    about: aboutProcess(pid),
  })
}
