import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { readMutations } from '../reports/evidence/kept-mutations.ts'
import type { Evidence } from '../reports/evidence/schema.ts'
import { notebookPage } from '../reports/notebook/page/page.ts'
import { writeWhole } from '../reports/output/files.ts'
import { readEvidence } from './support/compare-files.ts'
import { parseOptions, runCommand } from './support/run-command.ts'

const defaultFile = 'reports/out/evidence.json'
const usage = `npm run report -- [options] [evidence.json …]

Writes the notebook again from evidence files. Needs neither an engine nor root. Without a file it reads
${defaultFile}. With several files the page shows the first run and compares the engines of all.

  --out FILE    write the page to this file instead of index.html beside the first evidence file
  --lang en|ja  the page's language for readers who have not chosen one
  --help        this text
`

/** @throws LabError if the file is missing or is not valid evidence */
async function loadEvidence(file: string): Promise<Evidence> {
  const evidence = await readEvidence(file)
  if (typeof evidence === 'string') throw new LabError(evidence)
  return evidence
}

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: { out: { type: 'string' }, lang: { type: 'string' } },
  })
  const { lang } = values
  if (lang !== undefined && lang !== 'en' && lang !== 'ja') throw new LabError(`--lang must be en or ja, not ${lang}`)
  const [first = defaultFile, ...others] = positionals
  const all = [await loadEvidence(first), ...(await Promise.all(others.map(loadEvidence)))] as const
  const out = resolve(values.out ?? `${dirname(first)}/index.html`)
  await mkdir(dirname(out), { recursive: true })
  const mutations = await readMutations(all[0].run?.revision)
  await writeWhole(out, await notebookPage(all, { ...(lang !== undefined && { lang }), mutations }))
  process.stdout.write(`${out}\n`)
  return 0
})
