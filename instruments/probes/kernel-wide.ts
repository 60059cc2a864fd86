import { parseKernelLog } from '../parsers/kernel-log.ts'
import { parseKey } from '../parsers/key.ts'
import { type Probe, probe } from '../probe.ts'
import { systemCall } from '../system-calls.ts'

/** Prints the errno by its name: messages are translated. */
const fail = 'sub fail { print +(grep { $!{$_} } qw(ENOKEY EACCES EPERM))[0] // "errno " . ($! + 0), "\\n"; exit }'

/** SYSLOG_ACTION_READ_ALL, of the newest 16 KiB. */
const readLog =
  'my $buffer = "\\0" x 16384; my $bytes = syscall($ARGV[0] + 0, 3, $buffer, length $buffer); fail if $bytes < 0; ' +
  'print $bytes, " ", unpack("%32C*", substr $buffer, 0, $bytes), "\\n"'

/**
 * Size and sum of bytes of the newest part of the kernel log, read as `dmesg` reads it where there is no /dev/kmsg.
 * @see https://man7.org/linux/man-pages/man2/syslog.2.html
 */
export const kernelLog = (): Probe<ReturnType<typeof parseKernelLog>> =>
  probe('kernel log', ['perl', '-MErrno', '-e', `${fail} ${readLog}`, systemCall('syslog')], parseKernelLog)

/** KEYCTL_DESCRIBE. */
const describe =
  'my ($keyctl, $serial, $uid) = map { $_ + 0 } @ARGV; $> = $uid if @ARGV > 2; my $buffer = "\\0" x 4096; ' +
  'my $bytes = syscall($keyctl, 6, $serial, $buffer, length $buffer); fail if $bytes < 0; ' +
  'print substr($buffer, 0, $bytes - 1), "\\n"'

/**
 * Type, owner and description of a key by its number.
 * @param uid effective user id to ask with. Absent: the view's own
 * @see https://man7.org/linux/man-pages/man2/keyctl.2.html
 */
export const key = (serial: number, ...uid: [] | [uid: number]): Probe<ReturnType<typeof parseKey>> => {
  const script = `${fail} ${describe}`
  return probe(
    'key',
    ['perl', '-MErrno', '-e', script, systemCall('keyctl'), String(serial), ...uid.map(String)],
    parseKey,
  )
}

/**
 * argv of a program that makes a session keyring with one key in it, prints the key's number and keeps both until it
 * ends. With its session keyring the key is gone.
 */
export function holdingKey(description: string): string[] {
  const script =
    '$| = 1; my ($keyctl, $add, $description) = ($ARGV[0] + 0, $ARGV[1] + 0, $ARGV[2]); my ($type, $payload) = qw(user secret); ' +
    // KEYCTL_JOIN_SESSION_KEYRING without a name, then add_key to KEY_SPEC_SESSION_KEYRING.
    'syscall($keyctl, 1, 0) >= 0 or die "keyctl: $!"; ' +
    'my $serial = syscall($add, $type, $description, $payload, length $payload, -3); $serial >= 0 or die "add_key: $!"; ' +
    'print "$serial\\n"; sleep'
  return ['perl', '-e', script, systemCall('keyctl'), systemCall('add_key'), description]
}
