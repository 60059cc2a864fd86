import type { Element } from 'hast'
import { h } from 'hastscript'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import { resultOf } from '../../evidence/claim-result.ts'
import type { Evidence } from '../../evidence/schema.ts'
import { ui } from '../ui/ui.ts'
import { both, type Content, scrollingTable, section } from './dom.ts'
import { resultMark } from './marks.ts'
import { profileRows } from './profile-rows.ts'

const keyOfCell = (cell: readonly Content[]) => JSON.stringify(cell)

function row(head: readonly Content[], cells: readonly (readonly Content[])[]): Element {
  const differs = new Set(cells.map(keyOfCell)).size > 1
  const note = differs ? [' ', h('span', { className: ['differs'] }, both(ui.differs))] : []
  return h(
    'tr',
    { className: differs ? ['odd'] : [] },
    h('th', { scope: 'row' }, ...head, ...note),
    cells.map((cell) => h('td', ...cell)),
  )
}

/** The same claims on several engines, with differences marked. */
export function enginesSection(all: readonly Evidence[]): Element {
  const ids = [...new Set(all.flatMap(({ claims }) => claims.map(({ id }) => id)))]
  const claims = ids.map((id) => {
    const found = all.map((evidence) => evidence.claims.find((claim) => claim.id === id))
    const title = found.find((claim) => claim !== undefined)?.title
    const head = [h('a', { href: `#${id}` }, id), ' ', ...(title === undefined ? [] : both(title))]
    return row(
      head,
      found.map((claim) => (claim === undefined ? both(ui.notRun) : [resultMark(resultOf(claim))])),
    )
  })
  const profiles = all.map((one) => profileRows(one).filter(([label]) => label !== ui.date && label !== ui.duration))
  const facts = (profiles[0] ?? []).map(([label], index) =>
    row(
      both(label),
      profiles.map((rows) => rows[index]?.[1] ?? ['–']),
    ),
  )
  const heads = all.map(({ engine }) => h('th', { scope: 'col' }, visibleLine(engine)))
  const table = h(
    'table',
    { className: ['plain-table', 'engines'] },
    h('thead', h('tr', h('th', { scope: 'col' }, both(ui.claim)), heads)),
    h('tbody', ...facts, ...claims),
  )
  return section(
    'engines',
    ui.engines,
    h('p', { className: ['lead'] }, both(ui.enginesLead)),
    scrollingTable('engines-table', ui.enginesTable, table),
  )
}
