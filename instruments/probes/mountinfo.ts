import { type Mount, parseMounts } from '../parsers/mountinfo.ts'
import { unexpected } from '../parsers/reading.ts'
import { type Probe, probe } from '../probe.ts'

/**
 * The mounts below a directory. grep exits with 1 if there are none.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export const mountsBelow = (directory: string): Probe<Mount[]> => {
  const found = probe('mounts', ['grep', '-E', `^([^ ]+ ){4}${directory}/`, '/proc/self/mountinfo'], parseMounts)
  return { ...found, parse: (outcome) => (outcome.exitCode === 1 ? [] : found.parse(outcome)) }
}

/** The mount that a file or directory lies on, found by opening it: mounts can cover one another. */
export const mountOf = (path: string): Probe<Mount> => {
  const open = 'exec 3<"$1"; id=$(grep ^mnt_id: /proc/self/fdinfo/3)'
  const script = `${open}; exec grep "^\${id#mnt_id:?} " /proc/self/mountinfo`
  return probe('mount of a path', ['sh', '-c', script, 'sh', path], (text) => {
    const [mount, ...more] = parseMounts(text)
    if (mount === undefined || more.length > 0) throw unexpected('one mount', text)
    return mount
  })
}
