import { type FoundLook, findLook, type SearchedRun } from '../../evidence/find-look.ts'
import type { ClaimEvidence, TestEvidence } from '../../evidence/schema.ts'
import { namespaceOrder } from '../map/identities.ts'
import { chosenViews, type Selector } from './chosen-views.ts'

/** An observation that the page shows. */
export interface ShownObservation extends FoundLook {
  readonly by?: 'user'
}

/** Probes and commands that only prepare an observation. */
const acting = ['mount', 'umount', 'ln', 'mkdir', 'touch', 'rm', 'cp', 'dpkg', 'stop', 'start', 'kill', 'true']
const listing = ['procfs', 'processes', 'moment', ...namespaceOrder.map((type) => `members of ${type} namespaces`)]
const preparation = new Set([...acting, ...listing])
const preferredProbes = ['ps', 'ip address', 'ip netns list', 'os-release', 'hostname']

const observationsOf = (claim: ClaimEvidence, role: TestEvidence['role']): ShownObservation[] =>
  claim.tests
    .filter((test) => test.role === role)
    .flatMap((test) => test.observations.map((observation) => ({ claim: claim.id, test, observation })))

const rank = ({ observation }: ShownObservation) => {
  const place = preferredProbes.indexOf(observation.probe)
  if (place >= 0) return place
  if (preparation.has(observation.probe)) return 100
  return observation.stdout === '' && observation.exitCode === 0 ? 50 : preferredProbes.length
}

/** Stable: observations of equal rank stay in order. */
const ranked = (all: readonly ShownObservation[]) => all.toSorted((a, b) => rank(a) - rank(b))

function pick(selector: Selector, own: ClaimEvidence, run: SearchedRun): ShownObservation | undefined {
  const one = findLook(selector, own, run)
  return one && selector.by ? { ...one, by: selector.by } : one
}

const isSameProbeElsewhere = (a: ShownObservation, b: ShownObservation) =>
  a.observation.probe === b.observation.probe &&
  (a.observation.vantage !== b.observation.vantage || a.observation.argv.join() !== b.observation.argv.join())

/** The finding's observation of best rank, and the same probe from another vantage: in the finding, else in the control. */
function byRule(claim: ClaimEvidence): ShownObservation[] {
  const findings = ranked(observationsOf(claim, 'finding'))
  const controls = ranked(observationsOf(claim, 'control'))
  const [left] = findings
  if (left === undefined) return controls.slice(0, 1)
  const right =
    findings.find((other) => isSameProbeElsewhere(left, other)) ??
    controls.find((other) => other.observation.probe === left.observation.probe) ??
    controls[0]
  return right === undefined ? [left] : [left, right]
}

/** The two views of a claim that are shown side by side. Fewer if the claim has fewer observations. */
export function chooseViews(claim: ClaimEvidence, run: SearchedRun): readonly ShownObservation[] {
  const wanted = chosenViews[claim.id]?.slice(0, 2).map((selector) => selector && pick(selector, claim, run)) ?? []
  const [left, right] = wanted
  return left !== undefined && right !== undefined ? [left, right] : byRule(claim)
}

/** The observation shown for a control: the one in `chosenViews`, else the views' probe from a vantage that no view has. */
export function chooseControl(
  claim: ClaimEvidence,
  test: TestEvidence,
  views: readonly ShownObservation[],
): ShownObservation | undefined {
  const selector = chosenViews[claim.id]?.[2]
  const chosen = selector && pick(selector, claim, { claims: [claim], subjects: [] })
  if (chosen?.test === test) return chosen
  const probe = views[0]?.observation.probe
  const taken = new Set(views.map(({ observation }) => observation.vantage))
  const all = test.observations.map((observation) => ({ claim: claim.id, test, observation }))
  const other = all.findLast(({ observation }) => observation.probe === probe && !taken.has(observation.vantage))
  return other ?? chooseObservation(claim, test, probe)
}

/** The observation that stands for a test: the last of the given probe, else the last that failed, else the best by rank. */
export function chooseObservation(
  claim: ClaimEvidence,
  test: TestEvidence,
  probe?: string,
): ShownObservation | undefined {
  const all = test.observations.map((observation) => ({ claim: claim.id, test, observation }))
  const refused = all.findLast((one) => one.observation.exitCode !== 0 && rank(one) < 100)
  return all.findLast(({ observation }) => observation.probe === probe) ?? refused ?? ranked(all)[0]
}
