import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readPidfile } from '../../fixtures/engine/record.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import { appendEntry } from '../../fixtures/undo/journal.ts'
import { identify } from '../../fixtures/undo/process.ts'
import { until } from '../../fixtures/until.ts'
import { runVariables, unmarkedEnvironment } from '../../instruments/run-environment.ts'
import { quote } from '../support/quote.ts'

const files = join(import.meta.dirname, 'shell')
const labPrograms = join(import.meta.dirname, 'bin')

/** A shell that the lab can open. */
export interface LabShell {
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Set if the user's own shell is another one. */
  readonly insteadOf?: string
}

/** The user's shell, with options to read the lab's file beside the user's own. */
export function chooseShell(env: NodeJS.ProcessEnv = process.env): LabShell {
  const wanted = env['SHELL'] || '/bin/sh'
  const name = basename(wanted)
  if (name === 'bash') return bashAt(wanted)
  if (name === 'sh' || name === 'dash') return shAt(wanted, env)
  const bash = ['/bin/bash', '/usr/bin/bash'].find((path) => existsSync(path))
  return { ...(bash === undefined ? shAt('/bin/sh', env) : bashAt(bash)), insteadOf: name }
}

const bashAt = (path: string): LabShell => ({
  argv: [path, '--rcfile', join(files, 'bashrc'), '-i'],
  environment: {},
})

const shAt = (path: string, { ENV }: NodeJS.ProcessEnv): LabShell => ({
  argv: [path, '-i'],
  environment: { ENV: join(files, 'shrc'), ...(ENV !== undefined && runVariables({ labUserEnv: ENV })) },
})

/** A shell that is open. */
interface OpenedShell {
  readonly pid: number | undefined
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>
}

/**
 * Opens the shell on this terminal, in the namespaces of the lab's engine. What is started from it has the socket in its
 * environment, and not the run's mark: clean-up ends only what is in the lab's namespaces.
 */
export async function openShell({ argv, environment }: LabShell, lab: OpenLab, socket: string): Promise<OpenedShell> {
  const variables = {
    ...environment,
    ...runVariables({ lab: socket, labPrograms, labPrompt: join(files, 'prompt.sh') }),
    DOCKER_HOST: lab.engine.socket,
  }
  const env = { ...withoutRun(unmarkedEnvironment()), ...variables }
  const { enter, sudo } = lab.engine
  const pidfile = join(lab.folder, 'shell.pid')
  const script = saveEntry(lab, argv, env, pidfile)
  const [file, ...args] = [...(enter.length === 0 ? [] : [...sudo, ...enter, ...becoming(lab)]), 'sh', script]
  const child = spawn(file, args, { stdio: 'inherit', env })
  const ended = once(child, 'exit')
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
  const limits = { limit: 10_000, interval: 10 }
  const pid = await until(
    () => readPidfile(pidfile),
    (found) => found !== undefined || isOver(),
    limits,
  )
  if (pid !== undefined) appendEntry(lab.folder, { kind: 'shell', socket, ...identify(pid) })
  return { pid, ended }
}

/** The shell's user is the one who started the lab, also where only root may enter the engine's namespaces. */
function becoming({ engine }: OpenLab): readonly string[] {
  if (engine.sudo.length === 0) return []
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--init-groups', '--']
}

/**
 * Writes a script that becomes the shell. It notes its PID, which is not that of sudo, and sets the working directory and
 * the environment, which nsenter and sudo change.
 */
function saveEntry({ folder }: OpenLab, argv: readonly string[], env: NodeJS.ProcessEnv, pidfile: string): string {
  const path = join(folder, 'enter.sh')
  const names = Object.entries(env).filter(([name, value]) => value !== undefined && /^[A-Za-z_]\w*$/.test(name))
  const lines = [
    `echo $$ > ${quote(pidfile)}`,
    ...names.map(([name, value]) => `export ${name}=${quote(value ?? '')}`),
    `cd ${quote(process.cwd())}`,
    `exec ${argv.map(quote).join(' ')}`,
  ]
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  return path
}

/** A run's other variables would make commands in the shell a part of this run. */
function withoutRun(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = Object.keys(runVariables({ run: '', folder: '' }))
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)))
}
