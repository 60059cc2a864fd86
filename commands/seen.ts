import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { writeWhole } from '../reports/files.ts'
import { machineTable, withMachineTable } from '../reports/machines.ts'
import { parseOptions, runCommand } from './command.ts'
import { readEvidence } from './comparing.ts'

const usage = `npm run seen -- evidence.json …

Writes the table "Seen on" of README.md and README.ja.md from these evidence files, one row for each run. Rows that were
there before are replaced: name every file that the table shall show.

Exit code: 0 written; 2 a file is missing or no evidence, and nothing was written.
`

const root = join(import.meta.dirname, '..')

await runCommand(async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  if (positionals.length === 0)
    throw new LabError('name the evidence files that the table shall show; --help tells more')
  const runs = await Promise.all(positionals.map(readEvidence))
  const wrong = runs.filter((run) => typeof run === 'string')
  if (wrong.length > 0) throw new LabError(wrong.join('\nnsproof: '))
  const good = runs.filter((run) => typeof run !== 'string')
  for (const [file, lang] of [
    ['README.md', 'en'],
    ['README.ja.md', 'ja'],
  ] as const) {
    const path = join(root, file)
    await writeWhole(path, withMachineTable(await readFile(path, 'utf8'), machineTable(good, lang)))
  }
  process.stdout.write(`README.md, README.ja.md: ${good.length} runs\n`)
  return 0
})
