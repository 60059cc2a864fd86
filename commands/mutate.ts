import { LabError } from '../fixtures/engine/error.ts'
import { type Campaign, campaign } from '../fixtures/mutation/campaign.ts'
import { campaignTable, troublesOf } from '../fixtures/mutation/campaign-table.ts'
import { sayMutation } from '../fixtures/mutation/say-mutation.ts'
import { closeLab, type OpenLab, withLab, withTrio } from '../fixtures/run/open-lab.ts'
import { select } from '../fixtures/run/select.ts'
import { mutationsAsJson, mutationsFile, readMutations } from '../reports/evidence/kept-mutations.ts'
import { writeWhole } from '../reports/output/files.ts'
import { namesIn, wavesIn } from './mutation/wave.ts'
import { readRevision } from './support/revision.ts'
import { log, parseOptions, runCommand } from './support/run-command.ts'

const usage = `npm run mutate [-- [options] [claim …]]

Shows that the experiments can fail: runs each claim's findings with their cause taken away, and expects them to fail.
A claim is an id such as ART-12; * stands for anything, as in PID-*. Without one, all. What was killed is kept in
reports/mutations.json, and the notebook shows it: "what we would have seen if …".

  share          a container has a namespace in common with the host
  skip           a command is not run
  other, host    a probe is asked from, or about, another container, or from the host
  without        a vantage enters, or makes, one namespace fewer
  same, stale    a probe returns its first answer again, to every caller, or when it is repeated
  differ         every namespace in an answer is another than it is
  swap           two namespaces in an answer are exchanged
  declare        the engine says that a container was told to share a namespace with the host
  hide           the lines that name a container are not in an answer
  code, mute     a command that fails does so with another exit code, or does not say why
  flip, empty    a command fails where it succeeded or succeeds where it failed, a probe prints nothing

  killed         an expectation was refuted, as it has to be
  broken         the test broke, as it should where an answer or a command was taken away or an error made
                 unknown (flip, empty, hide, skip, code, mute)
  survived       nothing was noticed: the finding is too weak
  errored        it broke although every probe gave an answer
  unchanged, unanswered, notPossible
                 inconclusive: no fact differed, the probe has no answer there, the mutation cannot be made, or not safely

  --no-provision   do not install system packages; say what is missing instead
  --help           this text

Exit code: 0 every claim was attacked by three operators at least and noticed all; 1 not so; 2 it could not run; 3 the
apparatus broke, so nothing was shown. 1 comes before 3.
`

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    allowNegative: true,
    options: { provision: { type: 'boolean', default: true } },
  })
  const files = select(positionals, 'all')
  return withLab({ provision: values.provision, log }, (lab) => mutateIn(lab, files))
})

/** Keeps what each killed mutation changed, for the page. Those of other claims stay, if they are of this revision. */
async function keep({ attacks }: Campaign): Promise<void> {
  const found = [...attacks].map(([id, all]) => {
    const killed = all.flatMap(({ mutation, fate, error = '' }) => {
      const change = sayMutation(mutation)
      return fate === 'killed' && change !== undefined ? [{ change, error }] : []
    })
    return [id, killed] as const
  })
  const revision = await readRevision()
  const kept = { ...(await readMutations(revision)), ...Object.fromEntries(found) }
  await writeWhole(mutationsFile, mutationsAsJson(revision, kept))
}

async function mutateIn(lab: OpenLab, files: readonly string[]): Promise<number> {
  const { result } = await withTrio(lab, () => campaign({ run: wavesIn(lab, files), names: () => namesIn(lab), log }))
  const { differences } = await closeLab(lab)
  if (result.attacks.size === 0 && result.unsound.length === 0) throw new LabError('none of these claims applies here')
  process.stdout.write(campaignTable(result))
  await keep(result)
  for (const line of differences) process.stdout.write(`! the census differs: ${line}\n`)
  if (troublesOf(result).length > 0) return 1
  return differences.length > 0 ? 3 : 0
}
