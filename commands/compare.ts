import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { compareFiles } from './support/compare-files.ts'
import { mergeFiles } from './support/merge-files.ts'
import { colour, parseLanguage, parseOptions, runCommand } from './support/run-command.ts'

const folder = 'reports/out'
const usage = `npm run compare -- [options] [evidence.json …]
npm run compare -- [options] FOLDER …

With files: compares them side by side, claim by claim, in the terminal and as ${folder}/compare.html. Without an argument
it takes ${folder}/evidence.json and those of the engines in the folders below.

With a folder among the arguments: merges all evidence below it, any number of files and machines, into compat/: one JSON
file and one badge for each claim, and index.html, which says where each claim holds. It takes evidence.json and the files
of \`npm run share\`. Files of one revision of the suite are merged; others are named and left out. A file that is cut, that
lacks claims, or whose controls did not come out as controls must, counts for nothing and is named.

  --out PATH      write the page to this file, or the merged data to this folder, instead
  --at-least N    fewer than N whole files of one revision mean that a machine failed
  --lang en|ja    the language of titles in the terminal
  --help          this text

Exit code with files: 0 they were compared, whatever their claims came to; 2 one is missing or is not valid evidence.
With a folder: 0 every file is whole, of one revision, and as expected; 1 a claim came out otherwise, or files conflict;
2 a path is wrong, or a file is of another revision; 3 a machine failed or an apparatus broke. If several hold, 1 comes
before 3, and 3 before 2.
`

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      'at-least': { type: 'string' },
      lang: { type: 'string', default: 'en' },
    },
  })
  const lang = parseLanguage(values.lang)
  const merges = positionals.some((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
  const atLeast = parseCount(values['at-least'], merges)
  if (merges) return mergeFiles(positionals, { out: values.out ?? 'compat', atLeast })
  const out = values.out ?? join(folder, 'compare.html')
  await compareFiles(positionals.length > 0 ? positionals : recordedFiles(), { out, colour, lang })
  return 0
})

/** @throws LabError if it is no whole number, or if nothing is merged */
function parseCount(text: string | undefined, merges: boolean): number {
  if (text === undefined) return 1
  if (!merges) throw new LabError('--at-least counts the files of a folder: name a folder')
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1)
    throw new LabError(`--at-least must be a whole number from 1 on, not ${JSON.stringify(text)}`)
  return count
}

/** @throws LabError if there is no evidence file */
function recordedFiles(): readonly string[] {
  const own = join(folder, 'evidence.json')
  const files = [...(existsSync(own) ? [own] : []), ...globSync(join(folder, '*', 'evidence.json')).toSorted()]
  if (files.length === 0)
    throw new LabError(`${folder} holds no evidence.json yet: \`npm start -- --engine all\` writes some`)
  return files
}
