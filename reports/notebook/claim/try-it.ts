import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Handle, Observation, Profile, SubjectRecord, VantageStep } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import type { ClaimEvidence } from '../../evidence/schema.ts'
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

const variable = (name: string) => name.toUpperCase().replaceAll(/\W/g, '_')

/** What the commands of a claim name that exists only in one run. */
export interface RunNames {
  readonly subjects: readonly SubjectRecord[]
  /** Of a private engine. */
  readonly daemon: Profile['engine']['daemon']
}

/** Quotes an argument for a shell, with variables in place of the run's container ids and PIDs. */
function shellWord(text: string, { subjects, daemon }: RunNames): string {
  const named = subjects.find(({ id }) => id === text)
  if (named !== undefined) return `"$${variable(named.name)}"`
  if (needsNoQuotes.test(text)) {
    const processes = [...subjects, ...(daemon === undefined ? [] : [{ name: 'engine', pid: daemon.pid }])]
    const general = processes.reduce(withVariable, text)
    if (general !== text) return `"${general}"`
  }
  return needsNoQuotes.test(text) ? text : `'${visibleLine(text).replaceAll("'", "'\\''")}'`
}

/** Replaces a PID that is a whole part of a path, or the end of a link's name, by a variable. */
function withVariable(text: string, { pid, name }: Pick<SubjectRecord, 'pid' | 'name'>): string {
  const shown = `$${variable(name)}_PID`
  const parts = text.split('/').map((part) => {
    if (part === String(pid)) return shown
    return part.endsWith(`-${pid}`) ? `${part.slice(0, -String(pid).length)}${shown}` : part
  })
  return parts.join('/')
}

/** Whether the command also works outside of its test: all that it asks about outlives the test. */
function isRepeatable({ kind, probe, steps, about, argv }: Observation, subjects: readonly SubjectRecord[]): boolean {
  const known = (handle: Handle) => subjects.some(({ id, pid }) => id === handle || pid === handle)
  const stands = (step: VantageStep): boolean => {
    if (step.kind === 'exec') return known(step.container)
    return (step.kind !== 'nsenter' && step.kind !== 'netns') || (step.target !== undefined && known(step.target))
  }
  if (kind !== 'probe' && onlyOnce.has(probe)) return false
  return steps.every(stands) && about.every(known) && !argv.some((text) => temporary.test(text))
}

/** The lines that set the variables of a container. */
function assignments(subject: SubjectRecord, lines: readonly string[], docker: string): string[] {
  const name = variable(subject.name)
  if (!lines.some((line) => line.includes(`$${name}`))) return []
  const id = `${name}=$(${docker} ps --quiet --filter label=nsproof.run --filter 'name=-${subject.name}$' | head -n 1)`
  const pid = `${name}_PID=$(${docker} inspect --format '{{.State.Pid}}' "$${name}")`
  return lines.some((line) => line.includes(`$${name}_PID`)) ? [id, pid] : [id]
}

/** The commands of these views for a reader's shell. Empty if none works outside of its test. */
export function shellLines(views: readonly ShownObservation[], names: RunNames): readonly string[] {
  const { subjects, daemon } = names
  const usable = views.map(({ observation }) => observation).filter((one) => isRepeatable(one, subjects))
  const lines = usable.map(({ argv }) => argv.map((each) => shellWord(each, names)).join(' '))
  const commands = [...new Set(lines)].slice(0, maxCommands)
  const isInEngine = commands.some((line) => line.includes('$ENGINE_PID'))
  const engine = daemon !== undefined && isInEngine ? [`ENGINE_PID=$(cat ${daemon.pidfile})`] : []
  const docker = daemon === undefined ? 'docker' : `docker --host ${daemon.socket}`
  return [...engine, ...subjects.flatMap((subject) => assignments(subject, commands, docker)), ...commands]
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

/** The commands of a claim, with buttons to copy them. */
export function tryIt(claim: ClaimEvidence, views: readonly ShownObservation[], names: RunNames): Content[] {
  const lines = shellLines(views, names)
  const keep =
    lines.length === 0
      ? []
      : [
          h('p', { className: ['note'] }, 'npm start -- --keep: ', both(ui.keepFirst)),
          copyableCommands(['npm start -- --keep', ...lines]),
        ]
  return [...keep, h('p', { className: ['note'] }, both(ui.thisClaim), ': ', code(`npm start -- ${claim.id}`))]
}
