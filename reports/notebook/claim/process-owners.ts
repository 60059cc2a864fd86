import { z } from 'zod'
import type { Observation, SubjectRecord, VantageStep } from '../../../instruments/evidence/types.ts'

const rowsSchema = z.array(z.object({ pid: z.number(), ppid: z.number(), args: z.string() }))
type Row = z.output<typeof rowsSchema>[number]

/** The parsed rows of `ps`. Undefined for any other observation. */
export function psRows({ probe, facts }: Observation): readonly Row[] | undefined {
  const parsed = probe === 'ps' ? rowsSchema.safeParse(facts) : undefined
  return parsed?.success === true ? parsed.data : undefined
}

function descendants(rows: readonly Row[], pid: number): Set<number> {
  const found = new Set([pid])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const row of rows) if (found.has(row.ppid)) found.add(row.pid)
  }
  return found
}

function leadsTo(step: VantageStep, { name, id, pid }: SubjectRecord): boolean {
  if (step.kind === 'exec') return step.container === id || step.name === name
  return step.kind === 'nsenter' && step.target === pid
}

/**
 * The container's name for each PID. A list of the host is searched from the containers' first processes; a list inside a
 * container is recognized by its vantage.
 */
export function ownersOf(observation: Observation, subjects: readonly SubjectRecord[]): ReadonlyMap<number, string> {
  const rows = psRows(observation) ?? []
  const owners = new Map<number, string>()
  const onHost = subjects.filter(({ pid }) => rows.some((row) => row.pid === pid && row.ppid !== 0))
  for (const { name, pid } of onHost) for (const member of descendants(rows, pid)) owners.set(member, name)
  if (onHost.length > 0 || observation.leftOut !== undefined || rows.length > 40) return owners
  const inside = subjects.find((subject) => observation.steps.some((step) => leadsTo(step, subject)))
  const init = rows.find((row) => row.pid === 1 && row.ppid === 0 && !row.args.startsWith('ps '))
  if (inside !== undefined && init !== undefined)
    for (const member of descendants(rows, 1)) owners.set(member, inside.name)
  return owners
}
