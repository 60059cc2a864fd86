import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { compareFiles } from './support/compare-files.ts'
import { colour, parseLanguage, parseOptions, runCommand } from './support/run-command.ts'

const folder = 'reports/out'
const usage = `npm run compare -- [options] [evidence.json …]

Compares evidence files, claim by claim and engine by engine, in the terminal and as ${folder}/compare.html. The files may
come from other machines. Without a file it takes ${folder}/evidence.json and those of the engines in the folders below.

  --out FILE    write the page to this file instead
  --lang en|ja  the language of titles in the terminal
  --help        this text

Exit code: 0 the files were compared, whatever their claims came to; 2 a file is missing or is not valid evidence.
`

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: join(folder, 'compare.html') },
      lang: { type: 'string', default: 'en' },
    },
  })
  const lang = parseLanguage(values.lang)
  await compareFiles(positionals.length > 0 ? positionals : recordedFiles(), { out: values.out, colour, lang })
  return 0
})

/** @throws LabError if there is no evidence file */
function recordedFiles(): readonly string[] {
  const own = join(folder, 'evidence.json')
  const files = [...(existsSync(own) ? [own] : []), ...globSync(join(folder, '*', 'evidence.json')).toSorted()]
  if (files.length === 0)
    throw new LabError(`${folder} holds no evidence.json yet: \`npm start -- --engine all\` writes some`)
  return files
}
