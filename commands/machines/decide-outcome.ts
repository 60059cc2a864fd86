import { lastLines } from '../../fixtures/engine/last-lines.ts'
import { assessFile, type MachineOutcome } from '../../reports/evidence/assess-file.ts'

/** What came back from a machine. */
export interface Fetched {
  readonly evidence?: Buffer
  /** Of `npm start`. */
  readonly exitCode?: number
  /** What `npm start` printed. */
  readonly output: string
}

export interface Wanted {
  /** The suite that was sent. */
  readonly revision: string
  /** Ids of the claims. */
  readonly asked: readonly string[]
}

export interface Decision {
  readonly outcome: MachineOutcome
  /** One sentence each; empty if it is proved. */
  readonly reasons: readonly string[]
}

/**
 * Decides what came of a machine. Only whole evidence of the suite that was sent, with at least the claims that were asked
 * for, can prove anything: neither an exit code nor silence does.
 * @param failure what ended the machine or the way to it, if something did
 */
export function decideOutcome(fetched: Fetched, wanted: Wanted, failure?: string): Decision {
  const { evidence } = fetched
  if (evidence !== undefined && evidence.length > 0) return judgeEvidence(evidence, fetched, wanted, failure)
  if (failure !== undefined) return { outcome: 'machine failed', reasons: [failure] }
  const { exitCode, output } = fetched
  const last = lastLines(output, 1)
  if (isDiskFull(output)) return { outcome: 'machine failed', reasons: [`its disk is full: ${last}`] }
  if (exitCode === undefined) return { outcome: 'machine failed', reasons: ['it sent no results'] }
  if (exitCode === 124)
    return { outcome: 'machine failed', reasons: [`the claims were not done within its limit of time: ${last}`] }
  if (exitCode > 128)
    return {
      outcome: 'machine failed',
      reasons: [`\`npm start\` was ended there by signal ${exitCode - 128}: ${last}`],
    }
  return {
    outcome: 'apparatus broke',
    reasons: [`\`npm start\` ended with ${exitCode} and wrote no evidence: ${last}`],
  }
}

function judgeEvidence(evidence: Buffer, { exitCode, output }: Fetched, wanted: Wanted, failure?: string): Decision {
  const { outcome, reasons, evidence: whole } = assessFile(evidence)
  if (whole === undefined) return { outcome, reasons: failure === undefined ? reasons : [failure, ...reasons] }
  const faults = [
    ...(whole.run?.revision === wanted.revision
      ? []
      : [`its evidence is of revision ${whole.run?.revision}, and ${wanted.revision} was sent`]),
    ...missingClaims(
      wanted.asked,
      whole.claims.map(({ id }) => id),
    ),
  ]
  if (faults.length > 0) return { outcome: 'apparatus broke', reasons: faults }
  if (outcome !== 'proved') return { outcome, reasons }
  if (exitCode === undefined) return { outcome: 'machine failed', reasons: [failure ?? 'it sent no exit code'] }
  if (exitCode === 0) return { outcome, reasons }
  return { outcome: 'apparatus broke', reasons: [`\`npm start\` ended with ${exitCode}: ${lastLines(output, 1)}`] }
}

function missingClaims(asked: readonly string[], found: readonly string[]): readonly string[] {
  const missing = asked.filter((id) => !found.includes(id))
  if (missing.length === 0) return []
  return [
    `of ${asked.length} claims that were asked for, ${missing.length} are missing: ${missing.slice(0, 6).join(', ')}`,
  ]
}

/** By the words of ENOSPC and EDQUOT (errno(3)), because nothing that reports them tells them in another way. */
export const isDiskFull = (text: string): boolean =>
  /no space left on device|\bENOSPC\b|disk quota exceeded|\bEDQUOT\b/i.test(text)
