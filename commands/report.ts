import { mkdir, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { writeWhole } from '../reports/files.ts'
import { notebookPage } from '../reports/notebook/page.ts'
import { type Evidence, parseEvidence } from '../reports/schema.ts'
import { parseOptions, runCommand } from './command.ts'

const usual = 'reports/out/evidence.json'
const usage = `npm run report -- [options] [evidence.json …]

Writes the notebook again from what a run recorded; needs neither an engine nor root. Without a name it reads
${usual}. Of several files the first is told, and the engines of all are compared.

  --out FILE    write it there instead of index.html beside the first evidence
  --lang en|ja  the language to begin with, where the reader has chosen none
  --help        this text
`

async function read(file: string): Promise<Evidence> {
  try {
    return parseEvidence(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new LabError(`${file} cannot be told: ${why}; \`npm start\` records evidence`)
  }
}

await runCommand(async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: { out: { type: 'string' }, lang: { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const { lang } = values
  if (lang !== undefined && lang !== 'en' && lang !== 'ja') throw new LabError(`--lang is en or ja, not ${lang}`)
  const [first = usual, ...others] = positionals
  const all = [await read(first), ...(await Promise.all(others.map(read)))] as const
  const out = resolve(values.out ?? `${dirname(first)}/index.html`)
  await mkdir(dirname(out), { recursive: true })
  await writeWhole(out, await notebookPage(all, lang === undefined ? {} : { lang }))
  process.stdout.write(`${out}\n`)
  return 0
})
