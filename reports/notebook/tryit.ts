import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Observation, SubjectRecord } from '../../instruments/evidence/types.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import type { ClaimEvidence } from '../schema.ts'
import { both } from './dom.ts'
import { highlight } from './highlight.ts'
import { ui } from './ui.ts'
import type { ShownObservation } from './views.ts'

const needsNoQuotes = /^[\w@%+=:,./-]+$/
const maxCommands = 6
/** Paths and container ids that existed only during their test. */
const temporary = /^(?:\/tmp\/nsproof-|[0-9a-f]{64}$)/

const variable = (name: string) => name.toUpperCase().replaceAll(/\W/g, '_')

/** Quotes an argument for a shell, with variables in place of the run's container ids and PIDs. */
function shellWord(text: string, subjects: readonly SubjectRecord[]): string {
  const named = subjects.find(({ id }) => id === text)
  if (named !== undefined) return `"$${variable(named.name)}"`
  const of = subjects.find(({ pid }) => new RegExp(`(^|[-/])${pid}(/|$)`).test(text))
  if (of !== undefined && needsNoQuotes.test(text)) {
    return `"${text.replace(new RegExp(`(^|[-/])${of.pid}(?=/|$)`), (_, before: string) => `${before}$${variable(of.name)}_PID`)}"`
  }
  return needsNoQuotes.test(text) ? text : `'${visibleLine(text).replaceAll("'", "'\\''")}'`
}

/** Whether the command also works outside of its test. */
function isRepeatable({ argv, vantage }: Observation, subjects: readonly SubjectRecord[]): boolean {
  const known = (text: string) => subjects.some(({ id }) => id === text)
  const strange = argv.some(
    (text) => (temporary.test(text) && !known(text)) || /^label=|nsproof-[0-9a-f]{8}|docker\/netns\//.test(text),
  )
  return !strange && !/of its own|-\d+-\d+/.test(vantage) && !/^(?:ln|rm|mkdir|touch|kill|stop)$/.test(argv[0] ?? '')
}

/** The lines that set the variables of a container. */
function assignments(subject: SubjectRecord, lines: readonly string[]): string[] {
  const name = variable(subject.name)
  if (!lines.some((line) => line.includes(`$${name}`))) return []
  const id = `${name}=$(docker ps --quiet --filter label=nsproof.run --filter 'name=-${subject.name}$' | head -n 1)`
  const pid = `${name}_PID=$(docker inspect --format '{{.State.Pid}}' "$${name}")`
  return lines.some((line) => line.includes(`$${name}_PID`)) ? [id, pid] : [id]
}

/** The commands of these views for a reader's shell. Empty if none works outside of its test. */
export function shellLines(views: readonly ShownObservation[], subjects: readonly SubjectRecord[]): readonly string[] {
  const usable = views.map(({ observation }) => observation).filter((one) => isRepeatable(one, subjects))
  const lines = usable.map(({ argv }) => argv.map((each) => shellWord(each, subjects)).join(' '))
  const commands = [...new Set(lines)].slice(0, maxCommands)
  return commands.length === 0 ? [] : [...subjects.flatMap((subject) => assignments(subject, commands)), ...commands]
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
    h('pre', h('code', highlight(lines.join('\n'), 'bash'))),
  )
}

/** The commands of a claim, with buttons to copy them. */
export function tryIt(
  claim: ClaimEvidence,
  views: readonly ShownObservation[],
  subjects: readonly SubjectRecord[],
): Element {
  const lines = shellLines(views, subjects)
  const keep =
    lines.length === 0
      ? []
      : [
          h('p', { className: ['note'] }, 'npm start -- --keep: ', both(ui.keepFirst)),
          copyableCommands(['npm start -- --keep', ...lines]),
        ]
  return h(
    'div',
    { className: ['try'] },
    h('h5', both(ui.tryIt)),
    ...keep,
    h('p', { className: ['note'] }, both(ui.thisClaim)),
    copyableCommands([`npm start -- ${claim.id}`]),
  )
}
