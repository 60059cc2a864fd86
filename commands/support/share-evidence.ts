import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { LabError } from '../../fixtures/engine/error.ts'
import { assessEvidence, assessFile } from '../../reports/evidence/assess-file.ts'
import { redactEvidence } from '../../reports/evidence/redact-evidence.ts'
import { type Evidence, parseEvidence } from '../../reports/evidence/schema.ts'
import { toJson, writeWhole } from '../../reports/output/files.ts'
import { digestInName, digestOf, readContent } from './evidence-file.ts'
import { namesHere } from './names-here.ts'

export interface ShareOptions {
  /** Folder to write to. */
  readonly out: string
  /** Further words to hide. */
  readonly hidden: readonly string[]
}

/**
 * Writes evidence without names and addresses, under a name made of engine, kernel and digest.
 * @returns the path
 * @throws LabError if the evidence would not count
 */
export async function shareEvidence(evidence: Evidence, { out, hidden }: ShareOptions): Promise<string> {
  const assessed = assessEvidence(evidence)
  if (assessed.evidence === undefined)
    throw new LabError(`this evidence would not count: ${assessed.reasons.join('; ')}`)
  const redacted = redactEvidence(evidence, namesHere(hidden))
  const json = toJson(redacted)
  const path = join(out, nameOf(redacted, digestOf(json)))
  await mkdir(out, { recursive: true })
  await writeWhole(path, gzipSync(json, { level: 9 }))
  return path
}

/** For example `docker-20.10.24+dfsg1-linux-6.1.0-28-amd64-0a1b2c3d4e5f.json.gz`. */
function nameOf({ profile: { engine, kernel } }: Evidence, digest: string): string {
  const parts = [engine.name, engine.version, 'linux', kernel.release]
  return `${[...parts.map((part) => part.replaceAll(/[^\w.+-]/g, '_')), digest].join('-')}.json.gz`
}

/**
 * Checks a shared file: digest, schema, revision, that each claim's tests came out as its status says, and that nothing is
 * left to redact.
 * @param revision undefined if every revision will do
 * @returns what is wrong, one sentence each
 */
export async function checkShared(file: string, revision: string | undefined): Promise<readonly string[]> {
  const content = await readContent(file).catch((error: unknown) => String(error))
  if (typeof content === 'string') return [`it cannot be read: ${content}`]
  const [digest, named] = [digestOf(content), digestInName(file)]
  if (named === undefined) return ['its name does not end in its digest: `npm run share` names it']
  if (named !== digest) return [`its name says digest ${named} and its content has ${digest}: it was changed by hand`]
  const { evidence: whole, reasons } = assessFile(content)
  if (whole === undefined) return reasons
  const text = content.toString('utf8')
  const evidence = parseEvidence(JSON.parse(text))
  const found = evidence.run?.revision
  return [
    ...(revision === undefined || found === revision
      ? []
      : [`it is of revision ${found}, and this suite is ${revision}`]),
    ...(toJson(redactEvidence(evidence, { hosts: [], users: [] })) === text
      ? []
      : ['it holds names or addresses, or is not written as `npm run share` writes it']),
  ]
}
