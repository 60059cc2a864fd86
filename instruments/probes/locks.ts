import { parseLocking } from '../parsers/locks.ts'
import { namespacesOfPath } from '../paths.ts'
import { type Probe, probe } from '../probe.ts'

/** flock with LOCK_EX and LOCK_NB. A lock belongs to the open file, and ends with it. */
const lock = 'open my $file, "<", $ARGV[0] or die "$ARGV[0]: $!"; my $locked = flock $file, 2 | 4'

/**
 * Whether somebody holds a lock on a file. If nobody does, the probe holds it for a moment.
 * @see https://man7.org/linux/man-pages/man2/flock.2.html
 */
export const locking = (path: string): Probe<'free' | 'held'> => {
  const script = `${lock}; $locked or $!{EWOULDBLOCK} or die "flock: $!"; print $locked ? "free\\n" : "held\\n"`
  return probe('flock', ['perl', '-MErrno', '-e', script, path], parseLocking, { shows: namespacesOfPath(path) })
}

/** argv of a program that locks a file, prints its own PID and keeps the lock until it ends. */
export function holdingLock(path: string): string[] {
  return ['perl', '-e', `$| = 1; ${lock}; $locked or die "flock: $!"; print "$$\\n"; sleep`, path]
}
