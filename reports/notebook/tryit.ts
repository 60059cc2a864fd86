import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Handle, Observation, SubjectRecord, VantageStep } from '../../instruments/evidence/types.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import type { ClaimEvidence } from '../schema.ts'
import { both } from './dom.ts'
import { highlight } from './highlight.ts'
import { ui } from './ui.ts'
import type { Seen } from './views.ts'

const bare = /^[\w@%+=:,./-]+$/
const mostCommands = 6
/** A file or a label to which the run or the engine gave a name, and that is gone with the run. */
const passing = /^\/tmp\/nsproof-|^label=|nsproof-[0-9a-f]{8}|\/netns\/[0-9a-f]{12}$/
/** Commands that work only once. */
const onlyOnce = new Set(['ln', 'rm', 'mkdir', 'touch', 'kill', 'stop'])

const variable = (name: string) => name.toUpperCase().replaceAll(/\W/g, '_')

/** A word of a command for the reader's shell, with the run's ids and PIDs as variables. */
function word(text: string, subjects: readonly SubjectRecord[]): string {
  const named = subjects.find(({ id }) => id === text)
  if (named !== undefined) return `"$${variable(named.name)}"`
  if (bare.test(text)) {
    const general = subjects.reduce(withVariable, text)
    if (general !== text) return `"${general}"`
  }
  return bare.test(text) ? text : `'${visibleLine(text).replaceAll("'", "'\\''")}'`
}

/** A PID stands alone in a path, or at the end of a link's name. */
function withVariable(text: string, { pid, name }: SubjectRecord): string {
  const shown = `$${variable(name)}_PID`
  const parts = text.split('/').map((part) => {
    if (part === String(pid)) return shown
    return part.endsWith(`-${pid}`) ? `${part.slice(0, -String(pid).length)}${shown}` : part
  })
  return parts.join('/')
}

/** Whether a reader can run it again: all that it asks still stands when its test has ended. */
function repeatable({ kind, probe, steps, about, argv }: Observation, subjects: readonly SubjectRecord[]): boolean {
  const known = (handle: Handle) => subjects.some(({ id, pid }) => id === handle || pid === handle)
  const stands = (step: VantageStep): boolean => {
    if (step.kind === 'exec') return known(step.container)
    return (step.kind !== 'nsenter' && step.kind !== 'netns') || (step.target !== undefined && known(step.target))
  }
  if (kind !== 'probe' && onlyOnce.has(probe)) return false
  return steps.every(stands) && about.every(known) && !argv.some((text) => passing.test(text))
}

function setting(subject: SubjectRecord, lines: readonly string[]): string[] {
  const name = variable(subject.name)
  if (!lines.some((line) => line.includes(`$${name}`))) return []
  const id = `${name}=$(docker ps --quiet --filter label=nsproof.run --filter 'name=-${subject.name}$' | head -n 1)`
  const pid = `${name}_PID=$(docker inspect --format '{{.State.Pid}}' "$${name}")`
  return lines.some((line) => line.includes(`$${name}_PID`)) ? [id, pid] : [id]
}

/** The commands of these views for a reader's own shell; empty where they only made sense inside of their test. */
export function shellLines(views: readonly Seen[], subjects: readonly SubjectRecord[]): readonly string[] {
  const usable = views.map(({ observation }) => observation).filter((one) => repeatable(one, subjects))
  const lines = usable.map(({ argv }) => argv.map((each) => word(each, subjects)).join(' '))
  const commands = [...new Set(lines)].slice(0, mostCommands)
  return commands.length === 0 ? [] : [...subjects.flatMap((subject) => setting(subject, commands)), ...commands]
}

export function copyable(lines: readonly string[]): Element {
  return h(
    'div',
    { className: ['shell'] },
    h(
      'button',
      { type: 'button', className: ['copy'], dataCopy: '' },
      h('span', { className: ['before'] }, both(ui.copy)),
      h('span', { className: ['after'] }, both(ui.copied)),
    ),
    h('pre', h('code', highlight(lines.join('\n'), 'bash'))),
  )
}

/** The exact commands, ready to be copied. */
export function tryIt(claim: ClaimEvidence, views: readonly Seen[], subjects: readonly SubjectRecord[]): Element {
  const lines = shellLines(views, subjects)
  const keep =
    lines.length === 0
      ? []
      : [
          h('p', { className: ['note'] }, 'npm start -- --keep: ', both(ui.keepFirst)),
          copyable(['npm start -- --keep', ...lines]),
        ]
  return h(
    'div',
    { className: ['try'] },
    h('h5', both(ui.tryIt)),
    ...keep,
    h('p', { className: ['note'] }, both(ui.thisClaim)),
    copyable([`npm start -- ${claim.id}`]),
  )
}
