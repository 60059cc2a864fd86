import type { NamespaceType } from '../evidence/types.ts'
import { parseLsns, parseLsnsCount } from '../parsers/lsns.ts'
import { parseRuntimeNamespaces } from '../parsers/runtime.ts'
import { type Probe, probe } from '../probe.ts'

/**
 * Namespaces of one process, each with its parent (PNS) and owner (ONS). lsns gets these from the ioctls NS_GET_PARENT
 * and NS_GET_USERNS.
 * @see https://man7.org/linux/man-pages/man8/lsns.8.html
 * @see https://man7.org/linux/man-pages/man2/ioctl_ns.2.html
 */
export const owners = (pid: number): Probe<ReturnType<typeof parseLsns>> =>
  probe('lsns', ['lsns', '--json', '--task', String(pid), '--output', 'NS,TYPE,NPROCS,PID,PNS,ONS'], parseLsns, {
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
