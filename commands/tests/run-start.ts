import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { type Evidence, parseEvidence } from '../../reports/evidence/schema.ts'

/** The outcome of `npm start`, run by a test. */
export interface StartRun {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
  /** Claim id to status, from the first engine's evidence; empty if none was written. */
  readonly statuses: Readonly<Record<string, string>>
  readonly evidence?: Evidence
}

/** Runs commands/start.ts with a temporary folder for its reports, and reads them. */
export async function runStart(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<StartRun> {
  const out = mkdtempSync(join(tmpdir(), 'nsproof-nested-'))
  try {
    const start = join(import.meta.dirname, '../start.ts')
    const ran = await execa(process.execPath, [start, ...args, '--out', join(out, 'reports')], { env, reject: false })
    const [file = ''] = globSync(join(out, 'reports/{,*/}evidence.json'))
    const evidence = readEvidence(file)
    const statuses = Object.fromEntries(evidence?.claims.map(({ id, status }) => [id, status]) ?? [])
    return { exitCode: ran.exitCode, stdout: ran.stdout, stderr: ran.stderr, statuses, ...(evidence && { evidence }) }
  } finally {
    rmSync(out, { recursive: true })
  }
}

function readEvidence(file: string): Evidence | undefined {
  try {
    return parseEvidence(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
