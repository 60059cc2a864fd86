import type { Element } from 'hast'
import { h } from 'hastscript'
import { z } from 'zod'
import { commandOf, wordsBySteps } from '../../../instruments/evidence/steps.ts'
import type { Handle, Observation, Profile, SubjectRecord, VantageStep } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import type { ClaimEvidence, Evidence } from '../../evidence/schema.ts'
import { both, type Content, code } from '../page/dom.ts'
import { highlight } from '../page/highlight.ts'
import { ui } from '../ui/ui.ts'
import type { ShownObservation } from './choose-views.ts'

const needsNoQuotes = /^[\w@%+=:,./-]+$/
const maxCommands = 6
/** A file or a label that the run or the engine named, and that existed only during the run. */
const temporary = /^\/tmp\/nsproof-|^label=|nsproof-[0-9a-f]{8}|\/netns\/[0-9a-f]{12}$/
/** Commands that work only once. */
const onlyOnce = new Set(['ln', 'rm', 'mkdir', 'touch', 'kill', 'stop'])

const variable = (name: string) => name.toLowerCase().replaceAll(/\W/g, '_')
const pidVariable = (name: string) => `$${variable(name)}_pid`

/** What the commands of a claim name that exists only in one run. */
export interface RunNames {
  readonly subjects: readonly SubjectRecord[]
  /** Of a private engine. */
  readonly daemon: Profile['engine']['daemon']
  /** The engine's variant, as `--engine` names it. */
  readonly engine: string
  /** The words that run the docker client. */
  readonly client: readonly string[]
  /** Whether the run's commands became root by sudo. */
  readonly sudo: boolean
}

/** How the run reached its engine, from the first command that did. */
export function namesOf({ claims, subjects, profile, engine }: Evidence): RunNames {
  const steps = claims
    .flatMap(({ tests }) => tests.flatMap(({ observations }) => observations))
    .flatMap(({ argv, steps: all }) => wordsBySteps(argv, all))
  const words = steps.find(({ step }) => step.kind === 'docker')?.words ?? ['docker']
  const sudo = steps.some(({ step, words: [first] }) => step.kind === 'host' && first === 'sudo')
  return { subjects, daemon: profile.engine.daemon, engine, client: words, sudo }
}

const quoted = (text: string): string =>
  needsNoQuotes.test(text) ? text : `'${visibleLine(text).replaceAll("'", "'\\''")}'`

/** Quotes an argument for a shell, with variables in place of the run's container ids and PIDs. */
function shellWord(text: string, { subjects }: RunNames): string {
  const named = subjects.find(({ id }) => id === text)
  if (named !== undefined) return `"$${variable(named.name)}"`
  if (!needsNoQuotes.test(text)) return quoted(text)
  const general = subjects.reduce(withVariable, text)
  return general === text ? text : `"${general}"`
}

/** Replaces a PID that is a whole part of a path, or the end of a link's name, by a variable. */
function withVariable(text: string, { pid, name }: SubjectRecord): string {
  const parts = text.split('/').map((part) => {
    if (part === String(pid)) return pidVariable(name)
    return part.endsWith(`-${pid}`) ? `${part.slice(0, -String(pid).length)}${pidVariable(name)}` : part
  })
  return parts.join('/')
}

const listed = z.array(z.object({ pid: z.number(), ppid: z.number() }))

/** `ps -p LIST` of a container's first process and its children asks for these by `pgrep`, because their PIDs are other ones in each run. */
function familyOf({ argv, facts }: Observation, subjects: readonly SubjectRecord[]): SubjectRecord | undefined {
  const pids = argv.at(-1)?.split(',').map(Number) ?? []
  const rows = listed.safeParse(facts).data ?? []
  return subjects.find(
    ({ pid }) =>
      pids.length > 1 &&
      pids.includes(pid) &&
      pids.every((each) => each === pid || rows.some((row) => row.pid === each && row.ppid === pid)),
  )
}

/** Whether the command also works outside of its test: all that it asks about outlives the test. */
function isRepeatable(observation: Observation, subjects: readonly SubjectRecord[]): boolean {
  const { kind, probe, steps, about, argv } = observation
  const known = (handle: Handle) => subjects.some(({ id, pid }) => id === handle || pid === handle)
  const stands = (step: VantageStep): boolean => {
    if (step.kind === 'exec') return known(step.container)
    return (step.kind !== 'nsenter' && step.kind !== 'netns') || (step.target !== undefined && known(step.target))
  }
  if (kind !== 'probe' && onlyOnce.has(probe)) return false
  const isList = /^\d+(,\d+)+$/.test(argv.at(-1) ?? '')
  if (isList && familyOf(observation, subjects) === undefined) return false
  if (argv.some((text) => text.includes('\n'))) return false
  return steps.every(stands) && about.every(known) && !argv.some((text) => temporary.test(text))
}

