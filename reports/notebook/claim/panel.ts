import type { Element } from 'hast'
import { h } from 'hastscript'
import type { SubjectRecord } from '../../../instruments/evidence/types.ts'
import { visible, visibleLine } from '../../../instruments/evidence/visible.ts'
import { both, type Content, fold, textWithNumber } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'
import type { ShownObservation } from './choose-views.ts'
import { factsAsText } from './facts-as-text.ts'
import { type OutputLine, outputLines } from './output-lines.ts'
import { psRows } from './process-owners.ts'
import { commandPrompt, shortenIds } from './typed-command.ts'

// Limits on open lines, folded characters and raw characters keep the page small on a host with many processes.
const maxOpenLines = 60
const maxFoldedLength = 2000
const maxRawLength = 1200

const ownerClass = (owner: string, subjects: readonly SubjectRecord[]) =>
  `c${subjects.findIndex(({ name }) => name === owner) % 6}`

function lineElement(line: OutputLine, only: boolean, subjects: readonly SubjectRecord[]): Element {
  const classes = ['l', ...(line.stream === 'err' ? ['err'] : []), ...(only ? ['only'] : [])]
  const owner = line.owner === undefined ? [] : [ownerClass(line.owner, subjects)]
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
    lines.slice(0, maxOpenLines).map((line) => lineElement(line, only.has(line), subjects)),
  )
}

/** The lines that fit into `maxFoldedLength`. */
function linesThatFit(lines: readonly OutputLine[]): readonly string[] {
  let room = maxFoldedLength
  return lines.map(({ text }) => shortenIds(text)).filter((text) => (room -= text.length + 1) >= 0)
}

function foldedLines(lines: readonly OutputLine[], of: ShownObservation): Content[] {
  const { leftOut = 0 } = of.observation
  if (lines.length + leftOut === 0) return []
  const label = psRows(of.observation) === undefined ? ui.moreLines : ui.moreHost
  const texts = linesThatFit(lines)
  const over = lines.length - texts.length
  const notes = [over > 0 ? textWithNumber(ui.cut, over) : [], leftOut > 0 ? textWithNumber(ui.notKept, leftOut) : []]
  const noteElements = notes.filter(({ length }) => length > 0).map((note) => h('p', { className: ['note'] }, note))
  return [fold(textWithNumber(label, lines.length + leftOut), [h('pre', texts.join('\n')), ...noteElements], 'more')]
}

function rawOutput({ observation }: ShownObservation): Content[] {
  if (factsAsText(observation) === undefined) return []
  const text = shortenIds(visible(observation.stdout))
  const cut = text.length > maxRawLength ? `${text.slice(0, maxRawLength)}…` : text
  return [fold(both(ui.parsed), [h('pre', cut)], 'more')]
}

/** A command, its vantage and its output. Minor lines are folded. */
export function observationPanel(
  of: ShownObservation,
  lines: readonly OutputLine[],
  only: ReadonlySet<OutputLine>,
  subjects: readonly SubjectRecord[],
): Element {
  const { observation, test } = of
  const open = lines.filter(({ minor }) => !minor)
  const { exitCode } = observation
  const isSilent = lines.length === 0
  const silent = isSilent ? [h('p', { className: ['note', 'silent'] }, both(ui.silent))] : []
  const exit =
    exitCode === 0 && !isSilent
      ? []
      : [h('p', { className: ['exit', ...(exitCode === 0 ? ['zero'] : [])] }, both(ui.exit), ` ${exitCode}`)]
  const role = h('span', { className: ['role', test.role] }, both(ui[test.role]), ` ${of.claim}`)
  return h(
    'figure',
    { className: ['panel'] },
    h('figcaption', h('strong', visibleLine(observation.vantage)), ' ', role),
    commandPrompt(observation, subjects),
    ...(open.length > 0 ? [block(open, only, subjects)] : []),
    ...foldedLines(
      lines.filter(({ minor }) => minor),
      of,
    ),
    ...rawOutput(of),
    ...silent,
    ...exit,
  )
}

/** A panel in which no line is marked. */
export const transcriptPanel = (of: ShownObservation, subjects: readonly SubjectRecord[]): Element =>
  observationPanel(of, outputLines(of, subjects), new Set(), subjects)
