import { judge } from './assemble.ts'
import { resultOf } from './claim-result.ts'
import { type ClaimOutcome, type EvidenceOutcomes, parseOutcomes } from './schema.ts'
import { skipObservations } from './skip-observations.ts'

/**
 * What came of a machine. `proved`: every claim as expected or not applicable. `otherwise`: a claim came out otherwise.
 * `apparatus broke`: nothing was shown of a claim, or the file is not what a whole run writes. `machine failed`: there is
 * no whole file.
 */
export type MachineOutcome = 'proved' | 'otherwise' | 'apparatus broke' | 'machine failed'

export interface AssessedFile {
  readonly outcome: MachineOutcome
  /** What is wrong; empty if it is proved. */
  readonly reasons: readonly string[]
  /** Present only if the file is whole, so that its claims may count. */
  readonly evidence?: EvidenceOutcomes
}

/** Judges the content of one evidence file. Only what is shown to be whole counts. */
export function assessFile(content: Buffer): AssessedFile {
  const text = skipObservations(content).toString('utf8')
  if (text.trim() === '') return { outcome: 'machine failed', reasons: ['the file is empty'] }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { outcome: 'machine failed', reasons: [`the file is cut or is not JSON: ${oneLine(error)}`] }
  }
  try {
    return assessEvidence(parseOutcomes(json))
  } catch (error) {
    return { outcome: 'apparatus broke', reasons: [oneLine(error)] }
  }
}

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''

/** Judges evidence that is valid by its schema. */
export function assessEvidence(evidence: EvidenceOutcomes): AssessedFile {
  const faults = faultsOf(evidence)
  if (faults.length > 0) return { outcome: 'apparatus broke', reasons: faults }
  const idsWith = (result: string) => evidence.claims.filter((claim) => resultOf(claim) === result).map(({ id }) => id)
  const [unexpected, broken] = [idsWith('unexpected'), idsWith('broken')]
  const reasons = [
    ...(unexpected.length === 0 ? [] : [`came out otherwise: ${unexpected.join(', ')}`]),
    ...(broken.length === 0 ? [] : [`nothing was shown of ${broken.join(', ')}`]),
    ...(evidence.run?.troubles ?? []),
  ]
  if (unexpected.length > 0) return { outcome: 'otherwise', reasons, evidence }
  return { outcome: reasons.length > 0 ? 'apparatus broke' : 'proved', reasons, evidence }
}

/** What keeps all of a file from counting, one sentence each. */
function faultsOf({ run, claims }: EvidenceOutcomes): string[] {
  if (run === undefined)
    return [
      'it does not say of which revision of the suite it is, nor which claims were asked for: run `npm start` again',
    ]
  const found = new Set(claims.map(({ id }) => id))
  const missing = run.asked.filter((id) => !found.has(id))
  return [
    ...(run.asked.length === 0 ? ['no claim was asked for'] : []),
    ...(missing.length === 0
      ? []
      : [`${claims.length} of ${run.asked.length} claims are there; missing: ${listShortly(missing)}`]),
    ...(found.size === claims.length ? [] : ['a claim is there twice']),
    ...claims.flatMap(contradictionOf),
  ]
}

const listShortly = (ids: readonly string[]): string =>
  ids.length > 6 ? `${ids.slice(0, 6).join(', ')} and ${ids.length - 6} more` : ids.join(', ')

/** A claim counts only if its control and its finding came out as its status says. */
function contradictionOf(claim: ClaimOutcome): string[] {
  const { id, status, reason, tests, verdict } = claim
  const said = status === 'not-applicable' ? { notApplicable: reason ?? '' } : {}
  const found = judge(said, tests).status
  if (found !== status) return [`${id} says ${status}, but its tests say ${found}`]
  if ((verdict === null) === (status === 'as-expected')) return [`${id} is ${status} and its verdict is ${verdict}`]
  const silent = tests.find((test) => test.status === 'passed' && test.observations.length === 0)
  return silent === undefined ? [] : [`${id}: a ${silent.role} passed without an observation`]
}
