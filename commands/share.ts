import { relative } from 'node:path'
import { LabError } from '../fixtures/engine/error.ts'
import { visibleLine } from '../instruments/evidence/visible.ts'
import { readEvidence } from './support/compare-files.ts'
import { readRevision } from './support/revision.ts'
import { parseOptions, runCommand } from './support/run-command.ts'
import { checkShared, shareEvidence } from './support/share-evidence.ts'

const defaultFile = 'reports/out/evidence.json'
const folder = 'compat/evidence'
const usage = `npm run share -- [options] [evidence.json …]
npm run share -- --check [options] FILE …

Writes a run's evidence for others, to be sent by pull request: without names of hosts and users, addresses, ids of machines
and paths of home directories. The file's name is made of engine, kernel and digest. Without a file it takes
${defaultFile}.

  --hide WORD     hide this word too; may be given several times
  --out FOLDER    write to this folder instead of ${folder}
  --check         check shared files: digest, schema, revision of the suite, that controls and findings came out as each
                  claim says, and that nothing is left to hide
  --any-revision  with --check: accept evidence of any revision of the suite
  --help          this text

Exit code: 0 the files were written, or are in order; 2 a file is missing, is not whole or is not in order.
`

await runCommand(usage, async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: {
      hide: { type: 'string', multiple: true, default: [] as string[] },
      out: { type: 'string', default: folder },
      check: { type: 'boolean', default: false },
      'any-revision': { type: 'boolean', default: false },
    },
  })
  if (values.check) return check(positionals, values['any-revision'])
  for (const file of positionals.length > 0 ? positionals : [defaultFile]) {
    const evidence = await readEvidence(file)
    if (typeof evidence === 'string') throw new LabError(evidence)
    const path = await shareEvidence(evidence, { out: values.out, hidden: values.hide })
    process.stdout.write(`${relative(process.cwd(), path)}\n`)
  }
  return 0
})

/** @throws LabError with a line for each file that is not in order */
async function check(files: readonly string[], anyRevision: boolean): Promise<0> {
  if (files.length === 0) throw new LabError('no shared file was named; --help explains it')
  const revision = anyRevision ? undefined : await readRevision()
  const errors: string[] = []
  for (const file of files) {
    const wrong = await checkShared(file, revision)
    if (wrong.length > 0) errors.push(`${file}: ${visibleLine(wrong.join('; '))}`)
    else process.stdout.write(`${file}: in order\n`)
  }
  if (errors.length > 0) throw new LabError(errors.join('\nnsproof: '))
  return 0
}
