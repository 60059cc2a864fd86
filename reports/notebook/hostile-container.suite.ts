import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { currentLab, type Lab } from '../../fixtures/lab.ts'
import { runLabel } from '../../fixtures/undo/labels.ts'
import type { Observation } from '../../instruments/evidence/types.ts'
import { canariesInAllure, canariesInNotebook } from '../samples/canaries.ts'
import { payloads } from '../samples/sample-runs.ts'
import { passedPair, sampleClaim, sampleEvidence, sampleObservation } from '../samples/synthetic.ts'

describe('a real container with a hostile argv, label and hostname', () => {
  test('triggers no canary in the notebook or in Allure’s page', async () => {
    const seen = await observeHostileContainer(currentLab())
    expect(seen.map(({ stdout }) => stdout).join('')).toContain('<img src=x onerror=canary(2)>')
    const tests = passedPair(sampleClaim('ART-03')).map((each) => ({ ...each, observations: seen }))
    expect(await canariesInNotebook([sampleEvidence(tests)])).toEqual([])
    expect(await canariesInAllure(seen)).toEqual([])
  })
})

/** Starts the container, observes it as the experiments do, and removes it. */
async function observeHostileContainer({ engine, images, run }: Lab): Promise<Observation[]> {
  const docker = (args: readonly string[], reject = true) =>
    execa(engine.cli[0] ?? '', [...engine.cli.slice(1), ...args], { reject })
  const label = ['--label', `${runLabel}=${run}`]
  const [script, img, svg] = payloads
  const naming = ['--hostname', img, '--label', `owner=${script}${svg}`]
  const idle = ['perl', '-e', '$0 = shift; sleep 60', `${img}${script}`]
  const { stdout: id } = await docker([
    'run',
    '--detach',
    '--rm',
    '--network=none',
    ...label,
    ...naming,
    images.nginx.withPs,
    ...idle,
  ])
  try {
    const commands = [
      ['exec', id, 'ps', '-ww', '-ef'],
      ['exec', id, 'hostname'],
      ['ps', '--no-trunc', '--filter', `id=${id}`, '--format', '{{json .}}'],
      ['inspect', '--format', '{{.Config.Hostname}} {{json .Config.Labels}} {{.Path}} {{.Args}}', id],
    ]
    return await Promise.all(
      commands.map(async (argv) => {
        const { stdout, stderr, exitCode = 0 } = await docker(argv, false)
        return sampleObservation({
          probe: argv[0] ?? '',
          vantage: 'docker',
          argv: [...engine.cli, ...argv],
          stdout,
          stderr,
          exitCode,
          facts: null,
        })
      }),
    )
  } finally {
    await docker(['rm', '--force', id])
  }
}
