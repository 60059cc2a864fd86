import { namespaceTypes } from './evidence/namespace-types.ts'
import type { NamespaceType, StepTarget, VantageStep } from './evidence/types.ts'

/** Where a command runs from: a prefix of its argv and nothing else, so that vantages concatenate. */
export interface Vantage {
  /** In words, for transcripts. */
  readonly label: string
  readonly prefix: readonly string[]
  /** The same as data: each step stands for some words of the prefix. */
  readonly steps: readonly VantageStep[]
}

type WithoutWords<Each> = Each extends VantageStep ? Omit<Each, 'words'> : never

/** A vantage of one step. */
export function vantageOf(step: WithoutWords<VantageStep>, prefix: readonly string[]): Vantage {
  return { label: step.label, prefix, steps: [{ ...step, words: prefix.length }] }
}

/** @param prefix what makes a command root, and leads it into the engine's namespaces where the engine has its own */
export function hostVantage(prefix: readonly string[]): Vantage {
  return vantageOf({ kind: 'host', label: 'host' }, prefix)
}

/** A program that runs the command that follows it. */
export function through(label: string, prefix: readonly string[]): Vantage {
  return vantageOf({ kind: 'program', label, program: prefix[0] ?? '' }, prefix)
}

export function compose(...parts: readonly Vantage[]): Vantage {
  return {
    label: parts.map(({ label }) => label).join(' › '),
    prefix: parts.flatMap(({ prefix }) => prefix),
    steps: parts.flatMap(({ steps }) => steps),
  }
}

/** A vantage of one step, called otherwise. */
export function relabelled(one: Vantage, label: string): Vantage {
  return { ...one, label, steps: one.steps.map((step) => ({ ...step, label })) }
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

/** What unshare makes by each of its options; `--mount-proc` makes a mount namespace to mount the procfs in. */
export const unshareTypes: Readonly<Record<string, NamespaceType>> = {
  ...Object.fromEntries(Object.entries(namespaceOptions).map(([type, option]) => [option, type as NamespaceType])),
  '--mount-proc': 'mnt',
}

/** A process whose namespaces can be entered. */
export interface Process {
  readonly pid: number
  readonly name?: string
  readonly of?: string
}

const targetOf = ({ pid, name, of }: Process): StepTarget => ({
  target: pid,
  ...(name !== undefined && { name }),
  ...(of !== undefined && { of }),
})

/**
 * `nsenter -t PID` into the named namespaces of a process.
 * @see https://man7.org/linux/man-pages/man1/nsenter.1.html
 */
export function entering(process: Process, ...types: readonly NamespaceType[]): Vantage {
  return enteringWith(process, types)
}

/** The same with further options of nsenter, for example `--root`. */
export function enteringWith(
  process: Process,
  types: readonly NamespaceType[],
  ...further: readonly `--${string}`[]
): Vantage {
  const options = [...types.map((type) => namespaceOptions[type]), ...further]
  const label = `nsenter ${options.join(' ')}${nameOf(process)}`
  const beside = further.length === 0 ? {} : { further }
  return vantageOf({ kind: 'nsenter', label, ...targetOf(process), types, ...beside }, [
    'nsenter',
    '--target',
    String(process.pid),
    ...options,
    '--',
  ])
}

const nameOf = ({ name }: Process): string => (name === undefined ? '' : ` of ${name}`)

/** `nsenter --all`: every namespace of a process that is not the caller's own already. */
export function enteringAll(process: Process): Vantage {
  const label = `nsenter --all${nameOf(process)}`
  const prefix = ['nsenter', '--target', String(process.pid), '--all', '--']
  return vantageOf({ kind: 'nsenter', label, ...targetOf(process), types: namespaceTypes, all: true }, prefix)
}

/** `nsenter --net=FILE`: into the namespace that a file leads to, whoever lives in it, if anybody. */
export function enteringFile(type: NamespaceType, path: string): Vantage {
  const option = `${namespaceOptions[type]}=${path}`
  return vantageOf({ kind: 'nsenter', label: `nsenter ${option}`, file: path, types: [type] }, [
    'nsenter',
    option,
    '--',
  ])
}

/**
 * `unshare` with the named options, for example `unsharing('--pid', '--fork', '--mount-proc')`.
 * @see https://man7.org/linux/man-pages/man1/unshare.1.html
 */
export function unsharing(...options: readonly `--${string}`[]): Vantage {
  const types = [...new Set(options.flatMap((option) => unshareTypes[option] ?? []))]
  return vantageOf({ kind: 'unshare', label: `unshare ${options.join(' ')}`, types, options }, [
    'unshare',
    ...options,
    '--',
  ])
}

/** The same so many times, each in the namespaces of the one before. */
export function unsharingNested(times: number, ...options: readonly `--${string}`[]): Vantage {
  const each = unsharing(...options)
  const prefix = Array.from({ length: times }, () => each.prefix).flat()
  const [step] = each.steps
  const label = `${each.label}, ${times} times`
  return { label, prefix, steps: step === undefined ? [] : [{ ...step, label, words: prefix.length }] }
}

/**
 * `ip netns exec NAME`.
 * @param process whose network namespace has this name, where that is known
 * @see https://man7.org/linux/man-pages/man8/ip-netns.8.html
 */
export function netnsExec(name: string, process?: Process): Vantage {
  const { name: _, ...target } = process === undefined ? {} : targetOf(process)
  return vantageOf({ kind: 'netns', label: `ip netns exec ${name}`, name, ...target }, ['ip', 'netns', 'exec', name])
}
