import type { NamespaceType } from './evidence/types.ts'

/** Where a command runs from: a prefix of its argv and nothing else, so that vantages concatenate. */
export interface Vantage {
  /** In words, for transcripts. */
  readonly label: string
  readonly prefix: readonly string[]
}

/** The one that adds nothing. */
export const here: Vantage = { label: 'host', prefix: [] }

export function compose(...parts: readonly Vantage[]): Vantage {
  const named = parts.filter((part) => part.prefix.length > 0 || part !== here)
  return {
    label: named.map((part) => part.label).join(' › ') || here.label,
    prefix: parts.flatMap((part) => part.prefix),
  }
}

/** The eight types with nsenter's and unshare's own long options for them (nsenter(1), unshare(1)). */
export const namespaceOptions: Readonly<Record<NamespaceType, string>> = {
  cgroup: '--cgroup',
  ipc: '--ipc',
  mnt: '--mount',
  net: '--net',
  pid: '--pid',
  time: '--time',
  user: '--user',
  uts: '--uts',
}

/**
 * `nsenter -t PID` into the named namespaces of a process.
 * @see https://man7.org/linux/man-pages/man1/nsenter.1.html
 */
export function entering(
  target: { readonly pid: number; readonly name?: string },
  ...types: readonly NamespaceType[]
): Vantage {
  const options = types.map((type) => namespaceOptions[type])
  return {
    label: `nsenter ${options.join(' ')}${target.name === undefined ? '' : ` of ${target.name}`}`,
    prefix: ['nsenter', '--target', String(target.pid), ...options, '--'],
  }
}

/** `nsenter --all`: every namespace of a process that is not the caller's own already. */
export function enteringAll(target: { readonly pid: number; readonly name?: string }): Vantage {
  const of = target.name === undefined ? '' : ` of ${target.name}`
  return { label: `nsenter --all${of}`, prefix: ['nsenter', '--target', String(target.pid), '--all', '--'] }
}

/** `nsenter --net=FILE`: into the namespace that a file leads to, whoever lives in it, if anybody. */
export function enteringFile(type: NamespaceType, path: string): Vantage {
  const option = `${namespaceOptions[type]}=${path}`
  return { label: `nsenter ${option}`, prefix: ['nsenter', option, '--'] }
}

/**
 * `unshare` with the named options, for example `unsharing('--pid', '--fork', '--mount-proc')`.
 * @see https://man7.org/linux/man-pages/man1/unshare.1.html
 */
export function unsharing(...options: readonly `--${string}`[]): Vantage {
  return { label: `unshare ${options.join(' ')}`, prefix: ['unshare', ...options, '--'] }
}

/**
 * `ip netns exec NAME`.
 * @see https://man7.org/linux/man-pages/man8/ip-netns.8.html
 */
export function netnsExec(name: string): Vantage {
  return { label: `ip netns exec ${name}`, prefix: ['ip', 'netns', 'exec', name] }
}
