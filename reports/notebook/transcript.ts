import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { commandLine } from '../../instruments/evidence/transcript.ts'
import type { SubjectRecord } from '../../instruments/evidence/types.ts'
import { visible, visibleLine } from '../../instruments/evidence/visible.ts'
import { both, type Content, fold, textWithNumber } from './dom.ts'
import { factsAsText } from './facts.ts'
import { highlight } from './highlight.ts'
import { type OutputLine, outputLines } from './lines.ts'
import { psRows } from './processes.ts'
import { ui } from './ui.ts'
import type { ShownObservation } from './views.ts'

/** Lines that stand open, and characters that are folded away: a page stays small whatever a host runs. */
const mostLines = 60
const mostText = 8000
const mostRaw = 4000
const ids = /\b([0-9a-f]{12})[0-9a-f]{52}\b/g

/** Docker takes the first twelve digits of an id too; the whole is in evidence.json. */
export const shortenIds = (text: string) => text.replace(ids, '$1')

/** A template of a page's length tells a reader nothing; evidence.json has it whole. */
const shortWord = (text: string) => (text.length > 150 && !text.includes(' ; ') ? `${text.slice(0, 60)}…` : text)

export const commandCode = (argv: readonly string[]): Element =>
  h('code', { className: ['cmd'] }, highlight(shortenIds(commandLine(argv.map(shortWord))), 'bash'))

const owned = (owner: string, subjects: readonly SubjectRecord[]) =>
  `c${subjects.findIndex(({ name }) => name === owner) % 6}`

function lineOf(line: OutputLine, only: boolean, subjects: readonly SubjectRecord[]): Element {
  const classes = ['l', ...(line.stream === 'err' ? ['err'] : []), ...(only ? ['only'] : [])]
  const owner = line.owner === undefined ? [] : [owned(line.owner, subjects)]
  const [user, pid, ppid, ...others] = line.cells ?? []
  const text: Content[] =
    line.cells === undefined
      ? [shortenIds(line.text)]
      : [
          `${user} ${pid} ${ppid} `,
          h('span', { className: ['dim'] }, `${others.slice(0, -1).join(' ')} `),
          others.at(-1) ?? '',
        ]
  return h('span', { className: [...classes, ...owner] }, text, '\n')
}

function block(
  lines: readonly OutputLine[],
  only: ReadonlySet<OutputLine>,
  subjects: readonly SubjectRecord[],
): Element {
  return h(
    'pre',
    lines.slice(0, mostLines).map((line) => lineOf(line, only.has(line), subjects)),
  )
}

/** The lines that fit. */
function fitting(lines: readonly OutputLine[]): readonly string[] {
  let room = mostText
  return lines.map(({ text }) => shortenIds(text)).filter((text) => (room -= text.length + 1) >= 0)
}

function rest(lines: readonly OutputLine[], of: ShownObservation): Content[] {
  const { leftOut = 0 } = of.observation
  if (lines.length + leftOut === 0) return []
  const label = psRows(of.observation) === undefined ? ui.moreLines : ui.moreHost
  const texts = fitting(lines)
  const over = lines.length - texts.length
  const notes = [over > 0 ? textWithNumber(ui.cut, over) : [], leftOut > 0 ? textWithNumber(ui.notKept, leftOut) : []]
  const told = notes.filter(({ length }) => length > 0).map((note) => h('p', { className: ['note'] }, note))
  return [fold(textWithNumber(label, lines.length + leftOut), [h('pre', texts.join('\n')), ...told], 'more')]
}

function raw({ observation }: ShownObservation): Content[] {
  if (factsAsText(observation) === undefined) return []
  const text = shortenIds(visible(observation.stdout))
  const shown: ElementContent[] = [
    h('pre', text.length > mostRaw ? `${text.slice(0, mostRaw)}…` : highlight(text, 'json')),
  ]
  return [fold(both(ui.parsed), shown, 'more')]
}

/** A command from a vantage and what it printed: the telling lines open, the rest a click away. */
export function observationPanel(
  of: ShownObservation,
  lines: readonly OutputLine[],
  only: ReadonlySet<OutputLine>,
  subjects: readonly SubjectRecord[],
): Element {
  const { observation, test } = of
  const open = lines.filter(({ minor }) => !minor)
  const silent = lines.length === 0 ? [h('p', { className: ['note', 'silent'] }, both(ui.silent))] : []
  const { exitCode } = observation
  const exit = exitCode === 0 ? [] : [h('p', { className: ['exit'] }, both(ui.exit), ` ${exitCode}`)]
  const role = h('span', { className: ['role', test.role] }, both(ui[test.role]), ` ${of.claim}`)
  return h(
    'figure',
    { className: ['panel'] },
    h('figcaption', h('strong', visibleLine(observation.vantage)), ' ', role),
    h('div', { className: ['prompt'] }, commandCode(observation.argv)),
    ...(open.length > 0 ? [block(open, only, subjects)] : []),
    ...rest(
      lines.filter(({ minor }) => minor),
      of,
    ),
    ...raw(of),
    ...silent,
    ...exit,
  )
}

/** One transcript alone. */
export const transcriptPanel = (of: ShownObservation, subjects: readonly SubjectRecord[]): Element =>
  observationPanel(of, outputLines(of, subjects), new Set(), subjects)
