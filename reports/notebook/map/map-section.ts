import type { Element } from 'hast'
import { h } from 'hastscript'
import type { NamespaceType } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import type { Evidence } from '../../evidence/schema.ts'
import { both, type Content, code, fold, scrollingTable, section, textWithNumber } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'
import { type MapMembers, measuredMembers, namespaceOrder } from './identities.ts'
import { drawMap, mapLayouts } from './map-svg.ts'
import { changedBy, listedBy, waysIn } from './ways-in.ts'

function table(members: MapMembers): Element {
  const [host, ...containers] = members
  const names = [
    h('th', { scope: 'col' }, both(ui.host)),
    ...containers.map(({ name }) => h('th', { scope: 'col' }, visibleLine(name))),
  ]
  const rows = namespaceOrder.map((type) =>
    h(
      'tr',
      h('th', { scope: 'row' }, type),
      members.map(({ ids }, index) => {
        const id = ids[type]
        if (id === undefined) return h('td', '–')
        return h(
          'td',
          h('code', visibleLine(id.split(':').at(-1) ?? id)),
          ' ',
          ...(index > 0 ? both(id === host.ids[type] ? ui.hosts : ui.own) : []),
        )
      }),
    ),
  )
  return h(
    'table',
    { className: ['plain-table'] },
    h('thead', h('tr', h('th', { scope: 'col' }, both(ui.type)), names)),
    h('tbody', rows),
  )
}

const button = (command: string, types: readonly NamespaceType[], body: readonly Content[]): Element =>
  h(
    'button',
    { type: 'button', dataEnter: command, dataTypes: types.join(' '), ariaPressed: String(types.length === 0) },
    ...body,
  )

/** Buttons for the ways in. Script moves a process of the host along the chosen one. */
function chooser(evidence: Evidence, members: MapMembers): Element {
  const texts = waysIn.map((way) => {
    const types = changedBy(way, members).join(', ')
    const listed = listedBy(way, evidence)
    const ps = listed === undefined ? [] : [' ', textWithNumber(ui.psListed, listed)]
    return h('span', { dataEntered: way.command, hidden: true }, both(ui.wayEnters), ' ', h('b', types), '.', ps)
  })
  return h(
    'div',
    { className: ['scripted', 'ways'] },
    h(
      'div',
      { role: 'group', ariaLabelledBy: 'ways-h' },
      h('span', { id: 'ways-h' }, both(ui.wayChoose)),
      ' ',
      button('', [], both(ui.stayOnHost)),
      waysIn.map((way) => button(way.command, changedBy(way, members), [code(way.command)])),
    ),
    h('p', { role: 'status' }, h('span', { dataEntered: '' }, both(ui.wayNone)), texts),
  )
}

/** The host and its containers as boxes, drawn from the measured namespaces. */
export function mapSection(evidence: Evidence): Element {
  const members = measuredMembers(evidence)
  if (members === undefined) return section('map', ui.map, h('p', both(ui.mapMissing)))
  return section(
    'map',
    ui.map,
    h('p', { className: ['lead'] }, both(ui.mapLead)),
    chooser(evidence, members),
    h('p', { id: 'map-alt', className: ['sr'] }, both(ui.mapAlt)),
    h(
      'div',
      { className: ['drawing'] },
      mapLayouts.map((layout) => drawMap(members, layout)),
    ),
    h(
      'p',
      { id: 'map-status', className: ['scripted'], role: 'status' },
      h('span', { className: ['hint'] }, both(ui.mapChoose)),
      h(
        'span',
        { className: ['members'], hidden: true },
        h('code', { dataMapName: '' }),
        ' · ',
        both(ui.mapChosen),
        ': ',
        h('strong', { dataMapMembers: '' }),
      ),
    ),
    fold(both(ui.mapTable), [scrollingTable('map-table', ui.mapTable, table(members))]),
  )
}
