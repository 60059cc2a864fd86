import type { Element } from 'hast'
import { h } from 'hastscript'
import type { SubjectRecord } from '../../instruments/evidence/types.ts'
import { both } from './dom.ts'
import { linesOf, onlyHere } from './lines.ts'
import { alone, panel } from './transcript.ts'
import { ui } from './ui.ts'
import type { Seen } from './views.ts'

/** Two views side by side; of the same question also what only one of them says. */
export function pair(views: readonly Seen[], subjects: readonly SubjectRecord[]): Element {
  const [left, right] = views
  if (left === undefined || right === undefined)
    return h(
      'div',
      { className: ['pair'] },
      views.map((one) => alone(one, subjects)),
    )
  const comparable = left.observation.probe === right.observation.probe
  const lines = [left, right].map((one) => linesOf(one, subjects))
  const [mine = [], others = []] = lines
  const only = comparable ? [onlyHere(mine, others), onlyHere(others, mine)] : [new Set<never>(), new Set<never>()]
  const marked = only.some(({ size }) => size > 0)
  const note = comparable ? [h('p', { className: ['note'] }, both(marked ? ui.differ : ui.same))] : []
  return h(
    'div',
    h(
      'div',
      { className: ['pair'] },
      [left, right].map((one, side) => panel(one, lines[side] ?? [], only[side] ?? new Set(), subjects)),
    ),
    ...note,
  )
}
