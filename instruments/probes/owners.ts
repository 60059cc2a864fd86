import type { NamespaceType } from '../evidence/types.ts'
import { parseLsnsCount } from '../parsers/lsns.ts'
import { parseNamespaceOwners } from '../parsers/namespaces.ts'
import { parseRuntimeNamespaces } from '../parsers/runtime.ts'
import { type Probe, probe } from '../probe.ts'

/** 0xb701 is NS_GET_USERNS, 0xb702 NS_GET_PARENT. @see linux include/uapi/linux/nsfs.h */
const ownersScript = `
sub related {
  my ($of, $request) = @_;
  my $fd = ioctl $of, $request, 0;
  return $!{EPERM} ? 'EPERM' : $!{EINVAL} ? 'EINVAL' : die "ioctl: $!\\n" unless defined $fd;
  open my $found, '<&=', $fd + 0 or die "$!\\n";
  (stat $found)[1]
}
my ($pid) = @ARGV;
for my $file (glob "/proc/$pid/ns/*") {
  open my $of, '<', $file or die "$file: $!\\n";
  print join(' ', $file, (stat $of)[1], related($of, 0xb701), related($of, 0xb702)), "\\n"
}`

/**
 * Owner and parent of each namespace of a process. lsns tells them since util-linux 2.38; the ioctls are as old as
 * Linux 4.9.
 * @see https://man7.org/linux/man-pages/man2/ioctl_nsfs.2.html
 */
export const owners = (pid: number): Probe<ReturnType<typeof parseNamespaceOwners>> =>
  probe('namespace owners', ['perl', '-e', ownersScript, String(pid)], parseNamespaceOwners, {
    shows: ['pid', 'user'],
    about: [pid],
  })

/**
 * How many processes lsns finds in a namespace; null if it does not list the namespace. grep exits with 1 then.
 * @param inode of the namespace
 */
export const processesIn = (type: NamespaceType, inode: number): Probe<number | null> => {
  const script = 'lsns --noheadings --raw --type "$1" --output NS,NPROCS | grep "^ *$2 "'
  const found = probe('lsns', ['sh', '-c', script, 'sh', type, String(inode)], parseLsnsCount, { shows: [type, 'pid'] })
  return { ...found, parse: (outcome) => (outcome.exitCode === 1 ? null : found.parse(outcome)) }
}

/**
 * `linux.namespaces` of the config.json that the runtime got. It is in the bundle, which is the working directory of
 * the container's shim. The rest of the file (environment, arguments) is not published.
 * @param shim PID of the containerd-shim: the parent of the container's first process
 * @see https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md
 */
export const runtimeNamespaces = (shim: number): Probe<ReturnType<typeof parseRuntimeNamespaces>> =>
  probe('config.json', ['cat', `/proc/${shim}/cwd/config.json`], parseRuntimeNamespaces, {
    about: [shim],
    redact: namespacesAlone,
  })

function namespacesAlone(text: string): string {
  try {
    return `${JSON.stringify({ linux: { namespaces: parseRuntimeNamespaces(text) } })}\n`
  } catch {
    return text === '' ? '' : '(withheld: not the config.json of a container)\n'
  }
}
