import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { writeWhole } from '../reports/output/files.ts'
import { machineTable, withMachineTable } from '../reports/output/machine-table.ts'
import { readEvidence } from './support/compare-files.ts'
import { parseOptions, runCommand } from './support/run-command.ts'

const usage = `npm run seen -- evidence.json …

Writes the table "Seen on" of README.md and README.ja.md from evidence files, one row for each run. The old rows are
replaced, so name all the files.

Exit code: 0 the table was written; 2 a file is missing or is not valid evidence, and nothing was written.
`

const root = join(import.meta.dirname, '..')

await runCommand(usage, async () => {
  const { positionals } = parseOptions({ allowPositionals: true })
  if (positionals.length === 0)
    throw new LabError('no evidence file was named: name all that the table is to show; --help explains it')
  const runs = await Promise.all(positionals.map(readEvidence))
  const errors = runs.filter((run) => typeof run === 'string')
  if (errors.length > 0) throw new LabError(errors.join('\nnsproof: '))
  const valid = runs.filter((run) => typeof run !== 'string')
  for (const [file, lang] of [
    ['README.md', 'en'],
    ['README.ja.md', 'ja'],
  ] as const) {
    const path = join(root, file)
    await writeWhole(path, withMachineTable(await readFile(path, 'utf8'), machineTable(valid, lang)))
  }
  process.stdout.write(`README.md, README.ja.md: ${valid.length} runs\n`)
  return 0
})
