import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { claimIdOf, select } from '../../fixtures/run/select.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import { mergeFiles, outcomeExitCodes } from '../support/merge-files.ts'
import { worstExitCode } from '../support/run-command.ts'
import type { Session } from './guest.ts'
import type { ListedMachine } from './machine-list.ts'
import { type MachineResult, proveMachine } from './prove-machine.ts'
import { packShipment } from './shipment.ts'
import type { GivenLimits } from './time-limits.ts'

export interface MachinesOptions {
  readonly machines: readonly ListedMachine[]
  /** Instead of the claims of each machine; empty for these. */
  readonly claims: readonly string[]
  readonly limits: GivenLimits
  /** How many machines run at the same time. */
  readonly jobs: number
  readonly out: string
}

/**
 * Proves claims on machines, prints what came of each, and merges the evidence.
 * @returns 0 all proved; 1 a claim came out otherwise; 3 an apparatus broke or a machine failed. 1 comes before 3
 */
export async function runMachines(options: MachinesOptions, session: Session): Promise<number> {
  const { machines, claims, limits, jobs, out } = options
  const shipment = await packShipment(session)
  const results = await inParallel(machines, jobs, async (machine) => {
    const given = argumentsFor(machine, claims)
    const result = await proveMachine({ machine, shipment, ...given, limits, out }, session)
    session.log(`${machine.name}: ${result.outcome}, after ${result.seconds} s`)
    return result
  })
  for (const result of results) process.stdout.write(describeResult(result))
  const codes = results.map(({ outcome }) => outcomeExitCodes[outcome])
  const files = results.map(({ name }) => join(out, name, 'evidence.json')).filter((file) => existsSync(file))
  if (files.length === 0) return worstExitCode(codes)
  return worstExitCode([...codes, await mergeFiles(files, { out: join(out, 'compat'), atLeast: 1 })])
}

/** What a machine is asked: the arguments of `npm start`, and the ids of the claims. */
function argumentsFor(
  { engine, claims }: ListedMachine,
  patterns: readonly string[],
): { readonly arguments: readonly string[]; readonly asked: readonly string[] } {
  const all = patterns.length === 0 && claims === 'all'
  return {
    arguments: [...(engine === undefined ? [] : [`--engine=${engine}`]), ...(all ? ['--all'] : []), ...patterns],
    asked: select(patterns, claims).map(claimIdOf),
  }
}

/** Like Array.map, at most `jobs` at the same time. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const waiting = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker))
  return results
}

function describeResult({ name, outcome, seconds, reasons, kernelErrors }: MachineResult): string {
  const notes = [
    ...reasons,
    ...(kernelErrors ?? []).map((line) => `its kernel logged: ${line}`),
    ...(kernelErrors === undefined && outcome !== 'machine failed' ? ['its kernel log could not be read'] : []),
  ]
  const lines = notes.map((note) => `    ${visibleLine(note)}\n`)
  return `${outcome.padEnd(16)} ${name}, ${seconds} s\n${lines.join('')}`
}
