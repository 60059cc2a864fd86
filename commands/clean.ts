import { assertRoot } from '../fixtures/run/needs.ts'
import { liveJournals, sweep } from '../fixtures/undo/sweep.ts'
import { parseOptions, runCommand } from './support/run-command.ts'

const usage = `npm run clean

Removes what earlier runs left or kept: containers, networks, links, processes, files and private engines. Prints what it
removed. Touches nothing else: images stay for the next run, and a run in progress is left alone.

Exit code: 0 nothing is left; 2 it could not run; 3 something is left, for example on an engine that does not answer.
`

await runCommand(usage, async () => {
  parseOptions({})
  await assertRoot()
  const { removed, left } = await sweep('abandoned and kept')
  for (const line of removed) process.stdout.write(`removed ${line}\n`)
  for (const line of left) process.stdout.write(`left: ${line}\n`)
  if (removed.length + left.length === 0) process.stdout.write('nothing to remove\n')
  for (const { folder } of liveJournals())
    process.stdout.write(
      `left alone: the run in ${folder} is in progress, or in a pid namespace that cannot be seen from here\n`,
    )
  return left.length === 0 ? 0 : 3
})
