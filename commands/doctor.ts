import { lacking, variantNames } from '../fixtures/engine/variants.ts'
import { describeNamespaces } from '../fixtures/expected.ts'
import { withLab } from '../fixtures/run/open-lab.ts'
import { claimFiles } from '../fixtures/run/select.ts'
import type { Profile } from '../instruments/evidence/types.ts'
import { collectClaims } from './support/list-claims.ts'
import { log, parseOptions, runCommand } from './support/run-command.ts'

const usage = `npm run doctor [-- --no-provision]

Prints what this host and its engine offer, which claims would run here, and which would be skipped and why.
If no engine can be reached, it starts a private one and stops it again.
`

await runCommand(usage, async () => {
  const { values } = parseOptions({
    allowNegative: true,
    options: { provision: { type: 'boolean', default: true } },
  })
  return withLab({ provision: values.provision, log }, async (lab) => {
    process.stdout.write(`${[...profileLines(lab.profile), ...engineLines()].join('\n')}\n\n`)
    await printClaims()
    return 0
  })
})

function profileLines(profile: Profile): string[] {
  const { kernel, os, tools, user } = profile
  // The feature flag alone does not say whether containers get a time namespace; "containers get" below does.
  const { timeNamespaces: _feature, daemon, ...engine } = profile.engine
  const engineRows = Object.entries(engine).map(([name, value]) => [`engine ${name}`, String(value)] as const)
  const daemonRows = Object.entries(daemon ?? {}).map(([name, value]) => [`engine ${name}`, String(value)] as const)
  const toolRows = Object.entries(tools).map(([name, version]) => [`tool ${name}`, version ?? 'missing'] as const)
  const lines = [
    ['os', os],
    ['kernel', `${kernel.release} ${kernel.arch}`],
    ['kernel namespaces', kernel.namespaces.join(', ')],
    ['user', user.uid === 0 ? 'root' : `uid ${user.uid}${user.sudo ? ' with sudo -n' : ''}`],
    ...engineRows,
    ...daemonRows,
    ['containers get', describeNamespaces(profile)],
    ...toolRows,
  ] as const
  return lines.map(([name, value]) => `${name.padEnd(24)} ${value}`)
}

/** One line for each value of `npm start -- --engine NAME`: whether this host can run it. */
function engineLines(): string[] {
  return variantNames.map((name) => `${`--engine ${name}`.padEnd(24)} ${lacking(name) ?? 'can run'}`)
}

async function printClaims(): Promise<void> {
  const claims = (await collectClaims([...claimFiles().values()])).flatMap((suite) => suite.meta().claim ?? [])
  const skipped = claims.filter(({ notApplicable }) => notApplicable !== undefined)
  process.stdout.write(`${claims.length - skipped.length} claims would run, ${skipped.length} would be skipped\n`)
  for (const { id, title, notApplicable } of claims) {
    process.stdout.write(
      `${notApplicable === undefined ? 'run ' : 'skip'} ${id.padEnd(7)} ${notApplicable ?? title.en}\n`,
    )
  }
}
