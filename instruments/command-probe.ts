import { basename } from 'node:path'
import type { Handle, NamespaceType } from './evidence/types.ts'
import { isContainerId } from './parsers/command.ts'
import { namespacesOfPath, processOfPath } from './paths.ts'
import { type Outcome, type Probe, rawOutcome } from './probe.ts'

/** Programs that only read, whatever their arguments. */
const readers = new Set(['cat', 'getent', 'grep', 'id', 'ls', 'readlink', 'sha256sum', 'ss', 'stat', 'test', 'uname'])

/** Programs that only read when they have no arguments. */
const readersWithoutArguments = new Set(['hostname', 'true'])

/** With one of these as the only argument a program prints its version. */
const versions = new Set(['--version', '-V'])

/** The namespaces on which a program's answer depends. */
const programs: Readonly<Record<string, readonly NamespaceType[]>> = {
  hostname: ['uts'],
  id: ['user'],
  ip: ['net'],
  kill: ['pid'],
  ps: ['pid'],
  ss: ['net'],
  uname: ['uts'],
}

/** Any command as a probe: its exit code and output are the data, and what it does is told by its program. */
export function commandProbe(argv: readonly string[]): Probe<Outcome> {
  return {
    name: argv[0] ?? '',
    argv,
    parse: rawOutcome,
    kind: 'command',
    acts: !onlyReads(argv),
    shows: [...new Set([...(programs[programOf(argv)] ?? []), ...argv.flatMap(namespacesOfPath)])],
    about: argv.flatMap((word): Handle[] => (isContainerId(word) ? [word] : processOfPath(word))),
  }
}

/** The program's name; that of `env PROGRAM …` is PROGRAM. */
function programOf([file = '', ...args]: readonly string[]): string {
  const name = basename(file)
  return name === 'env' ? programOf(args) : name
}

function onlyReads(argv: readonly string[]): boolean {
  const [file = '', ...args] = argv
  const name = basename(file)
  if (name === 'env') return onlyReads(args)
  if (args.length === 1 && versions.has(args[0] ?? '')) return true
  return readers.has(name) || (readersWithoutArguments.has(name) && args.length === 0)
}
