import { standing, sweep } from '../fixtures/undo/sweep.ts'
import { command, options } from './command.ts'

const usage = `npm run clean

Removes what earlier runs left or kept: their containers, networks, links, processes, files and private engine. Says what
it removed, and touches nothing else. Images stay for the next run. A run that is going on is left alone.
`

await command(async () => {
  const { values } = options({ options: { help: { type: 'boolean', default: false } } })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const removed = await sweep('abandoned and kept')
  for (const line of removed) process.stdout.write(`removed ${line}\n`)
  if (removed.length === 0) process.stdout.write('nothing to remove\n')
  for (const { folder } of standing()) process.stdout.write(`left alone: the run in ${folder} is going on\n`)
  return 0
})
