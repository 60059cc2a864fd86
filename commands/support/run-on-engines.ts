import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { LabError } from '../../fixtures/engine/error.ts'
import { lacking, type VariantName, variantNames } from '../../fixtures/engine/variants.ts'
import { log, worstExitCode } from './run-command.ts'

const isVariant = (name: string): name is VariantName => variantNames.some((known) => known === name)

/**
 * The engines that `--engine` names, each once, in the given order. `all` means every engine that this host can run; for
 * each of the others a line says why not.
 * @throws LabError for an unknown name, and for a named engine that this host cannot run
 */
export function chosenEngines(wanted: readonly string[]): VariantName[] {
  const names = wanted.flatMap((list) => list.split(','))
  const unknown = names.find((name) => name !== 'all' && !isVariant(name))
  if (unknown !== undefined)
    throw new LabError(`--engine must be one of ${variantNames.join(', ')}, all; not ${JSON.stringify(unknown)}`)
  for (const name of names.filter(isVariant)) {
    const reason = lacking(name)
    if (reason !== undefined) throw new LabError(`--engine ${name} cannot run here: ${reason}`)
  }
  return [...new Set(names.flatMap((name) => (isVariant(name) ? [name] : runnableEngines())))]
}

function runnableEngines(): VariantName[] {
  return variantNames.filter((name) => {
    const reason = lacking(name)
    if (reason !== undefined) log(`--engine ${name} is skipped: ${reason}`)
    return reason === undefined
  })
}

export interface EngineRuns {
  readonly names: readonly VariantName[]
  /** Options and claims for each run, without --engine. */
  readonly args: readonly string[]
  readonly out: string
  readonly colour: boolean
  readonly lang: 'en' | 'ja'
}

/** Runs on one engine after another, then compares the evidence. @returns the worst exit code */
export async function runOnEngines({ names, args, out, colour, lang }: EngineRuns): Promise<number> {
  const startedAt = Date.now()
  const codes: number[] = []
  for (const name of names) {
    process.stdout.write(`\nEngine ${name}\n`)
    const code = await runOn(name, args)
    if (code > 128) return code
    codes.push(code)
  }
  const files = names.map((name) => join(out, name, 'evidence.json')).filter((file) => isNewer(file, startedAt))
  if (files.length > 1) {
    const { compareFiles } = await import('./compare-files.ts')
    await compareFiles(files, { out: join(out, 'compare.html'), colour, lang })
  }
  return worstExitCode(codes)
}

/** Tells this run's evidence from an older file, which stays if the run could not start. */
function isNewer(file: string, startedAt: number): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && found.mtimeMs >= startedAt
}

/** A process can use one engine only, so each run is a child process. Signals are passed on to it. */
async function runOn(name: VariantName, args: readonly string[]): Promise<number> {
  const child = fork(join(import.meta.dirname, '../start.ts'), ['--engine', name, ...args])
  const stopPassing = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => passOn(signal, child))
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  for (const stop of stopPassing) stop()
  return code ?? 128 + constants.signals[signal ?? 'SIGKILL']
}

function passOn(signal: NodeJS.Signals, child: ChildProcess): () => void {
  const pass = (): void => void child.kill(signal)
  process.on(signal, pass)
  return () => void process.off(signal, pass)
}

/** Ends this run, with its clean-up, when the parent that runs several engines has died: its IPC channel closes then. */
export function endWithParent(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
