import { cpus } from 'node:os'
import { LabError } from '../fixtures/engine/error.ts'
import { closeLab, type OpenLab, withLab } from '../fixtures/run/open-lab.ts'
import { exceeded, readLimits, usualLimits } from './bench/limits.ts'
import { comparisonNames, type Found, type PartName, parts } from './bench/parts.ts'
import { heedSignals } from './bench/runs.ts'
import { comparisonLines, secondsLines } from './bench/table.ts'
import { log, parseOptions, runCommand } from './support/run-command.ts'
import { version } from './support/version.ts'

const partLines = Object.entries(parts).map(([name, { what }]) => `  ${name}  ${what}`)
const usage = `npm run bench -- [options] [limits.json]

Measures how long the project's commands take, each against something that does not change with it, in pairs: A B, B A, A B …
The machine should have nothing else to do. All parts with 7 rounds take about a quarter of an hour.

${partLines.join('\n')}

  --only a,b,…   these parts alone
  --rounds N     how often each pair is measured, 7 as a rule, beside the once that does not count
  --json         print the result as JSON instead of a table (with npm run -s, nothing else is on stdout)
  --check        end with 1 where the median of a ratio is worse than its limit in limits.json; without a name, in
                 commands/bench/limits.json
  --help         this text

Exit code: 0 measured; 1 a ratio is worse than its limit; 2 it could not run or was asked wrongly; 3 something broke it, or was
left behind.
`

const known = {
  only: { type: 'string', multiple: true, default: [] as string[] },
  rounds: { type: 'string', default: '7' },
  json: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
} as const

const isPart = (name: string): name is PartName => Object.hasOwn(parts, name)

/** @throws LabError for a part that does not exist */
function chosenParts(wanted: readonly string[]): PartName[] {
  const names = wanted.flatMap((list) => list.split(','))
  const unknown = names.find((name) => !isPart(name))
  if (unknown !== undefined)
    throw new LabError(`--only is some of ${Object.keys(parts).join(',')}, not ${JSON.stringify(unknown)}`)
  return Object.keys(parts)
    .filter(isPart)
    .filter((name) => names.length === 0 || names.includes(name))
}

/** @throws LabError where it is no number of rounds */
function chosenRounds(wanted: string): number {
  const rounds = Number(wanted)
  if (Number.isSafeInteger(rounds) && rounds > 0) return rounds
  throw new LabError(`--rounds is a whole number from 1, not ${JSON.stringify(wanted)}`)
}

interface Result extends Required<Pick<Found, 'comparisons' | 'seconds'>>, Pick<Found, 'work'> {
  readonly startedAt: string
  readonly version: string
  readonly rounds: number
  readonly machine: Readonly<Record<'os' | 'kernel' | 'engine' | 'images', string>> & { readonly processors: number }
}

async function measure(lab: OpenLab, names: readonly PartName[], rounds: number): Promise<Result> {
  const { profile, images } = lab
  const machine = {
    os: profile.os,
    kernel: `${profile.kernel.release} ${profile.kernel.arch}`,
    processors: cpus().length,
    engine: `${profile.engine.name} ${profile.engine.version}, ${profile.engine.kind}`,
    images: images.nginx.source,
  }
  let result: Result = { startedAt: new Date().toISOString(), version, rounds, machine, comparisons: {}, seconds: {} }
  for (const name of names) {
    log(`${name}: ${parts[name].what} …`)
    const { comparisons, seconds, work } = await parts[name].measure({ lab, rounds, log })
    result = {
      ...result,
      comparisons: { ...result.comparisons, ...comparisons },
      seconds: { ...result.seconds, ...seconds },
      ...(work && { work }),
    }
  }
  return result
}

function tell({ comparisons, seconds, work, rounds }: Result, limits: Readonly<Record<string, number>>): void {
  const counted = work && [
    `The same work: ${work.containers} containers and ${work.commands} commands, of which ${work.different} ended with another exit code.`,
  ]
  const title = `Medians of ${rounds} rounds, with the smallest and the largest.`
  const blocks = [[title], comparisonLines(comparisons, limits), secondsLines(seconds), counted ?? []]
  const lines = blocks.flatMap((block) => (block.length === 0 ? [] : [...block, '']))
  process.stdout.write(lines.join('\n'))
}

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({ allowPositionals: true, options: known })
  const [file = usualLimits, ...others] = positionals
  if (others.length > 0 || (positionals.length > 0 && !values.check))
    throw new LabError(
      `${JSON.stringify(positionals.at(-1))} is one too many: --check takes one file; --help tells more`,
    )
  const names = chosenParts(values.only)
  const rounds = chosenRounds(values.rounds)
  const limits = readLimits(file, comparisonNames)
  return withLab({ provision: true, log }, async (lab) => {
    heedSignals()
    const result = await measure(lab, names, rounds)
    const { differences } = await closeLab(lab)
    if (values.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
    else tell(result, limits)
    const worse = values.check ? exceeded(result.comparisons, limits) : []
    for (const line of [...differences, ...worse]) process.stderr.write(`! ${line}\n`)
    if (worse.length > 0) return 1
    return differences.length > 0 ? 3 : 0
  })
})
