import type { Element } from 'hast'
import { h } from 'hastscript'
import type { SubjectRecord } from '../../../instruments/evidence/types.ts'
import { both } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'
import type { ShownObservation } from './choose-views.ts'
import { linesWithoutCounterpart, outputLines } from './output-lines.ts'
import { observationPanel, transcriptPanel } from './panel.ts'

/** Two views side by side. If both are of one probe, lines without a counterpart are marked. */
export function sideBySide(views: readonly ShownObservation[], subjects: readonly SubjectRecord[]): Element {
  const [left, right] = views
  if (left === undefined || right === undefined)
    return h(
      'div',
      { className: ['pair'] },
      views.map((one) => transcriptPanel(one, subjects)),
    )
  const comparable = left.observation.probe === right.observation.probe
  const lines = [left, right].map((one) => outputLines(one, subjects))
  const [mine = [], others = []] = lines
  const only = comparable
    ? [linesWithoutCounterpart(mine, others), linesWithoutCounterpart(others, mine)]
    : [new Set<never>(), new Set<never>()]
  const marked = only.some(({ size }) => size > 0)
  const isExitSame = left.observation.exitCode === right.observation.exitCode
  const said = marked ? ui.differ : isExitSame ? ui.same : ui.exitDiffers
  const note = comparable ? [h('p', { className: ['note'] }, both(said))] : []
  return h(
    'div',
    h(
      'div',
      { className: ['pair'] },
      [left, right].map((one, side) => observationPanel(one, lines[side] ?? [], only[side] ?? new Set(), subjects)),
    ),
    ...note,
  )
}
