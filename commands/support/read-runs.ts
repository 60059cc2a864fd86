import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../../fixtures/engine/error.ts'
import { type Forms, type RunSummary, summarize } from '../../reports/compat/run-summary.ts'
import { assessFile, type MachineOutcome } from '../../reports/evidence/assess-file.ts'
import { digestInName, digestOf, isEvidenceName, readContent } from './evidence-file.ts'

/** One evidence file, or a folder without one. */
export interface ReadRun {
  readonly file: string
  readonly outcome: MachineOutcome
  /** What is wrong, one sentence each; empty if it is proved. */
  readonly reasons: readonly string[]
  /** Present only if the file is whole. */
  readonly summary?: RunSummary
}

/**
 * Evidence files among the arguments and below the folders among them: `evidence.json`, and names that end in a digest.
 * @returns a path for each file once, and the folders that hold none
 * @throws LabError for an argument that does not exist
 */
function findEvidenceFiles(args: readonly string[]): { readonly files: string[]; readonly empty: string[] } {
  const found = args.map((arg) => {
    const stat = statSync(arg, { throwIfNoEntry: false })
    if (stat === undefined) throw new LabError(`${arg} does not exist: name evidence files, or folders that hold some`)
    return { arg, files: stat.isDirectory() ? filesBelow(arg) : [arg] }
  })
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    empty: found.flatMap(({ arg, files }) => (files.length === 0 ? [arg] : [])),
  }
}

function filesBelow(folder: string): string[] {
  const names = globSync('**/*.{json,json.gz}', { cwd: folder }).toSorted()
  return names.filter(isEvidenceName).map((name) => join(folder, name))
}

/**
 * Reads one file after another and keeps of each what the merge needs, so that memory does not grow with their sizes. Equal
 * files count once.
 * @param forms what the claims of all files came to; new ones are added
 */
export async function readRuns(args: readonly string[], forms: Forms): Promise<ReadRun[]> {
  const { files, empty } = findEvidenceFiles(args)
  const runs: ReadRun[] = empty.map((file) => ({
    file,
    outcome: 'machine failed',
    reasons: ['the folder holds no evidence'],
  }))
  const seen = new Set<string>()
  for (const file of files) {
    const run = await readRun(file, forms)
    const digest = run.summary?.digest
    if (digest === undefined || !seen.has(digest)) runs.push(run)
    if (digest !== undefined) seen.add(digest)
  }
  return runs
}

async function readRun(file: string, forms: Forms): Promise<ReadRun> {
  let content: Buffer
  try {
    content = await readContent(file)
  } catch (error) {
    return { file, outcome: 'machine failed', reasons: [`it cannot be read: ${String(error)}`] }
  }
  const digest = digestOf(content)
  const named = digestInName(file)
  if (named !== undefined && named !== digest)
    return {
      file,
      outcome: 'apparatus broke',
      reasons: [`its name says digest ${named} and its content has ${digest}: it was changed after \`npm run share\``],
    }
  const { outcome, reasons, evidence } = assessFile(content)
  return { file, outcome, reasons, ...(evidence && { summary: summarize(evidence, digest, forms) }) }
}
