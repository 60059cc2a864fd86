import type { Observation } from '../../instruments/evidence/types.ts'
import type { ClaimEvidence, TestEvidence } from '../schema.ts'
import { exhibits, matches, type Selector } from './exhibits.ts'
import { types } from './identities.ts'

/** An observation, and whose it is. */
export interface Seen {
  readonly claim: string
  readonly test: TestEvidence
  readonly observation: Observation
  readonly by?: 'user'
}

/** What prepares or accompanies a look and shows nothing by itself. */
const acting = ['mount', 'umount', 'ln', 'mkdir', 'touch', 'rm', 'cp', 'dpkg', 'stop', 'start', 'kill', 'true']
const listing = ['procfs', 'processes', 'moment', ...types.map((type) => `members of ${type} namespaces`)]
const plumbing = new Set([...acting, ...listing])
const telling = ['ps', 'ip address', 'ip netns list', 'os-release', 'hostname']

const seen = (claim: ClaimEvidence, role: TestEvidence['role']): Seen[] =>
  claim.tests
    .filter((test) => test.role === role)
    .flatMap((test) => test.observations.map((observation) => ({ claim: claim.id, test, observation })))

const rank = ({ observation }: Seen) => {
  const place = telling.indexOf(observation.probe)
  if (place >= 0) return place
  if (plumbing.has(observation.probe)) return 100
  return observation.stdout === '' && observation.exitCode === 0 ? 50 : telling.length
}

/** The most telling first; of equals the earlier. */
const ranked = (all: readonly Seen[]) => all.toSorted((a, b) => rank(a) - rank(b))

function pick(selector: Selector, own: ClaimEvidence, claims: readonly ClaimEvidence[]): Seen | undefined {
  const claim = selector.claim === undefined ? own : claims.find(({ id }) => id === selector.claim)
  if (claim === undefined) return undefined
  const found = seen(claim, selector.role ?? 'finding').filter(({ observation }) => matches(selector, observation))
  const one = found.at(selector.nth ?? 0)
  return one && selector.by ? { ...one, by: selector.by } : one
}

const differs = (a: Seen, b: Seen) =>
  a.observation.probe === b.observation.probe &&
  (a.observation.vantage !== b.observation.vantage || a.observation.argv.join() !== b.observation.argv.join())

/** The first telling look of the finding, and the same look from elsewhere: in the finding, else in the control. */
function byRule(claim: ClaimEvidence): Seen[] {
  const findings = ranked(seen(claim, 'finding'))
  const controls = ranked(seen(claim, 'control'))
  const [left] = findings
  if (left === undefined) return controls.slice(0, 1)
  const right =
    findings.find((other) => differs(left, other)) ??
    controls.find((other) => other.observation.probe === left.observation.probe) ??
    controls[0]
  return right === undefined ? [left] : [left, right]
}

/** The two views of a claim that are shown side by side; one, or none, where no more was seen. */
export function viewsOf(claim: ClaimEvidence, claims: readonly ClaimEvidence[]): readonly Seen[] {
  const wanted = exhibits[claim.id]?.slice(0, 2).map((selector) => selector && pick(selector, claim, claims)) ?? []
  const [left, right] = wanted
  return left !== undefined && right !== undefined ? [left, right] : byRule(claim)
}

/** What a control shows beneath the views: what was chosen for it, else the same look from where no view was taken. */
export function controlOf(claim: ClaimEvidence, test: TestEvidence, views: readonly Seen[]): Seen | undefined {
  const selector = exhibits[claim.id]?.[2]
  const chosen = selector && pick(selector, claim, [claim])
  if (chosen?.test === test) return chosen
  const probe = views[0]?.observation.probe
  const taken = new Set(views.map(({ observation }) => observation.vantage))
  const all = test.observations.map((observation) => ({ claim: claim.id, test, observation }))
  const other = all.findLast(({ observation }) => observation.probe === probe && !taken.has(observation.vantage))
  return other ?? keyOf(claim, test, probe)
}

/** The most telling observation of a test: of the given probe, else the last that was refused, else by rank. */
export function keyOf(claim: ClaimEvidence, test: TestEvidence, probe?: string): Seen | undefined {
  const all = test.observations.map((observation) => ({ claim: claim.id, test, observation }))
  const refused = all.findLast((one) => one.observation.exitCode !== 0 && rank(one) < 100)
  return all.findLast(({ observation }) => observation.probe === probe) ?? refused ?? ranked(all)[0]
}
