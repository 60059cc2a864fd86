import { type ClaimTranscript, transcriptsOf } from '../../reports/compat/claim-transcript.ts'
import type { Forms } from '../../reports/compat/run-summary.ts'
import { redactEvidence } from '../../reports/evidence/redact-evidence.ts'
import { parseEvidence } from '../../reports/evidence/schema.ts'
import { readContent } from './evidence-file.ts'
import { namesHere } from './names-here.ts'
import type { ReadRun } from './read-runs.ts'

/**
 * Reads the transcripts of one run for each form in which a claim came out, redacted, because the page may be published. Only
 * the runs that are needed are read again.
 * @returns by the key of the form
 */
export async function readTranscripts(
  runs: readonly (ReadRun & Required<Pick<ReadRun, 'summary'>>)[],
  forms: Forms,
): Promise<Map<string, ClaimTranscript>> {
  const found = new Map<string, ClaimTranscript>()
  for (const { file, summary } of runs) {
    const missing = summary.forms.filter((form) => !found.has(form) && forms.get(form)?.outcome !== 'not-applicable')
    if (missing.length === 0) continue
    const evidence = parseEvidence(JSON.parse((await readContent(file)).toString('utf8')))
    const ids = new Set(missing.map((form) => forms.get(form)?.id))
    const { grid: _, ...needed } = { ...evidence, claims: evidence.claims.filter(({ id }) => ids.has(id)) }
    const redacted = redactEvidence(needed, namesHere())
    for (const [form, transcript] of transcriptsOf(redacted, missing, summary.digest)) found.set(form, transcript)
  }
  return found
}