/** The words of a step in a reader's shell. The functions `docker` and `in_engine` stand for the way to the engine. */
function stepWords(step: VantageStep, words: readonly string[], names: RunNames): readonly string[] {
  if (step.kind === 'docker') return ['docker']
  if (step.kind === 'exec') return ['docker', 'exec', shellWord(step.container, names)]
  if (step.kind !== 'host') return words.map((word) => shellWord(word, names))
  if (words.length === 0) return []
  return names.daemon !== undefined && words.includes('nsenter') ? ['in_engine'] : ['sudo']
}

function shellLine(observation: Observation, names: RunNames): string {
  const { argv, steps } = observation
  const prefix = argv.slice(0, argv.length - commandOf(observation).length)
  const before = wordsBySteps(prefix, steps).flatMap(({ step, words }) => stepWords(step, words, names))
  const family = /,/.test(argv.at(-1) ?? '') ? familyOf(observation, names.subjects) : undefined
  const command = commandOf(observation).map((word) => shellWord(word, names))
  if (family === undefined) return [...before, ...command].join(' ')
  const pid = pidVariable(family.name)
  return [...before, ...command.slice(0, -1), `"${pid},$(pgrep -d , -P "${pid}")"`].join(' ')
}

/**
 * Functions for what stands before a command on the way to the engine: its address, its namespaces, and sudo. None for an
 * engine at its usual place.
 */
function functions(lines: readonly string[], { client, daemon, sudo }: RunNames): string[] {
  const first = sudo ? 'sudo ' : ''
  const words = client.filter((word) => word !== '-n').map(quoted)
  const run = words[0] === 'docker' ? ['command', ...words] : words
  const isUsual = words.join(' ') === 'docker' || !lines.some((line) => line.includes('docker '))
  const docker = isUsual ? [] : [`docker() { ${run.join(' ')} "$@"; }`]
  const pid = daemon && `"$(${first}cat ${quoted(daemon.pidfile)})"`
  const enter = lines.some((line) => line.startsWith('in_engine'))
    ? [`in_engine() { ${first}nsenter --target ${pid} --mount --net -- "$@"; }`]
    : []
  return [...docker, ...enter]
}

/** The lines that set the variables of a container. */
function assignments(subject: SubjectRecord, lines: readonly string[]): string[] {
  const name = variable(subject.name)
  if (!lines.some((line) => line.includes(`$${name}`))) return []
  const id = `${name}=$(docker ps --quiet --filter label=nsproof.run --filter 'name=-${subject.name}$' | head -n 1)`
  const pid = `${name}_pid=$(docker inspect --format '{{.State.Pid}}' "$${name}")`
  return lines.some((line) => line.includes(`$${name}_pid`)) ? [id, pid] : [id]
}

/** Those of the observations that a reader can make again, each once. */
export function repeatable(views: readonly ShownObservation[], { subjects }: RunNames): readonly Observation[] {
  const usable = views.map(({ observation }) => observation).filter((one) => isRepeatable(one, subjects))
  return [...new Map(usable.map((one) => [one.argv.join('\0'), one])).values()].slice(0, maxCommands)
}

/** The commands of these views for a reader's shell, after `npm start -- --keep`. Empty if none works outside of its test. */
export function shellLines(views: readonly ShownObservation[], names: RunNames): readonly string[] {
  const observations = repeatable(views, names)
  const commands = observations.map((one) => shellLine(one, names))
  const variables = names.subjects.flatMap((subject) => assignments(subject, commands))
  return [...functions([...variables, ...commands], names), ...variables, ...commands]
}

export function copyableCommands(lines: readonly string[]): Element {
  return h(
    'div',
    { className: ['shell'] },
    h(
      'button',
      { type: 'button', className: ['copy'], dataCopy: '' },
      h('span', { className: ['before'] }, both(ui.copy)),
      h('span', { className: ['after'] }, both(ui.copied)),
    ),
    h('pre', h('code', highlight(lines.join('\n')))),
  )
}

/** The commands of a claim, with a button to copy them. */
export function tryIt(claim: ClaimEvidence, views: readonly ShownObservation[], names: RunNames): Content[] {
  const lines = shellLines(views, names)
  const variant = names.engine === 'default' ? '' : ` --engine ${visibleLine(names.engine)}`
  const keep =
    lines.length === 0
      ? []
      : [
          h('p', { className: ['note'] }, both(ui.keepFirst), ': ', code(`npm start -- --keep${variant}`)),
          copyableCommands(lines),
        ]
  return [...keep, h('p', { className: ['note'] }, both(ui.thisClaim), ': ', code(`npm start -- ${claim.id}`))]
}
