import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '../../fixtures/engine/error.ts'
import { type Decision, decideOutcome, type Fetched, type Wanted } from './decide-outcome.ts'
import { type Guest, MachineFailure, type Session } from './guest.ts'
import { findKernelErrors } from './kernel-errors.ts'
import type { ListedMachine } from './machine-list.ts'
import { play } from './play.ts'
import { withRootGuest } from './root-guest.ts'
import { type GivenLimits, limitsOf } from './time-limits.ts'
import { withVmGuest } from './vm-guest.ts'

/** What every machine gets. */
export interface Shipment {
  /** Archive of the repository. */
  readonly repository: string
  /** Archive of node_modules for this host's processor. */
  readonly dependencies: string
  readonly revision: string
}

export interface ProveOptions {
  readonly machine: ListedMachine
  readonly shipment: Shipment
  /** Arguments for `npm start`. */
  readonly arguments: readonly string[]
  /** Ids of the claims. */
  readonly asked: readonly string[]
  readonly limits: GivenLimits
  /** Folder of the results of all machines. */
  readonly out: string
}

export interface MachineResult extends Decision {
  readonly name: string
  readonly kind: ListedMachine['kind']
  readonly seconds: number
  /** What the kernel logged of errors; undefined if its log was not read. */
  readonly kernelErrors?: readonly string[]
}

const files = ['evidence.json', 'exit-code', 'output.txt', 'kernel.log', 'console.log', 'outcome.json']

/**
 * Boots a machine, proves claims on it, fetches the results to a folder of its name, and decides what came of it. Its
 * failure is its outcome: it throws for nothing that can happen to a machine.
 */
export async function proveMachine(options: ProveOptions, session: Session): Promise<MachineResult> {
  const { machine, shipment, asked, out } = options
  const { name, kind } = machine
  const began = performance.now()
  const results = join(out, name)
  await mkdir(results, { recursive: true })
  for (const file of files) await rm(join(results, file), { force: true })
  const failure = await boot(options, session, results)
  const wanted: Wanted = { revision: shipment.revision, asked }
  const { kernelLog, ...fetched } = await readResults(results)
  const decision = decideOutcome(fetched, wanted, failure)
  const seconds = Math.round((performance.now() - began) / 1000)
  const kernelErrors = kernelLog === undefined ? {} : { kernelErrors: findKernelErrors(kernelLog) }
  const result = { name, kind, ...decision, seconds, ...kernelErrors }
  await writeFile(join(results, 'outcome.json'), `${JSON.stringify(result, undefined, 2)}\n`)
  return result
}

/** @returns one sentence about what failed, or undefined */
async function boot(options: ProveOptions, session: Session, results: string): Promise<string | undefined> {
  const { machine } = options
  if (session.stop.aborted) return 'it was not started'
  const body = (guest: Guest): Promise<string | undefined> => playOn(guest, options, session, results)
  try {
    if (machine.kind === 'vm') return await withVmGuest(machine, session, results, body)
    if (machine.kind === 'root') return await withRootGuest(machine, session, body)
    return await body({ inventory: machine.inventory, emulated: false, ended: new Promise(() => {}) })
  } catch (error) {
    if (error instanceof MachineFailure || error instanceof LabError) return error.message
    throw error
  }
}

function playOn(guest: Guest, options: ProveOptions, session: Session, results: string): Promise<string | undefined> {
  const { machine, shipment } = options
  const limits = limitsOf(machine.claims, guest.emulated, options.limits)
  const variables = {
    nsproof_repository: shipment.repository,
    nsproof_dependencies: shipment.dependencies,
    nsproof_processor: { x64: 'x86_64', arm64: 'aarch64' }[process.arch as string],
    nsproof_arguments: options.arguments,
    nsproof_results: results,
    nsproof_boot_limit: limits.boot,
    nsproof_limit: limits.run,
  }
  const log = (line: string): void => session.log(`${machine.name}: ${line}`)
  return play({ name: machine.name, guest, variables, temporary: session.folder, limits, log, stop: session.stop })
}

async function readResults(folder: string): Promise<Fetched & { readonly kernelLog?: string }> {
  const [evidence, code, output, kernelLog] = await Promise.all(
    files.slice(0, 4).map((file) => readFile(join(folder, file)).catch(() => undefined)),
  )
  return {
    ...(evidence && { evidence }),
    ...(code && { exitCode: Number(code.toString()) }),
    output: output?.toString() ?? '',
    ...(kernelLog && { kernelLog: kernelLog.toString() }),
  }
}
