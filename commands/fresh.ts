import { join } from 'node:path'
import { execa } from 'execa'
import { LabError } from '../fixtures/engine/error.ts'
import { provision } from '../fixtures/engine/provision.ts'
import { installNpm } from '../fixtures/setup/fresh-npm.ts'
import { type FreshRoot, type Suite, suites, withFreshRoot } from '../fixtures/setup/fresh-root.ts'
import { passSignals, signalled } from '../fixtures/setup/fresh-script.ts'
import { log, parseOptions, runCommand } from './support/run-command.ts'

const usage = `npm run fresh -- [options] [-- COMMAND…]

Makes a new Debian root file system with git and npm and nothing else, and clones the HEAD of this repository into it.
Runs \`npm start\` and \`npm test\` there, or COMMAND, in new mount and pid namespaces, on this host's kernel and network.
The root file system is removed at the end. Downloads stay in /var/lib/nsproof/fresh, which may be deleted.

  --suite NAME     ${suites.join(', ')}; default ${suites[0]}
  --npm VERSION    use this npm from the registry, and a Node new enough for it, instead of Debian's npm
  --keep           leave the root file system, and print how to enter and how to remove it
  --no-provision   do not install what it needs; if something is missing, say so
  --help           this text

Exit code: that of the first command that failed, else 0; 2 if no command could be run.
`

const knownOptions = {
  suite: { type: 'string', default: suites[0] },
  npm: { type: 'string' },
  keep: { type: 'boolean', default: false },
  provision: { type: 'boolean', default: true },
} as const

/** The two commands of the README. */
const readmeCommands = [
  ['npm', 'start'],
  ['npm', 'test'],
] as const

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({ allowPositionals: true, allowNegative: true, options: knownOptions })
  const suite = parseSuite(values.suite)
  if (values.npm !== undefined && !/^[\w.-]+$/.test(values.npm))
    throw new LabError(`--npm must be a version such as 10.8.2, not ${JSON.stringify(values.npm)}`)
  await provision(['mmdebstrap', 'pivot_root'], { allow: values.provision, log })
  await warnOfUncommittedChanges()
  passSignals()
  try {
    const argvs = positionals.length > 0 ? [positionals] : readmeCommands
    const ended = await withFreshRoot({ suite, keep: values.keep, log }, (root) => runAll(root, argvs, values))
    return signalled() ?? printResults(ended, suite)
  } catch (error) {
    const code = signalled()
    if (code === undefined) throw error
    return code
  }
})

/** @returns the exit code of the first command that failed, or 0 */
function printResults(ended: readonly EndedCommand[], suite: Suite): number {
  for (const { argv, exitCode, lastLines } of ended)
    process.stdout.write(`\n${argv.join(' ')} in a fresh ${suite} ended with ${exitCode}:\n${lastLines.join('\n')}\n`)
  return ended.find(({ exitCode }) => exitCode !== 0)?.exitCode ?? 0
}

function parseSuite(name: string): Suite {
  const suite = suites.find((one) => one === name)
  if (suite === undefined)
    throw new LabError(`--suite must be one of ${suites.join(', ')}, not ${JSON.stringify(name)}`)
  return suite
}

async function warnOfUncommittedChanges(): Promise<void> {
  const cwd = join(import.meta.dirname, '..')
  const { stdout } = await execa('git', ['-c', 'safe.directory=*', 'status', '--porcelain'], { cwd, reject: false })
  if (stdout !== '') log('there are uncommitted changes: the clone has HEAD without them')
}

interface EndedCommand {
  readonly argv: readonly string[]
  readonly exitCode: number
  /** The last two lines of stdout. */
  readonly lastLines: readonly string[]
}

async function runAll(
  root: FreshRoot,
  argvs: readonly (readonly string[])[],
  { npm, keep }: { readonly npm?: string | undefined; readonly keep: boolean },
): Promise<readonly EndedCommand[]> {
  if (npm !== undefined) await installNpm(root, npm)
  const versions = '. /etc/os-release; echo "$PRETTY_NAME, Node $(node --version), npm $(npm --version)"'
  log((await root.run(['sh', '-c', versions], 'quietly')).stdout.trim())
  const ended: EndedCommand[] = []
  for (const argv of argvs) {
    log(`running ${argv.join(' ')} …`)
    const { exitCode, stdout } = await root.run(argv)
    ended.push({ argv, exitCode, lastLines: stdout.trimEnd().split('\n').filter(Boolean).slice(-2) })
  }
  if (keep) logHowToEnter(root.path)
  return ended
}

function logHowToEnter(path: string): void {
  log(`kept: ${path}`)
  log(`enter it:  sudo sh fixtures/setup/fresh.sh enter ${path} bash`)
  log(`remove it: sudo rm -r --one-file-system ${path}`)
}
