import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { colour, parseLanguage, parseOptions, runCommand } from './command.ts'
import { compareFiles } from './comparing.ts'

const folder = 'reports/out'
const usage = `npm run compare -- [options] [evidence.json …]

Compares what runs recorded, claim by claim and engine by engine, in the terminal and as ${folder}/compare.html. The files may
come from other machines. Without a name it takes ${folder}/evidence.json and that of each further engine below it.

  --out FILE    write the page there instead
  --lang en|ja  the language of titles in the terminal
  --help        this text

Exit code: 0 compared, whatever the claims came to; 2 a file is missing or no evidence.
`

await runCommand(async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: join(folder, 'compare.html') },
      lang: { type: 'string', default: 'en' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const lang = parseLanguage(values.lang)
  await compareFiles(positionals.length > 0 ? positionals : recorded(), { out: values.out, colour, lang })
  return 0
})

/** @throws LabError where nothing was recorded yet */
function recorded(): readonly string[] {
  const own = join(folder, 'evidence.json')
  const files = [...(existsSync(own) ? [own] : []), ...globSync(join(folder, '*', 'evidence.json')).toSorted()]
  if (files.length === 0)
    throw new LabError(`${folder} holds no evidence yet: \`npm start -- --engine all\` records some`)
  return files
}
